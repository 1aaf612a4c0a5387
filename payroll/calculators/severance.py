"""Severance pay on the end of a labour contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from payroll.calculators.one_row import amount, count, statutory_book
from vocabulary.bad_input import BadInput
from vocabulary.money import PPM, divide_half_up, yuan
from vocabulary.text import Text

LONGEST_SERVICE = 80
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Severance:
    """Months of pay owed for service (in halves), and the whole amount with notice pay or doubling (fen)."""

    months: Fraction
    amount: int

    def as_json(self) -> dict[str, Any]:
        """``{"months": 7.0, "amount": "…"}``."""
        return {"months": float(self.months), "amount": yuan(self.amount)}


@dataclass(frozen=True, slots=True)
class Service:
    """Length of service: completed years and the months beyond them (0 to 11)."""

    years: int
    months: int


def severance(
    wage: int,
    service: Service,
    city_average: int | None = None,
    *,
    notice: bool = False,
    unlawful: bool = False,
    on: date | None = None,
) -> Severance:
    """Severance (劳动合同法 arts 46–47, 87) on an average monthly ``wage`` (fen) of the last twelve months.

    A wage above three city averages counts as three averages, for twelve years at most. ``notice`` adds one month's
    wage (art. 40); ``unlawful`` doubles (art. 87) and excludes notice pay. ``city_average`` (fen a month) defaults to
    that in force ``on`` the day. Raises BadInput for negative numbers, months over 11, notice pay with ``unlawful``.
    """
    if notice and unlawful:
        reason = Text(
            "违法解除赔偿金不再另加代通知金。", "Damages for unlawful termination leave no notice pay on top."
        )
        raise BadInput(reason, "notice")
    day = on or _newest()
    average = (
        statutory_book().whole("social_insurance.average_monthly_wage", day) if city_average is None else city_average
    )
    cap = _law("cap_multiple", day) * amount(average, "city_average")
    months = _months(service, day)
    counted = amount(wage, "wage")
    if wage > cap:
        counted, months = cap, min(months, Fraction(_law("cap_months", day)))
    owed = counted * months * (_law("unlawful_multiple", day) if unlawful else 1) + (wage if notice else 0)
    return Severance(months, divide_half_up(owed.numerator, owed.denominator))


def _months(service: Service, on: date) -> Fraction:
    count(service.years, "years", LONGEST_SERVICE)
    beyond = count(service.months, "months", MONTHS_A_YEAR - 1)
    if beyond >= _law("whole_month_from", on):
        return Fraction(service.years + 1)
    return service.years + (Fraction(_law("part_year", on), PPM) if beyond else Fraction(0))


def _law(name: str, on: date) -> int:
    return statutory_book().whole(f"severance.{name}", on)


def _newest() -> date:
    return statutory_book().parameter("social_insurance.average_monthly_wage").newest().valid.first
