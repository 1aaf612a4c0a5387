"""Counts tasks of the loop into the counters that the indicators divide, for person, post, unit or handling unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analytics.workload.tables import BoolArray, flags_of, require
from vocabulary.text import Text

_PLAIN = ("report", "postpone", "hang", "cancel")
_PUNCTUAL = ("accept", "inst")  # counted of those done: nobody knows how many were to come
_NEEDED = ("verify", "send_verify", "send_check", "dispatch", "dispose", "check", "archive")


def count_tasks(tasks: pd.DataFrame, by: Sequence[str], snapshot: pd.Timestamp) -> pd.DataFrame:
    """A row for each value of ``by`` (the index) with every counter that ``evaluate`` may want, whole numbers.

    ``tasks``: as ``tasks_of`` gives them: task, at (done, missing while open), valid, accurate, rework, the columns of
    ``by``, and optionally due (deadline) and missed (a filed case that patrol ought to have found). A task is needed
    once it is done, or its deadline had passed at the ``snapshot``, or it has no deadline; done by its deadline, or
    without one, it is in time. ``missed`` is only counted where the column is there. Rows without a value of ``by`` are
    nobody's. Raises BadInput for a missing column.
    """
    require(tasks, ("task", "at", "valid", "accurate", "rework", *by), Text("任务表", "table of tasks"))
    flags = _flags(tasks, snapshot)
    table = tasks[list(by)].assign(**{name: flag.astype("int64") for name, flag in flags.items()})
    return table.groupby(list(by), sort=True, observed=True).sum()


def _flags(tasks: pd.DataFrame, snapshot: pd.Timestamp) -> Mapping[str, BoolArray]:
    due = tasks["due"] if "due" in tasks.columns else pd.Series(pd.NaT, index=tasks.index)
    done = (tasks["at"].notna() & (tasks["at"] <= snapshot)).to_numpy()
    no_limit = due.isna().to_numpy()
    in_time = done & (no_limit | (tasks["at"] <= due).to_numpy())
    needed = done | no_limit | (due <= snapshot).to_numpy()
    names = (*_PLAIN, *_PUNCTUAL, *_NEEDED)
    task = pd.Index(names).get_indexer(pd.Index(tasks["task"]))
    is_a = {name: task == code for code, name in enumerate(names)}
    flags = {name: is_a[name] & done for name in is_a}
    flags |= {f"intime_{name}": is_a[name] & in_time for name in (*_PUNCTUAL, *_NEEDED)}
    flags |= {f"need_{name}": is_a[name] & needed for name in _NEEDED}
    right = flags_of(tasks, "accurate")
    flags |= {
        "valid_report": flags["report"] & flags_of(tasks, "valid"),
        "accurate_dispatch": flags["dispatch"] & right,
        "wrong_dispatch": flags["dispatch"] & ~right,
        "overtime_dispose": flags["need_dispose"] & ~in_time,
        "rework": flags["dispose"] & flags_of(tasks, "rework"),
    }
    missed = {"missed": flags["inst"] & flags_of(tasks, "missed")} if "missed" in tasks.columns else {}
    return {name: np.asarray(flag, dtype=np.bool_) for name, flag in {**flags, **missed}.items()}
