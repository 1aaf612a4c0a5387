"""A measured workload by post, unit or staffing type, by item and step, and as halves for equal pay."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.workload.measure import Workload
from analytics.workload.tables import load_of, require
from analytics.workload.totals import ADDITIVE, VARIANCE, with_shares
from vocabulary.text import Text


def totals_by(workload: Workload, by: Sequence[str]) -> pd.DataFrame:
    """The workload by any of person, month, post, unit, staffing_type: number of ``people``, sums, shares, interval.

    The interval treats people's errors as independent.
    """
    grouped = workload.persons.groupby(list(by), sort=True, observed=True)
    sums = grouped[[*ADDITIVE, VARIANCE]].sum()
    return with_shares(sums.assign(people=grouped["person"].nunique())).reset_index()


def halves_by_person(workload: Workload) -> pd.DataFrame:
    """``person``, ``workload_odd``, ``workload_even``: load per practical minute in odd and even weeks of all months.

    Missing for a person who had no practical minutes in a half; plain minutes where nobody has a roster.
    """
    totals = totals_by(workload, ["person"])
    rostered = bool(totals["practical"].any())
    odd_time = totals["practical_odd"].where(totals["practical_odd"] > 0) if rostered else 1.0
    even_time = totals["practical_even"].where(totals["practical_even"] > 0) if rostered else 1.0
    return pd.DataFrame(
        {
            "person": totals["person"],
            "workload_odd": totals["load_odd"] / odd_time,
            "workload_even": totals["load_even"] / even_time,
        }
    )


def load_by(events: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Events and load (minutes × difficulty) by columns of the events such as item and step, largest load first."""
    require(events, [*by, "minutes"], Text("案卷事件表", "table of events"))
    priced = events.loc[events["minutes"].notna()]
    sums = (
        priced[list(by)]
        .assign(events=1, load=load_of(priced))
        .groupby(list(by), sort=True, observed=True, dropna=False)
    )
    totals = sums[["events", "load"]].sum().reset_index()
    order = np.argsort(-totals["load"].to_numpy(), kind="stable")
    return totals.iloc[order].reset_index(drop=True)
