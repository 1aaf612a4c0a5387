"""The calendar date at the place of work."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from hr.database import now

SHANGHAI = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """The date in Shanghai."""
    return now().astimezone(SHANGHAI).date()
