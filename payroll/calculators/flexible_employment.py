"""What somebody in flexible employment pays for themselves in one month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from payroll.calculators.one_row import amount, compute
from vocabulary.money import yuan


@dataclass(frozen=True, slots=True)
class FlexibleEmployment:
    """Fen: what the person pays, and what who is hard to place may claim back."""

    pension: int
    medical: int
    subsidy: int

    def as_json(self) -> dict[str, Any]:
        """``{"employee": {"pension", "medical"}, "employer": {}, "employee_total", "employer_total", "subsidy"}``."""
        return {
            "employee": {"pension": yuan(self.pension), "medical": yuan(self.medical)},
            "employer": {},
            "employee_total": yuan(self.pension + self.medical),
            "employer_total": yuan(0),
            "subsidy": yuan(self.subsidy),
        }


def flexible_employment(on: date, base: int) -> FlexibleEmployment:
    """The month's contributions on a chosen ``base`` (fen), kept between floor and ceiling; a centre pays nothing.

    ``subsidy`` is half of the contributions at the floor (沪人社规〔2022〕8号), 0 where no rule is in force. Raises
    BadInput for a negative base or a date for which a statutory value is not known.
    """
    names = ("flexible_pension", "flexible_medical", "flexible_subsidy")
    found = compute(on, {"social_base": amount(base, "base")}, names)
    return FlexibleEmployment(*(found[name] for name in names))
