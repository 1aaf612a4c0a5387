"""Drawing payslips: one a page, half of A4 lying; a slip with too many lines for that gets a whole A4."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from reports.document import Stamp
from reports.fonts import register_fonts
from reports.formats import said
from reports.payslip import words
from reports.payslip.form import SlipForm
from reports.payslip.slip import Payslip
from reports.pdf.look import A4_PORTRAIT, A5_LANDSCAPE
from reports.pdf.pages import LOCALES, describe
from vocabulary.bad_input import BadInput
from vocabulary.text import Language

_TRIES = ((A5_LANDSCAPE, 1.0), (A5_LANDSCAPE, 0.92), (A5_LANDSCAPE, 0.85), (A4_PORTRAIT, 1.0), (A4_PORTRAIT, 0.85))


def draw_payslips(slips: Iterable[Payslip], out: BinaryIO, language: Language, stamp: Stamp, *, invariant: bool) -> int:
    """Draw ``slips`` into one PDF; gives the number of pages. Raises BadInput when there is none."""
    register_fonts()
    canvas, count = Canvas(out, pageCompression=1, invariant=int(invariant), lang=LOCALES[language]), 0
    for count, slip in enumerate(slips, start=1):
        form = _form(slip, language, stamp)
        if count == 1:
            title = f"{words.TITLE.in_(language)} {slip.month}"
            describe(canvas, title, said(slip.issuer, language))
        canvas.setPageSize((form.paper.width, form.paper.height))
        form.draw(canvas)
        canvas.showPage()
    if not count:
        raise BadInput(words.NO_SLIP)
    canvas.save()
    return count


def _form(slip: Payslip, language: Language, stamp: Stamp) -> SlipForm:
    """The slip on the first paper and at the first scale that hold it."""
    for paper, scale in _TRIES:
        form = SlipForm(slip, language, stamp, paper, scale)
        if form.fits:
            break
    return form
