"""How many of the newly hired leave soon."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analytics.turnover.headcount import span
from analytics.turnover.history import Days, History, Rows
from analytics.turnover.rate import Denominator, Rate, share_of_people
from vocabulary.periods import DateRange
from vocabulary.text import Text

NEW_LEAVER_DAYS = (90, 365)
"""The two trials that are shown: 90 days and 12 months."""


def new_leaver_rate(history: History, window: DateRange, days: int) -> Rate:
    """Of the joiners whose first ``days`` days ran out within ``window``, the share that was lost within these days.

    Only finished trials are in the denominator, so a joiner of last week neither raises nor lowers the rate; nor are
    those hired before records are complete, whose early leavers nobody wrote down. One hiring a person is counted, the
    last one in the window.
    """
    spells = history.spells
    first, length = span(window)
    trial_end = spells.hired + (days - 1)
    on_trial = (spells.first == spells.hired) & (spells.hired >= history.complete_from)
    finished = on_trial & (trial_end >= first) & (trial_end <= first + length - 1)
    employment = spells.employment
    gone = history.lost & (spells.until <= trial_end)
    left = finished & np.isin(employment, employment[gone])
    latest = finished & (spells.hired == _latest_hiring(spells.person, spells.hired, finished))
    return share_of_people(
        Text(f"新进{days}天内流失率", f"New leavers within {days} days"),
        np.unique(spells.person[left & latest]),
        np.unique(spells.person[latest]),
        Denominator.JOINERS,
    )


def _latest_hiring(person: Rows, hired: Days, among: NDArray[np.bool_]) -> Days:
    """For each row, the person's last day of hiring ``among`` the marked rows."""
    place = np.unique(person, return_inverse=True)[1]
    latest = np.full(place.max(initial=-1) + 1, np.datetime64("0001-01-01", "D"))
    np.maximum.at(latest, place[among], hired[among])
    return np.asarray(latest[place])
