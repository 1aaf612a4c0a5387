"""Shares of rows by any columns, each with its numerator, denominator and interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analytics.case_loop.words import codes_of
from analytics.intervals import wilson_limits
from analytics.workload.tables import BoolArray, require
from vocabulary.terms import Term
from vocabulary.text import Text


class Channel(Term):
    """发现渠道: by whom a case was found."""

    OWN = "own", "自主发现", "Own patrol"
    HOTLINE = "hotline", "热线投诉", "Hotline"
    OTHER = "other", "其他来源", "Other"


def shares_by(frame: pd.DataFrame, by: Sequence[str], flags: Mapping[str, BoolArray], of: BoolArray) -> pd.DataFrame:
    """For every group of ``by`` and every flag: ``what``, ``count``, ``of``, ``share``, ``low``, ``high`` (Wilson).

    ``flags`` and ``of`` are a truth value a row; a flag counts only among the rows in ``of``. Without ``by`` one group
    is everything. Groups with nothing to count of have a missing share.
    """
    names = list(by)
    parts = frame[names].assign(of=of.astype("int64"), **{f"is_{what}": flag & of for what, flag in flags.items()})
    keyed = parts if names else parts.assign(_all=0)
    sums = keyed.groupby(names or ["_all"], sort=True, observed=True, dropna=False).sum().reset_index()
    tables = [sums[names].assign(what=what, count=sums[f"is_{what}"].astype("int64"), of=sums["of"]) for what in flags]
    table = pd.concat(tables, ignore_index=True)
    low, high = wilson_limits(table["count"], table["of"])
    return table.assign(share=table["count"] / table["of"].where(table["of"] > 0), low=low, high=high)


def discovery(cases: pd.DataFrame, by: Sequence[str] = (), own_words: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Who discovers: the share of each channel in ``cases`` (``source`` and the columns of ``by``; a row a case).

    Shares are of cases whose source is known; ``unknown`` is how many others the group has. ``own_words`` maps the
    platform's further words to channels. Raises BadInput for a missing column.
    """
    require(cases, ("source", *by), Text("案卷表", "table of cases"))
    codes = codes_of(cases["source"], "channels", own_words)
    known = codes != ""
    table = shares_by(cases, by, {channel.value: codes == channel.value for channel in Channel}, known)
    groups = cases[list(by)].assign(unknown=(~known).astype("int64"))
    if not by:
        return table.assign(unknown=int((~known).sum()))
    unknown = groups.groupby(list(by), sort=True, observed=True, dropna=False)["unknown"].sum().reset_index()
    return table.merge(unknown, on=list(by), how="left")
