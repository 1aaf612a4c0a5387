"""Chronic problems 顽症: items that keep coming back to a place, more often than both together would explain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analytics import law
from analytics.case_loop.expectation import evenness, expected_cases, relative_rates
from analytics.case_loop.monthly_trend import monthly_trends
from analytics.intervals import FloatArray, discoveries
from analytics.workload.tables import moments, require
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.terms import Term
from vocabulary.text import Text

_FALSE_ALARMS = 0.05
_REASON = Text(
    "{months}个月中有{active}个月发生，共{cases}件，按该事项和该地点的一般水平应为{expected:.1f}件，"
    "约{ratio:.1f}倍（95%区间{low:.1f}–{high:.1f}）；{trend}",
    "In {active} of {months} months, {cases} cases; the usual level of item and place would give {expected:.1f}: "
    "{ratio:.1f} times as many (95% interval {low:.1f}–{high:.1f}); {trend}",
)


class Trend(Term):
    """趋势 of monthly cases."""

    RISING = "rising", "上升", "Rising"
    FALLING = "falling", "下降", "Falling"
    UNCLEAR = "unclear", "无明确趋势", "No clear trend"
    UNTOLD = "untold", "月份或案卷太少，不判断趋势", "Too few months or cases to tell a trend"


@dataclass(frozen=True, slots=True)
class ChronicProblems:
    """``pairs``: a row an item × place seen in the window, the most above expectation first.

    Columns: item, place, cases, active_months, expected, ratio, low, high, chronic (bool); over all months of the log
    also total, monthly (factor a month), monthly_low, monthly_high, p, q, trend. ``months`` in the window and in
    ``history``; ``alpha`` is the evenness of relative rates; ``left_out`` rows had no item, place or time, or lay after
    the window.
    """

    pairs: pd.DataFrame
    months: int
    history: int
    alpha: float
    left_out: int

    @property
    def chronic(self) -> pd.DataFrame:
        """The chronic ones alone."""
        return self.pairs.loc[self.pairs["chronic"]].reset_index(drop=True)

    def reason(self, row: pd.Series) -> Text:
        """Why this row of ``pairs`` stands where it stands, in words."""
        names = ("active_months", "cases", "expected", "ratio", "low", "high")
        active, *rest = (row[name] for name in names)
        known = dict(zip(names[1:], rest, strict=True))
        trend = row["trend"].label
        return _REASON.format(months=self.months, active=active, trend=Text(trend.zh, trend.en.lower()), **known)


def chronic_problems(cases: pd.DataFrame, last: Month, *, window: int | None = None) -> ChronicProblems:
    """Looks at ``cases`` (item, place, at: local time of opening; a row a case) of whole months up to ``last``.

    ``window``: months looked at, by default the rule in force. Earlier months only serve the trend. Trends are told
    apart from chance with under 5 % false alarms over all pairs. Raises BadInput for a missing column.
    """
    require(cases, ("item", "place", "at"), Text("案卷表", "table of cases"))
    rule, enough = _rule("chronic", last.last_day), _rule("trend", last.last_day)
    named = cases.loc[cases[["item", "place", "at"]].notna().all(axis=1), ["item", "place", "at"]]
    month = moments(named["at"]).month
    end = (last - Month(1970, 1)) + 1
    kept = named.loc[month < end]
    month = month[month < end]
    first = int(month.min()) if len(month) else end - 1
    grid, pairs = _grid(kept, month - first, end - first)
    width = min(window or int(rule["window_months"]), grid.shape[1])
    pairs, alpha = _against_expectation(pairs, grid[:, -width:], rule)
    pairs = _with_trend(pairs, grid, _days(first, end), enough)
    pairs = pairs.loc[pairs["cases"] > 0]
    order = np.lexsort((-pairs["cases"].to_numpy(), -pairs["low"].fillna(-1).to_numpy(), ~pairs["chronic"].to_numpy()))
    return ChronicProblems(
        pairs.iloc[order].reset_index(drop=True), width, grid.shape[1], alpha, len(cases) - len(kept)
    )


def _rule(name: str, on: date) -> dict[str, Any]:
    known = law.value_on("chronic_problems", name, on)
    if known is None:
        raise BadInput(Text("该月份没有顽症规则", "No rule of chronic problems is in force in that month"), name)
    return dict(known.value)


def _grid(named: pd.DataFrame, month: np.ndarray, months: int) -> tuple[FloatArray, pd.DataFrame]:
    grouped = named.groupby(["item", "place"], observed=True, sort=True)
    pairs = grouped.size().reset_index(name="total")
    code = grouped.ngroup().to_numpy()
    counts = np.bincount(code * months + month, minlength=len(pairs) * months)
    return counts.reshape(len(pairs), months).astype(np.float64), pairs


def _against_expectation(pairs: pd.DataFrame, grid: FloatArray, rule: dict[str, Any]) -> tuple[pd.DataFrame, float]:
    cases, active = grid.sum(axis=1), (grid > 0).sum(axis=1)
    item, place = (pd.factorize(pairs[name])[0].astype(np.intp) for name in ("item", "place"))
    expected = expected_cases(cases, item, place) if len(pairs) else cases
    known = ~np.isnan(expected)
    alpha = evenness(cases[known], expected[known])
    ratio, low, high = relative_rates(cases, expected, alpha)
    often = (active >= min(rule["active_months"], grid.shape[1])) & (cases >= rule["cases"])
    table = pairs.assign(cases=cases.astype(np.int64), active_months=active, expected=expected)
    return table.assign(ratio=ratio, low=low, high=high, chronic=often & (low > rule["ratio"])), alpha


def _with_trend(pairs: pd.DataFrame, grid: FloatArray, days: FloatArray, enough: dict[str, Any]) -> pd.DataFrame:
    found = monthly_trends(grid, days)
    told = (pairs["total"].to_numpy() >= enough["cases"]) & (grid.shape[1] >= enough["months"])
    p = np.where(told, found.p, np.nan)
    q = discoveries(p)
    sure = q <= _FALSE_ALARMS
    names = np.select(
        [~told, sure & (found.monthly > 1), sure],
        [Trend.UNTOLD.value, Trend.RISING.value, Trend.FALLING.value],
        "unclear",
    )
    columns = {"monthly": found.monthly, "monthly_low": found.low, "monthly_high": found.high}
    shown = {name: np.where(told, values, np.nan) for name, values in columns.items()}
    return pairs.assign(**shown, p=p, q=q, trend=[Trend.of(str(name)) for name in names])


def _days(first: int, end: int) -> FloatArray:
    return np.array([(Month(1970, 1) + month).days for month in range(first, end)], dtype=np.float64)
