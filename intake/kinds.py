"""What kind of file it is, told by its first bytes, not its name; what can't be read is refused with the way out."""

from __future__ import annotations

import gzip
import re
import zlib
from typing import BinaryIO, Literal, cast

from intake.archives import damaged, opened_archive
from intake.sources import SourceFile
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

Kind = Literal["xlsx", "csv", "csv.gz", "json"]

_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_GZIP = b"\x1f\x8b"
_JSON = re.compile(rb"(\xef\xbb\xbf)?\s*(\[\s*([{\]]|$)|\{\s*\")")
_NO_TABLES = {b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"Rar!": "RAR", b"7z\xbc\xaf": "7z"}


def kind_of(file: SourceFile) -> Kind:
    """``xlsx``, ``csv``, ``csv.gz`` or ``json``; raises BadInput for everything else."""
    with file.open() as stream:
        head = stream.read(64)
    if head.startswith(_ZIP):
        _refuse_other_archives(file)
        return "xlsx"
    if head.startswith(_GZIP):
        _refuse_packed_workbook(file)
        return "csv.gz"
    _refuse_by_head(head)
    return "json" if _JSON.match(head) else "csv"


def open_text_bytes(file: SourceFile, kind: Kind) -> BinaryIO:
    """The bytes of a text file, unpacked where it came packed."""
    stream = file.open()
    return cast("BinaryIO", gzip.GzipFile(fileobj=stream)) if kind == "csv.gz" else stream


def _refuse_by_head(head: bytes) -> None:
    if head.startswith(_OLE):
        raise BadInput(
            Text(
                "旧版 .xls 或加密的工作簿不能读取；请去掉密码并另存为 .xlsx",
                "Old .xls files and workbooks with a password can't be read; remove the password and save as .xlsx",
            )
        )
    for mark, label in _NO_TABLES.items():
        if head.startswith(mark):
            raise BadInput(
                Text(
                    f"这是 {label} 文件；请上传 .xlsx 或 .csv", f"This is a {label} file; upload .xlsx or .csv instead"
                )
            )


def _refuse_packed_workbook(file: SourceFile) -> None:
    try:
        with file.open() as stream, gzip.GzipFile(fileobj=stream) as unpacked:
            head = unpacked.read(8)
    except (OSError, EOFError, zlib.error) as error:
        raise damaged("gz") from error
    if head.startswith((_ZIP, _OLE)):
        raise BadInput(
            Text("压缩包内是工作簿；请直接上传 .xlsx", "There is a workbook inside the .gz; upload the .xlsx itself")
        )


def _refuse_other_archives(file: SourceFile) -> None:
    with opened_archive(file) as archive:
        names = set(archive.namelist())
    if any(name.endswith("vbaProject.bin") for name in names):
        raise BadInput(
            Text(
                "工作簿含有宏；请另存为不含宏的 .xlsx", "The workbook contains macros; save it as .xlsx without macros"
            )
        )
    if "xl/workbook.xml" not in names:
        raise BadInput(
            Text(
                "不是 .xlsx 工作簿（.xlsb、.ods、.docx、.zip 不能读取）；请另存为 .xlsx",
                "Not an .xlsx workbook (.xlsb, .ods, .docx and .zip can't be read); save it as .xlsx",
            )
        )
