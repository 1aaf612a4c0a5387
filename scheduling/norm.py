"""How long people with ordinary hours work: the standard day, and the norm of a month."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from scheduling import law
from scheduling.calendar import WorkCalendar
from scheduling.night import Minutes
from vocabulary.periods import Month


@cache
def standard_day() -> int:
    """The minutes of a standard day (国务院令第174号 art. 3)."""
    return int(law.read("working_time")["standard_day"][-1]["value"])


def norm_minutes(calendar: WorkCalendar, months: NDArray[np.datetime64]) -> Minutes:
    """The norm of each month (``datetime64[M]``): its workdays times the standard day, nobody's leave taken off."""
    unique, place = np.unique(months.astype("datetime64[M]"), return_inverse=True)
    days = [calendar.count_workdays(Month.of(month.astype("datetime64[D]").item())) for month in unique]
    return (np.array(days, dtype=np.int64) * standard_day())[place]
