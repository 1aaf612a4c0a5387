"""The calendar date at the place of work."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """The date in Shanghai."""
    return datetime.now(SHANGHAI).date()
