"""Whether a monthly wage reaches the minimum wage net of own contributions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from payroll.calculators.contributions import highest_housing_rate
from payroll.calculators.one_row import amount, compute
from payroll.schemes import PayScheme
from vocabulary.money import yuan


@dataclass(frozen=True, slots=True)
class MinimumWage:
    """The wage net of own contributions and the minimum wage (fen)."""

    net: int
    minimum: int

    @property
    def met(self) -> bool:
        """Whether the minimum is reached."""
        return self.net >= self.minimum

    def as_json(self) -> dict[str, Any]:
        """``{"net": "…", "minimum": "…", "met": false}``."""
        return {"net": yuan(self.net), "minimum": yuan(self.minimum), "met": self.met}


def minimum_wage(on: date, gross: int, base: int | None = None) -> MinimumWage:
    """The test for a whole month's wage of ``gross`` (fen) without overtime, shift and heat allowances.

    ``base`` is the contribution base (default: ``gross``), kept between floor and ceiling. Raises BadInput for a
    negative amount or a date for which a statutory value is not known.
    """
    contribution_base = gross if base is None else amount(base, "base")
    columns: dict[str, int | str] = {
        "scheme": PayScheme.FIXED_MONTHLY.value,
        "fixed_monthly_pay": amount(gross, "gross"),
        "month_days": 1,
        "employed_days": 1,
        "social_base": contribution_base,
        "housing_base": contribution_base,
        "housing_rate": highest_housing_rate(on),
    }
    found = compute(on, columns, ("minimum_wage_pay", "minimum_wage_due"))
    return MinimumWage(found["minimum_wage_pay"], found["minimum_wage_due"])
