"""Writing the file that a bank pays by, with the totals that it is checked against."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass

from reports.bank_file.layout import AMOUNT, BankLayout
from reports.bank_file.payees import Payment
from reports.xls import XlsCell, XlsSheet, xls_workbook
from vocabulary.bad_input import BadInput
from vocabulary.money import Fen
from vocabulary.text import Text

_SHEET = "代发明细"
_RIGHT = ("序号", AMOUNT)
_NOBODY = Text("没有可以代发的人", "There is nobody to pay by this file")
_NOT_POSITIVE = Text("代发金额须为正数", "An amount to be paid is more than nothing")
_TOO_WIDE = Text(
    "第 {n} 行“{column}”超过 {width} 字节：{value}", "Line {n}: “{column}” is more than {width} bytes: {value}"
)
_NOT_ENCODABLE = Text(
    "第 {n} 行“{column}”含有编码 {encoding} 没有的字：{value}",
    "Line {n}: “{column}” has a sign not in {encoding}: {value}",
)


@dataclass(frozen=True, slots=True)
class BankFile:
    """A finished file: its content and ending, how many lines and how much money (fen) it pays, and its SHA-256."""

    content: bytes
    ending: str
    count: int
    total: Fen

    @property
    def sha256(self) -> str:
        """The digest by which a file in hand is recognised as this one."""
        return hashlib.sha256(self.content).hexdigest()


def bank_file(payments: Sequence[Payment], layout: BankLayout) -> BankFile:
    """The file of ``payments`` in their order.

    Raises BadInput when there is none, for an amount that is not positive, and for text that a fixed-width column or
    the encoding can't hold: nothing is ever cut off.
    """
    if not payments:
        raise BadInput(_NOBODY)
    for payment in payments:
        if payment.amount <= 0:
            raise BadInput(_NOT_POSITIVE, payment.holder)
    lines = [layout.cells(number, payment) for number, payment in enumerate(payments, start=1)]
    content = {"csv": _csv, "txt": _fixed, "xls": _xls}[layout.form](lines, layout)
    return BankFile(content, layout.form, len(payments), sum(payment.amount for payment in payments))


def _csv(lines: Sequence[tuple[str, ...]], layout: BankLayout) -> bytes:
    for number, line in enumerate(lines, start=1):
        for heading, value in zip(layout.headings, line, strict=True):
            _encoded(value, layout, number, heading)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([layout.headings, *lines] if layout.with_heading else lines)
    return out.getvalue().encode(layout.encoding)


def _xls(lines: Sequence[tuple[str, ...]], layout: BankLayout) -> bytes:
    place = layout.headings.index(AMOUNT)

    def row(line: tuple[str, ...]) -> list[XlsCell]:
        fen = int(line[place].replace(".", ""))
        return [*line[:place], fen, *line[place + 1 :]]

    return xls_workbook([XlsSheet(_SHEET, layout.headings, [row(line) for line in lines])])


def _fixed(lines: Sequence[tuple[str, ...]], layout: BankLayout) -> bytes:
    widths = layout.column_widths()
    rows = [layout.headings, *lines] if layout.with_heading else lines
    first = 0 if layout.with_heading else 1
    ended = [_fixed_line(number, row, widths, layout) + b"\r\n" for number, row in enumerate(rows, start=first)]
    mark = "".encode(layout.encoding)  # a byte order mark, where the encoding has one
    return mark + b"".join(ended)


def _fixed_line(number: int, row: Sequence[str], widths: Sequence[int], layout: BankLayout) -> bytes:
    cells = []
    for heading, value, width in zip(layout.headings, row, widths, strict=True):
        encoded = _encoded(value, layout, number, heading)
        if len(encoded) > width:
            raise BadInput(_TOO_WIDE.format(n=number, column=heading, width=width, value=value), heading)
        cells.append(encoded.rjust(width) if heading in _RIGHT and number else encoded.ljust(width))
    return b"".join(cells)


def _encoded(value: str, layout: BankLayout, number: int, heading: str) -> bytes:
    """``value`` in the file's encoding, without the mark that a file begins with."""
    try:
        return value.encode("utf-8" if layout.encoding == "utf-8-sig" else layout.encoding)
    except UnicodeEncodeError:
        words = _NOT_ENCODABLE.format(n=number, column=heading, encoding=layout.encoding, value=value)
        raise BadInput(words, heading) from None
