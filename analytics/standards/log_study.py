"""Standard minutes from logs that have a start and an end: shrunken medians per item and step with standard errors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analytics.standards.durations import Durations, Fault, durations
from analytics.standards.medians import CellMedians, cell_medians
from analytics.standards.rules import KEY, as_minutes, rule
from analytics.standards.shrinkage import shrink

_COLUMNS = ["item", "step", "item_class", "n", "median", "mean", "minutes", "se", "low", "high", "weight", "sound"]


@dataclass(frozen=True, slots=True)
class LogStudy:
    """``cells``: item, step, item_class, n, median, mean, minutes, se, low, high, weight, sound; a row an item × step.

    ``minutes`` is the shrunken median with its standard error and 95 % interval (minutes), ``weight`` (0–1) the cell's
    own part in it; ``median`` and ``mean`` are of the cell alone. ``sound``: enough events and a small enough error to
    be adopted, and the marks of the step don't tell of waiting. Sums of medians fall short of hours worked where times
    are skewed: the mean stands beside for that comparison.

    ``steps`` and ``left_out`` are those of ``durations.Durations``; events used + left out are the rows of the log.
    """

    cells: pd.DataFrame
    steps: pd.DataFrame
    left_out: dict[Fault, int]


def study_log(log: pd.DataFrame, on: date) -> LogStudy:
    """Studies ``log``: item, step, start, end (times), and where known item_class and actor; rules in force ``on``.

    A cell is drawn to its class of items within the step, the class to its step. Raises BadInput for a missing column.
    """
    sorted_out = durations(log, on)
    cells = _cells(sorted_out)
    if cells.empty:
        return LogStudy(cells.reindex(columns=_COLUMNS), sorted_out.steps, sorted_out.left_out)
    known = _medians(sorted_out.used, cells, sorted_out.resolution)
    groups = cells[["step", "item_class"]].drop_duplicates().reset_index(drop=True)
    group = cells.merge(groups.reset_index(names="group"), on=["step", "item_class"], how="left")["group"].to_numpy()
    found = shrink(known.centre, known.error, group, pd.factorize(groups["step"])[0])
    table = cells.assign(n=known.n, median=np.exp(known.centre), mean=known.mean, weight=found.weight)
    table = as_minutes(table, found.estimate, found.error)
    table["sound"] = _sound(table, sorted_out.steps, rule("adoptable", on))
    return LogStudy(table[_COLUMNS], sorted_out.steps, sorted_out.left_out)


def _cells(sorted_out: Durations) -> pd.DataFrame:
    """Item, step and class of each cell in sorted order; an item of several classes has its first, of none ''."""
    used = sorted_out.used
    classes = used["item_class"].astype(object) if "item_class" in used.columns else pd.Series(index=used.index)
    named = pd.DataFrame({name: used[name].astype(object) for name in KEY}).assign(item_class=classes.astype(object))
    first = named.groupby(KEY, sort=True)["item_class"].first().reset_index()
    return first.assign(item_class=first["item_class"].where(first["item_class"].notna(), ""))


def _medians(used: pd.DataFrame, cells: pd.DataFrame, resolution: float) -> CellMedians:
    code = used.groupby(KEY, observed=True, sort=True).ngroup().to_numpy().astype(np.intp)
    step = pd.factorize(cells["step"])[0].astype(np.intp)
    return cell_medians(used["log_minutes"].to_numpy(), code, step, resolution)


def _sound(table: pd.DataFrame, steps: pd.DataFrame, wanted: dict[str, float]) -> pd.Series:
    waiting = set(steps.loc[steps["marks_waiting"], "step"])
    certain = table["se"] <= wanted["relative_error"] * table["minutes"]
    return (table["n"] >= wanted["events"]) & certain & ~table["step"].isin(waiting)
