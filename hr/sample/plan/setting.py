"""What is asked of a sample: how many people, how many months, which seed, and which day counts as today."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date

import numpy as np

from scheduling.calendar import china_calendar
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.text import Text

HISTORY_MONTHS = 24
SMALLEST = 40
LARGEST = 1_000_000


def latest_today(day: date) -> date:
    """``day``, or the last day of the last year whose holidays are known: later months can't be rostered or paid."""
    return min(day, date(max(china_calendar().years), 12, 31))


@dataclass(frozen=True, slots=True)
class Setting:
    """``size``: people employed today (about); ``months``: closed months with cases and pay, one more has shifts.

    ``case_steps_per_day``: mean number of case steps of a front-line worker on a day worked.
    """

    size: int
    months: int
    seed: int
    today: date
    case_steps_per_day: float = 5.0

    def __post_init__(self) -> None:
        if not SMALLEST <= self.size <= LARGEST:
            raise BadInput(
                Text("示例人数应在 {low} 至 {high} 之间", "A sample has from {low} to {high} people").format(
                    low=SMALLEST, high=LARGEST
                ),
                "staff",
            )
        if not 1 <= self.months <= HISTORY_MONTHS - 1:
            raise BadInput(
                Text("月数应在 1 至 {most} 之间", "From 1 to {most} months").format(most=HISTORY_MONTHS - 1), "months"
            )

    @property
    def this_month(self) -> Month:
        """The month that is still running."""
        return Month.of(self.today)

    @property
    def last_closed(self) -> Month:
        """The month before it: the newest with complete shifts, cases and pay."""
        return self.this_month + -1

    @property
    def case_months(self) -> list[Month]:
        """The closed months with cases and pay, oldest first."""
        return [self.last_closed + -back for back in reversed(range(self.months))]

    @property
    def shift_months(self) -> list[Month]:
        """The closed months with shifts: one more than there are with cases."""
        return [self.last_closed + -self.months, *self.case_months]

    @property
    def records_from(self) -> Month:
        """The month from which the records miss nobody who came or left."""
        return self.this_month + -HISTORY_MONTHS

    def stream(self, *place: object) -> np.random.Generator:
        """The random numbers of one place of the plan: no other place changes them."""
        return np.random.default_rng([self.seed, *(zlib.crc32(str(part).encode()) for part in place)])
