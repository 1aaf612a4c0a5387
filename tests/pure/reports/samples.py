"""Small made-up inputs that several tests of the reports share, and how they read a PDF back."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pypdf import PdfReader

from reports.document import Stamp
from reports.pay_register import PayRegister, RegisterElement, RegisterPerson
from reports.payslip import PayLine, Payslip
from vocabulary.money import fen
from vocabulary.periods import Month
from vocabulary.terms import StaffingType
from vocabulary.text import Text

STAMP = Stamp(datetime(2026, 11, 5, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai")), "王敏", "9f3a2c71be04")
CENTRE = Text("某区网格化中心", "A District Grid Centre")
RARE_NAME = "欧阳㛃䶮𬭸"


def line(zh: str, en: str, amount: str, note: Text | None = None) -> PayLine:
    return PayLine(Text(zh, en), fen(amount), note)


def payslip(**changes: Any) -> Payslip:
    slip = Payslip(
        issuer=CENTRE,
        month=Month(2026, 10),
        name=RARE_NAME,
        staff_number="G0001",
        unit="花木街道网格化中心",
        post="网格巡查员",
        staffing_type=StaffingType.DISPATCHED.label,
        earnings=(
            line("岗位工资", "Post wage", "3200.00"),
            line("夜班津贴", "Night-shift differential", "480.00", Text("8 × 60.00 元", "8 × 60.00 yuan")),
        ),
        deductions=(line("养老保险", "Pension", "294.40"),),
        net=fen("3385.60"),
        employer=(line("养老保险", "Pension", "588.80"),),
        year_to_date=(line("累计应发", "Gross to date", "36800.00"),),
        paid_on=date(2026, 11, 10),
    )
    return replace(slip, **changes)


def register(people_each: int = 2) -> PayRegister:
    """Two units, the first with two staffing types; the element 高温津贴 is paid to nobody."""
    elements = (
        RegisterElement(Text("岗位工资", "Post wage"), "earning"),
        RegisterElement(Text("高温津贴", "Heat allowance"), "earning"),
        RegisterElement(Text("养老保险", "Pension"), "deduction"),
        RegisterElement(Text("单位养老", "Employer pension"), "employer"),
    )
    places = [
        ("花木街道", StaffingType.CONTRACT),
        ("花木街道", StaffingType.DISPATCHED),
        ("北蔡镇", StaffingType.CONTRACT),
    ]
    people = tuple(
        RegisterPerson(
            unit, kind.label, f"G{i * people_each + k:04d}", RARE_NAME, "网格员", (300000, 0, 24000, 48000), 276000
        )
        for i, (unit, kind) in enumerate(places)
        for k in range(people_each)
    )
    return PayRegister(CENTRE, Month(2026, 10), elements, people)


def pages_of(file: bytes) -> list[str]:
    """The text of each page of a PDF."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(file)).pages]


def text_of(file: bytes) -> str:
    """The text of all pages without any blanks, so that only the words matter."""
    return "".join("".join(pages_of(file)).split())
