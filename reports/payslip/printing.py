"""Payslips as PDF: one slip a page, alone or merged for a unit, with a password where wished."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import BinaryIO

from reports.document import Stamp
from reports.payslip.slip import Payslip
from vocabulary.text import Language


def payslip_pdf(
    slip: Payslip, language: Language, stamp: Stamp, *, password: str | None = None, invariant: bool = False
) -> bytes:
    """One slip as a PDF that, given a ``password``, opens only by it (AES-256); ``invariant``: equal in, equal out."""
    out = io.BytesIO()
    payslips_pdf([slip], out, language, stamp, invariant=invariant)
    if password is None:
        return out.getvalue()
    from reports.pdf.protection import locked

    return locked(out.getvalue(), password)


def payslips_pdf(
    slips: Iterable[Payslip], out: BinaryIO, language: Language, stamp: Stamp, *, invariant: bool = False
) -> int:
    """All ``slips`` as one PDF written to ``out``, a page each; gives the number of pages.

    Raises BadInput when there is no slip at all: a PDF without a page is broken.
    """
    from reports.payslip.pages import draw_payslips

    return draw_payslips(slips, out, language, stamp, invariant=invariant)
