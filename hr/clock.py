"""The calendar date at the place of work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
_REENACTED: ContextVar[date | None] = ContextVar("reenacted", default=None)


def today() -> date:
    """The date in Shanghai."""
    return _REENACTED.get() or datetime.now(SHANGHAI).date()


@contextmanager
def reenacting(day: date) -> Iterator[None]:
    """Within it another day is today: what was done on that day is done again with what was known then."""
    before = _REENACTED.set(day)
    try:
        yield
    finally:
        _REENACTED.reset(before)
