"""What a day, an hour and an overtime hour of a monthly wage are worth."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from payroll.calculators.one_row import amount, compute, statutory_book
from vocabulary.money import yuan


@dataclass(frozen=True, slots=True)
class Overtime:
    """Fen: the daily and hourly wage, and one overtime hour on a workday, a rest day and a statutory holiday."""

    daily: int
    hourly: int
    workday: int
    rest_day: int
    holiday: int

    def as_json(self) -> dict[str, Any]:
        """``{"daily": "…", "hourly": "…", "workday": "…", "rest_day": "…", "holiday": "…"}``."""
        return {name: yuan(value) for name, value in asdict(self).items()}


def overtime(monthly: int, on: date | None = None) -> Overtime:
    """The wage of ``monthly`` (fen) by day (÷ 21.75), hour (÷ 8) and overtime hour (劳动法 art. 44), each rounded once.

    ``on`` defaults to the newest law. Raises BadInput for a negative amount.
    """
    day = on or statutory_book().parameter("working_time.paid_days").newest().valid.first
    names = [f"hour_{name}" for name in ("daily", "hourly", "workday", "rest_day", "holiday")]
    found = compute(day, {}, names, {"overtime_base_used": amount(monthly, "monthly")})
    return Overtime(*(found[name] for name in names))
