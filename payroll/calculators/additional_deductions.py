"""Special additional deductions: the monthly sum of what somebody has declared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from payroll.calculators.one_row import statutory_book
from vocabulary.bad_input import BadInput
from vocabulary.money import PPM, Ppm, divide_half_up
from vocabulary.text import Text


class Additional(StrEnum):
    """A special additional deduction, by the name of its parameter."""

    CHILD_EDUCATION = "child_education"
    INFANT_CARE = "infant_care"
    ELDERLY_CARE = "elderly_care"
    DEGREE_EDUCATION = "degree_education"
    PROFESSIONAL_CERTIFICATE = "professional_certificate"
    HOUSING_LOAN = "housing_loan"
    RENT = "rent"


def additional_deductions(on: date, declared: Mapping[Additional, Ppm]) -> int:
    """Fen for the month of ``on``: each item's amount times its share in ppm (two children 2,000,000, half 500,000).

    Raises BadInput for rent together with a housing loan (国发〔2018〕41号 art. 20), a negative share, or an item that
    was not in force on the date.
    """
    if declared.get(Additional.RENT) and declared.get(Additional.HOUSING_LOAN):
        reason = Text("住房租金与住房贷款利息不能同时扣除。", "Rent and a housing loan can't both be deducted.")
        raise BadInput(reason, Additional.RENT)
    return sum(_one(on, item, part) for item, part in declared.items())


def _one(on: date, item: Additional, part: Ppm) -> int:
    if part < 0:
        raise BadInput(Text("份额不能为负数。", "A share can't be negative."), item)
    return divide_half_up(statutory_book().whole(f"additional_deductions.{item}", on) * part, PPM)
