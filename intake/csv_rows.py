"""Rows of a delimited text file."""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Iterator

from intake.archives import damaged
from intake.cells import Cell
from intake.encodings import text_encoding
from intake.kinds import Kind, open_text_bytes
from intake.sources import SourceFile
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

_DELIMITERS = (",", "\t", ";")


def csv_rows(file: SourceFile, kind: Kind) -> Iterator[tuple[int, list[Cell]]]:
    """(row number, cells) of ``file``; the encoding is checked to the file's end before the first row is given."""
    try:
        with open_text_bytes(file, kind) as stream:
            encoding = text_encoding(stream)
    except (OSError, EOFError, zlib.error) as error:
        raise damaged("gz" if kind == "csv.gz" else "csv") from error
    return _rows(file, kind, encoding)


def _rows(file: SourceFile, kind: Kind, encoding: str) -> Iterator[tuple[int, list[Cell]]]:
    with io.TextIOWrapper(open_text_bytes(file, kind), encoding, newline="") as text:
        delimiter = _delimiter(text.readline())
        text.seek(0)
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        try:
            yield from enumerate(reader, start=1)
        except csv.Error as error:
            raise _unreadable(reader.line_num, too_long="limit" in str(error)) from error


def _delimiter(first_line: str) -> str:
    return max(_DELIMITERS, key=first_line.count)


def _unreadable(line: int, *, too_long: bool) -> BadInput:
    if too_long:
        longest = csv.field_size_limit()
        return BadInput(
            Text(
                f"第 {line} 行附近有单元格超过 {longest} 个字；请检查是否漏了一个双引号",
                f"Near line {line} a cell is longer than {longest} signs; look for a missing double quote",
            )
        )
    return BadInput(
        Text(
            f"第 {line} 行附近引号不成对，无法分列；请检查双引号",
            f"Near line {line} a quotation mark is not closed or stands inside a cell; check the double quotes",
        )
    )
