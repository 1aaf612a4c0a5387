"""The pay register as finance signs it (PDF) and as it works with it (XLSX)."""

from __future__ import annotations

from typing import BinaryIO

from reports.document import Stamp
from reports.pay_register.register import PayRegister
from vocabulary.text import Language


def pay_register_pdf(register: PayRegister, language: Language, stamp: Stamp, *, invariant: bool = False) -> bytes:
    """The register lying on A4, or on A3 where A4 would be too small to read; elements that nobody has are left out."""
    from reports.pay_register.pages import draw_register

    return draw_register(register, language, stamp, invariant=invariant)


def pay_register_xlsx(register: PayRegister, out: BinaryIO, language: Language, stamp: Stamp) -> None:
    """The register as a workbook: a line a person to filter, and a sheet of sums by unit and staffing type."""
    from reports.pay_register.tables import people_sheet, summary_sheet
    from reports.table_export import write_workbook

    write_workbook([people_sheet(register), summary_sheet(register)], out, language, stamp)
