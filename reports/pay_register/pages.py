"""Drawing the pay register: the grouped table, the summary, and the places for signatures."""

from __future__ import annotations

import io

from reports.document import Stamp
from reports.formats import said
from reports.pay_register.parts import in_parts
from reports.pay_register.register import PayRegister, Signature
from reports.pay_register.tables import LABELS, SUMMARY_LABELS, paper_table, summary_table
from reports.pdf.columns import least_width
from reports.pdf.look import A3_LANDSCAPE, A4_LANDSCAPE, BODY, INK, QUIET, SMALL
from reports.pdf.pages import Head, Pages
from reports.pdf.tables import draw_table
from vocabulary.text import Language, Text

TITLE = Text("{year} 年 {month} 月工资发放表", "Pay register {year}-{month:02d}")
UNIT_OF_MONEY = Text("单位：人民币元", "Amounts in yuan (CNY)")
SIGNED = Text("{capacity}：", "{capacity}:")
_READABLE = 6.5
_SIZES = (8.0, _READABLE)
_SIGNATURE_HEIGHT = 46.0


def draw_register(register: PayRegister, language: Language, stamp: Stamp, *, invariant: bool) -> bytes:
    """The register as PDF: A4 lying where the columns fit at a readable size, else A3, there in parts if need be."""
    out, table = io.BytesIO(), paper_table(register)
    fits = least_width(table, language, _READABLE) <= A4_LANDSCAPE.text_width
    paper = A4_LANDSCAPE if fits else A3_LANDSCAPE
    pages = Pages(out, paper, _head(register, language), stamp, language, invariant=invariant)
    for part in in_parts(table, LABELS, language, _READABLE, paper.text_width):
        draw_table(pages, part, _SIZES)
    sums = in_parts(summary_table(register), SUMMARY_LABELS, language, _READABLE, paper.text_width)
    for part in sums:
        draw_table(pages, part, _SIZES, tail=_SIGNATURE_HEIGHT + 12 if part is sums[-1] else 0.0)
    _draw_signatures(pages, register.signatures)
    pages.save()
    return out.getvalue()


def _head(register: PayRegister, language: Language) -> Head:
    title = TITLE.format(year=register.month.year, month=register.month.month).in_(language)
    mark = register.mark.in_(language) if register.mark else ""
    return Head(said(register.issuer, language), title, UNIT_OF_MONEY.in_(language), mark)


def _draw_signatures(pages: Pages, signatures: tuple[Signature, ...]) -> None:
    """A place for each signature abreast, on the page of the last sums."""
    pages.need(_SIGNATURE_HEIGHT)
    room = (pages.right - pages.left) / max(len(signatures), 1)
    y = pages.y - 30
    for index, signature in enumerate(signatures):
        x = pages.left + index * room
        pages.text(x, y, SIGNED.format(capacity=signature.capacity).in_(pages.language), BODY, bold=True)
        pages.line(x + 60, x + room - 24, y - 3, INK, 0.6)
        pages.text(x + 66, y, signature.name, BODY)
        pages.text_right(x + room - 28, y, signature.on.isoformat() if signature.on else "", SMALL, ink=QUIET)
    pages.y -= _SIGNATURE_HEIGHT
