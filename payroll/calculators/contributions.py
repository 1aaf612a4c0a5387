"""Social insurance and housing fund of one month, both sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from payroll.calculators.one_row import amount, compute, statutory_book
from vocabulary.money import Ppm, yuan

EMPLOYEE = {
    "pension": "pension_employee",
    "medical": "medical_employee",
    "unemployment": "unemployment_employee",
    "housing_fund": "housing_fund_employee",
    "supplementary_housing_fund": "supplementary_fund_employee",
}
EMPLOYER = {
    "pension": "pension_employer",
    "medical": "medical_employer",
    "maternity": "maternity_employer",
    "unemployment": "unemployment_employer",
    "work_injury": "work_injury_employer",
    "housing_fund": "housing_fund_employer",
    "supplementary_housing_fund": "supplementary_fund_employer",
}
_ONLY_IF_LEVIED = ("maternity", "supplementary_housing_fund")


@dataclass(frozen=True, slots=True)
class Contributions:
    """Fen by item. Maternity insurance and the supplementary fund stand only where they are levied."""

    employee: dict[str, int]
    employer: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """``{"employee": {…}, "employer": {…}, "employee_total": "…", "employer_total": "…"}``."""
        return {
            "employee": {name: yuan(value) for name, value in self.employee.items()},
            "employer": {name: yuan(value) for name, value in self.employer.items()},
            "employee_total": yuan(sum(self.employee.values())),
            "employer_total": yuan(sum(self.employer.values())),
        }


def contributions(
    on: date,
    base: int,
    *,
    housing_rate: Ppm | None = None,
    supplementary_rate: Ppm = 0,
    injury_rate: Ppm | None = None,
) -> Contributions:
    """The month's contributions on a wage of ``base`` (fen); rates in ppm.

    ``housing_rate`` defaults to the highest allowed, ``injury_rate`` to class 1. Raises BadInput for a negative base, a
    housing rate outside those allowed, or a date for which a statutory value is not known.
    """
    columns = {
        "social_base": amount(base, "base"),
        "housing_base": base,
        "housing_rate": highest_housing_rate(on) if housing_rate is None else housing_rate,
        "supplementary_rate": supplementary_rate,
        "work_injury_rate": _class_one(on) if injury_rate is None else injury_rate,
    }
    found = compute(on, columns, {*EMPLOYEE.values(), *EMPLOYER.values()})
    return Contributions(_levied(EMPLOYEE, found), _levied(EMPLOYER, found))


def highest_housing_rate(on: date) -> Ppm:
    """The highest housing fund rate allowed on a date (ppm)."""
    return max(_rates("housing_fund.rates", on))


def _class_one(on: date) -> Ppm:
    """The base rate of class 1, to which administrations and institutions belong."""
    return _rates("social_insurance.work_injury_class_rates", on)[0]


def _rates(parameter: str, on: date) -> list[Ppm]:
    value = statutory_book().row(parameter, on).value
    assert isinstance(value, tuple), parameter
    return [rate for rate in value if isinstance(rate, int)]


def _levied(names: Mapping[str, str], found: Mapping[str, int]) -> dict[str, int]:
    items = {item: found[figure] for item, figure in names.items()}
    return {item: value for item, value in items.items() if value or item not in _ONLY_IF_LEVIED}
