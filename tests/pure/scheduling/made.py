"""Shifts made up by hypothesis: in zones with and without a change of clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume
from hypothesis import strategies as st

from scheduling.shift import Shift
from vocabulary.bad_input import BadInput

ZONES = st.sampled_from(["Asia/Shanghai", "Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "UTC"])
DATES = st.dates(date(2014, 1, 1), date(2026, 12, 20)) | st.sampled_from(
    [date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25), date(2026, 3, 8), date(2026, 11, 1)]
)


@st.composite
def shifts(draw: st.DrawFn, zones: st.SearchStrategy[str] = ZONES) -> Shift:
    zone = ZoneInfo(draw(zones))
    day = draw(DATES)
    start = datetime.combine(day, time(), zone).astimezone(UTC) + timedelta(minutes=draw(st.integers(0, 1500)))
    try:
        return Shift(day, start, start + timedelta(minutes=draw(st.integers(1, 1440))), zone)
    except BadInput:  # a change of clocks pushed it out of its two days
        assume(False)
        raise
