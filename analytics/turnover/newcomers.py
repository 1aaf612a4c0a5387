"""How many of the newly hired leave soon."""

from __future__ import annotations

from analytics.turnover.history import History
from analytics.turnover.rate import Rate
from vocabulary.periods import DateRange

NEW_LEAVER_DAYS = (90, 365)


def new_leaver_rate(history: History, window: DateRange, days: int) -> Rate:
    """Of the joiners whose first ``days`` days were over within ``window``, the share that was lost in these days.

    Only completed trials are in the denominator, so a joiner of last week neither raises nor lowers the rate.
    """
    raise NotImplementedError
