"""Whether a workbook may be opened: archive bombs, absurd areas and unsafe XML are refused before anything is built."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field

from intake import limits
from intake.archives import damaged, opened_archive
from intake.sources import SourceFile
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

_CHUNK = 4 << 20
_OVERLAP = 256
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d{1,10})"')
_WIDE = re.compile(rb'\br="([A-Z]{2,6})(\d{1,10})"')
_DEEP = re.compile(rb'\br="([A-Z])(\d{6,10})"')
_VERY_DEEP = re.compile(rb'\br="([A-Z])(\d{7,10})"')
_SIX_DIGITS = 99_999
_SPECIAL = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/", b"<f\n", b"<f\r", b"<f\t", b't="e"', b"t='e'")


@dataclass(slots=True)
class SheetScan:
    """What a quick look at a sheet's XML found: its extent, and whether formulas or error values are in it."""

    last_row: int = 0
    last_column: int = 26
    cells: int = 0
    special: bool = False


@dataclass(slots=True)
class WorkbookScan:
    """The sheets of a workbook by the path of their part."""

    sheets: dict[str, SheetScan] = field(default_factory=dict)


def scan_workbook(file: SourceFile) -> WorkbookScan:
    """Reads every part of the workbook once, with checksums; raises BadInput where it is damaged or beyond limits."""
    scan = WorkbookScan()
    with opened_archive(file) as archive:
        _check_sizes(archive.infolist())
        for part in archive.infolist():
            sheet = scan.sheets.setdefault(part.filename, SheetScan()) if _is_sheet(part.filename) else None
            _scan_part(archive, part, sheet)
    for sheet in scan.sheets.values():
        _check_extent(sheet)
    return scan


def _is_sheet(name: str) -> bool:
    return name.startswith("xl/worksheets/") and name.endswith(".xml") and "/_rels/" not in name


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    bomb = any(
        p.file_size > limits.RATIO_FREE_BYTES and p.file_size > limits.MAX_RATIO * max(1, p.compress_size)
        for p in parts
    )
    expanded = sum(p.file_size for p in parts)
    if bomb or expanded > limits.MAX_EXPANDED_BYTES or len(parts) > limits.MAX_XLSX_PARTS:
        raise BadInput(
            Text("工作簿解压后大得不合理，拒绝读取", "The workbook unpacks to an absurd size and is not read")
        )


def _scan_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, sheet: SheetScan | None) -> None:
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            window = tail + chunk
            if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
                raise damaged("xlsx")
            if sheet is not None:
                _look(sheet, window, len(tail))
            tail = window[-_OVERLAP:]


def _look(sheet: SheetScan, window: bytes, seen: int) -> None:
    sheet.cells += window.count(b"<c ", max(0, seen - 2)) + window.count(b":c ", max(0, seen - 2))
    sheet.special = sheet.special or any(mark in window for mark in _SPECIAL)
    sheet.last_row = max([sheet.last_row, *map(int, _ROW.findall(window))])
    # Cells may lie below the rows that the file declares; where those are deep anyway, looking is slow and needless.
    deep = _VERY_DEEP if sheet.last_row >= _SIX_DIGITS else _DEEP
    for letters, row in [*_WIDE.findall(window), *deep.findall(window)]:
        sheet.last_column = max(sheet.last_column, column_number(letters.decode()))
        sheet.last_row = max(sheet.last_row, int(row))


def column_number(letters: str) -> int:
    """1 for ``A``, 27 for ``AA``."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _check_extent(sheet: SheetScan) -> None:
    area = sheet.last_row * sheet.last_column
    if sheet.last_column > limits.MAX_COLUMNS:
        raise BadInput(
            Text(
                f"工作表超过 {limits.MAX_COLUMNS} 列；请删除表格右边的空列",
                f"The sheet has more than {limits.MAX_COLUMNS} columns; delete the empty ones beside the table",
            )
        )
    if area > limits.MAX_SPARSE_CELLS and area > limits.MAX_SPARSENESS * sheet.cells:
        raise BadInput(
            Text(
                f"工作表延伸到第 {sheet.last_row} 行但几乎是空的；请删除表格下方的空行",
                f"The sheet reaches row {sheet.last_row} but is almost empty; delete the empty rows below the table",
            )
        )
