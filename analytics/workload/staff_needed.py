"""How many people a unit needs at a target load, with an interval that carries what the measure doesn't know.

Needed = monthly load ÷ (target × practical minutes of a person-month). Three errors join it, as relative variances:
chance of the events (their variance from odd and even weeks, or from month to month where that is more), the standard
minutes (one value prices every event of an item and step, so their errors don't cancel out over events or months), and
the practical minutes of a person-month. The interval is log-normal, as those of loads are.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.workload.confidence import confidence_by
from analytics.workload.measure import Workload
from analytics.workload.tables import load_of, require
from analytics.workload.totals import VARIANCE, Z95
from vocabulary.bad_input import BadInput
from vocabulary.terms import Term
from vocabulary.text import Text

_FEWEST_MONTHS = 3  # under three, months don't tell how they differ


class Staffing(Term):
    """配备情况: people there against people needed."""

    SHORT = "short", "人手不足", "Too few"
    ENOUGH = "enough", "与需要相当", "As needed"
    SPARE = "spare", "人手有余", "To spare"


def standard_error_of_load(events: pd.DataFrame, standards: pd.DataFrame, by: str = "unit") -> pd.DataFrame:
    """The standard error that the minutes of ``standards`` (item, step, minutes, se) bring into the load of ``events``.

    ``events``: item, step, minutes (standard), optionally difficulty, and ``by``. Gives by, load and standard_error
    (minutes), unpriced (share of the load whose item and step have no standard error; it counts as certain). Raises
    BadInput for a missing column or an item × step listed twice.
    """
    require(events, (by, "item", "step", "minutes"), Text("案卷事件表", "table of events"))
    require(standards, ("item", "step", "minutes", "se"), Text("标准工时表", "table of standard minutes"))
    if standards.duplicated(["item", "step"]).any():
        raise BadInput(Text("同一事项环节重复出现", "an item's step is listed twice"), "item")
    priced = events.loc[events["minutes"].notna()]
    cells = priced[[by, "item", "step"]].astype(object).assign(load=load_of(priced)).groupby([by, "item", "step"])
    loads = cells["load"].sum().reset_index()
    known = standards[["item", "step"]].astype(object).assign(relative=standards["se"] / standards["minutes"])
    merged = loads.merge(known, on=["item", "step"], how="left")
    unsure = merged["relative"].isna()
    merged = merged.assign(error=(merged["load"] * merged["relative"].fillna(0.0)) ** 2, none=merged["load"] * unsure)
    sums = merged.groupby(by, sort=True)[["load", "error", "none"]].sum().reset_index()
    unpriced = sums["none"] / sums["load"].where(sums["load"] > 0)
    return sums[[by, "load"]].assign(standard_error=np.sqrt(sums["error"]), unpriced=unpriced)


def staff_needed(
    workload: Workload, *, target: float = 1.0, by: str = "unit", standard_errors: pd.DataFrame | None = None
) -> pd.DataFrame:
    """People needed by each value of ``by`` at the load index ``target``; a row each.

    ``standard_errors``: as ``standard_error_of_load`` gives them for the same events. Columns: by, months, people (mean
    of a month), load and practical (minutes a month; practical of one person), needed, low, high (95 %), busiest
    (needed in the month with most), lacking (needed − people) with lacking_low and lacking_high, staffing (a
    ``Staffing``: ENOUGH while the interval holds the people there), the relative errors error_chance, error_standard,
    error_practical, and the split-half reliability of the people's loads. Where nobody has practical minutes, needed
    and staffing are missing. Raises BadInput for a target not above zero.
    """
    if not 0 < target < np.inf:
        raise BadInput(Text("目标负荷须大于零", "the target load must be above zero"), "target")
    groups = confidence_by(workload.persons, by)
    months = workload.persons.groupby([by, "month"], observed=True)[["load", VARIANCE]].sum().reset_index()
    table = _means(workload.persons, months, by)
    table = table.assign(
        error_chance=_chance(months, by, table), error_standard=_of_standards(table, by, standard_errors)
    )
    one = table["practical"] * target
    needed = table["load"] / one
    reach = np.exp(Z95 * np.sqrt((table[["error_chance", "error_standard", "error_practical"]] ** 2).sum(axis=1)))
    low, high = needed / reach, needed * reach
    peak = months.groupby(by, observed=True)["load"].max().to_numpy() / one
    people = table["people"]
    return table.assign(
        needed=needed,
        low=low,
        high=high,
        busiest=peak,
        lacking=needed - people,
        lacking_low=low - people,
        lacking_high=high - people,
        staffing=_staffing(low, high, people),
        reliability=pd.Series([one.reliability for one in groups], dtype="float64"),
    )


def _means(persons: pd.DataFrame, months: pd.DataFrame, by: str) -> pd.DataFrame:
    present = persons.assign(practical=persons["practical"].where(persons["practical"] > 0))
    rows = present.groupby(by, sort=True, observed=True)
    people = rows["practical"].count()
    spread: pd.Series = rows["practical"].std().fillna(0.0) / people.clip(lower=1) ** 0.5
    practical = rows["practical"].mean()
    length = months.groupby(by, observed=True)["month"].size()
    table = pd.DataFrame({"months": length, "people": people / length})
    loads = rows["load"].sum() / length
    return table.assign(load=loads, practical=practical, error_practical=spread / practical).reset_index()


def _chance(months: pd.DataFrame, by: str, table: pd.DataFrame) -> np.ndarray:
    """The relative error of the mean month: from odd and even weeks, or from month to month where that is more."""
    grouped = months.groupby(by, sort=True, observed=True)
    n = grouped.size().to_numpy()
    weeks = np.sqrt(grouped[VARIANCE].sum().to_numpy()) / n
    between = np.where(n >= _FEWEST_MONTHS, grouped["load"].std().fillna(0.0).to_numpy() / np.sqrt(n), 0.0)
    load = table["load"].to_numpy()
    return np.where(load > 0, np.maximum(weeks, between) / np.where(load > 0, load, 1.0), 0.0)


def _of_standards(table: pd.DataFrame, by: str, errors: pd.DataFrame | None) -> pd.Series:
    if errors is None:
        return pd.Series(0.0, index=table.index)
    joined = table[[by]].merge(errors, on=by, how="left")
    total = table["load"] * table["months"]
    return (joined["standard_error"].fillna(0.0) / total.where(total > 0)).fillna(0.0)


def _staffing(low: pd.Series, high: pd.Series, people: pd.Series) -> pd.Series:
    names = np.select([low.isna(), low > people, high < people], ["", "short", "spare"], "enough")
    return pd.Series([Staffing.of(str(name)) if name else None for name in names], index=low.index, dtype=object)
