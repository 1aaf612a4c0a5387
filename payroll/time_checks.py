"""What is pointed out about working time: overtime over a regime's limit, and minutes that a regime doesn't pay."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from payroll.findings import Checked, Finding, Severity, finding, rows_of
from payroll.inputs import BoolArray
from vocabulary.money import FenArray
from vocabulary.terms import WorkingTimeRegime as Regime
from vocabulary.text import Text

_MINUTES_AN_HOUR = 60


def _under(month: Checked, regime: Regime) -> BoolArray:
    words = (regime.value, "") if regime is Regime.STANDARD else (regime.value,)
    return month.inputs.coded["regime"].among(words)


def _minutes(month: Checked, *kinds: str) -> FenArray:
    columns = (month.inputs.column(f"overtime_minutes_{kind}") for kind in kinds)
    return sum(columns, np.zeros(len(month.inputs), dtype=np.int64))


def _limit(month: Checked) -> int:
    hours = month.book.whole("working_time.overtime_hours_a_month", month.result.month.first_day)
    return hours * _MINUTES_AN_HOUR


def _over_standard(month: Checked) -> Iterator[Finding]:
    """Standard hours: the month's overtime of every kind (劳动法 art. 41)."""
    limit, minutes = _limit(month), _minutes(month, "workday", "rest_day", "holiday")
    text = Text("加班 {m} 分钟，超过每月 {h} 小时。", "{m} minutes of overtime, over {h} hours a month.")
    for row in rows_of(_under(month, Regime.STANDARD) & (minutes > limit)):
        said = text.format(m=int(minutes[row]), h=limit // _MINUTES_AN_HOUR)
        yield finding(month, row, (Severity.WARN, "overtime_over_limit"), said, {"minutes": int(minutes[row])})


def _over_comprehensive(month: Checked) -> Iterator[Finding]:
    """Comprehensive hours: what goes beyond the settled period's norm, by the month on average (劳部发〔1994〕503号).

    How many months the period has is the caller's to say (``Checked.period_months``); unsaid, it counts as one.
    Irregular hours know no limit.
    """
    limit, minutes = _limit(month), _minutes(month, "period", "holiday")
    text = Text(
        "综合计算周期 {n} 个月，超时与法定节假日加班共 {m} 分钟，月平均超过 {h} 小时。",
        "{m} minutes of overtime over the settled period of {n} months, more than {h} hours a month on average.",
    )
    for row in rows_of(_under(month, Regime.COMPREHENSIVE) & (minutes > limit)):
        months = month.period_months.get(int(month.result.employment_id[row]), 1)
        if minutes[row] > limit * months:
            said = text.format(n=months, m=int(minutes[row]), h=limit // _MINUTES_AN_HOUR)
            numbers = {"minutes": int(minutes[row]), "months": months}
            yield finding(month, row, (Severity.WARN, "overtime_over_limit"), said, numbers)


def _not_paid(month: Checked) -> Iterator[Finding]:
    """Overtime was entered that the person's regime does not pay for: it stands on the slip at nothing."""
    minutes = month.result.column("overtime_minutes_unpaid")
    text = Text(
        "{r}下有 {m} 分钟不付加班工资，请核对工时制度与加班类别。",
        "Under {r}, {m} minutes are paid no overtime; check the regime and the kind of overtime.",
    )
    for row in rows_of(minutes > 0):
        word = month.inputs.coded["regime"].at(row) or Regime.STANDARD.value
        said = text.format(r=Regime.of(word).label, m=int(minutes[row]))
        yield finding(month, row, (Severity.WARN, "overtime_not_paid"), said, {"minutes": int(minutes[row])})


CHECKS = (_over_standard, _over_comprehensive, _not_paid)
