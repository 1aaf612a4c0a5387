"""Opening what a workbook is packed in; whatever is wrong with the packing ends as one refusal."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from intake.sources import SourceFile
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    LookupError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises for archives that were tampered with; they share no base of their own."""


@contextmanager
def opened_archive(file: SourceFile) -> Iterator[zipfile.ZipFile]:
    """The archive in ``file``; BadInput where it is damaged, also while it is read inside the ``with``."""
    try:
        with file.open() as stream, zipfile.ZipFile(stream) as archive:
            yield archive
    except BadInput:
        raise
    except _BROKEN as error:
        raise damaged("xlsx") from error


def damaged(what: str) -> BadInput:
    """The refusal of a file whose inside does not hold together."""
    return BadInput(
        Text(
            f".{what} 文件已损坏，无法打开；请重新保存后上传",
            f"The .{what} file is damaged; save it again and upload it",
        )
    )
