"""Events of the loop as tasks that were to be done, with what became of them, ready to be counted.

Marks read from the course of a case: a report is valid when the case was filed, dispatched or handled; a dispatch was
wrong when the case was pushed back before its next dispatch; a handling is rework when a check failed before it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analytics.case_loop.words import codes_of
from analytics.workload.tables import BoolArray, IntArray, require
from vocabulary.terms import CaseStep
from vocabulary.text import Text

_OF_STEP = {CaseStep.DISCOVER: "report", CaseStep.DISPATCH: "dispatch", CaseStep.HANDLE: "dispose"}
_OF_STEP |= {CaseStep.SUPERVISE: "check"}
_TAKEN_UP = ("inst", "dispatch", "dispose")


def tasks_of(events: pd.DataFrame, own_words: Mapping[str, str] | None = None) -> pd.DataFrame:
    """``events`` case by case, with task (code, '' for none), valid, accurate, rework and handling_unit.

    ``events``: case, step, at (done; missing while open), unit, and optionally activity, result, due. The task is that
    of the activity's words, else of the step. ``handling_unit`` is the unit that handled the case last, so that the
    whole case can be counted for it. Open tasks stand behind the done ones of their case. Raises BadInput for a
    missing column.
    """
    require(events, ("case", "step", "at", "unit"), Text("案卷事件表", "table of events"))
    case = pd.factorize(events["case"])[0]
    order = np.lexsort((_moments(events["at"]), case))
    rows, case = events.iloc[order], case[order]
    task = _tasks(rows, own_words)
    result = codes_of(rows["result"], "outcomes") if "result" in rows.columns else np.full(len(rows), "", dtype=object)
    taken_up = pd.Series(np.isin(task, _TAKEN_UP)).groupby(case).transform("any").to_numpy(dtype=np.bool_)
    return rows.assign(
        task=task,
        valid=(task == "report") & taken_up & ~_some(result == "void", case),
        accurate=(task == "dispatch") & ~_returned_after(task, result, case),
        rework=(task == "dispose") & _failed_before(result, case),
        handling_unit=_handling_units(rows["unit"], task, case),
    ).reset_index(drop=True)


def _moments(at: pd.Series) -> IntArray:
    """Microseconds, those of open tasks after all others."""
    known = at.to_numpy().astype("datetime64[us]").astype(np.int64)
    return np.where(at.isna().to_numpy(), np.iinfo(np.int64).max, known)


def _tasks(rows: pd.DataFrame, own_words: Mapping[str, str] | None) -> np.ndarray:
    steps = {step.value: task for step, task in _OF_STEP.items()}
    of_step = rows["step"].astype(object).map(steps).fillna("").to_numpy(dtype=object)
    if "activity" not in rows.columns:
        return of_step
    told = codes_of(rows["activity"], "tasks", own_words)
    return np.where(told != "", told, of_step)


def _some(flags: BoolArray, case: np.ndarray) -> BoolArray:
    return pd.Series(flags).groupby(case).transform("any").to_numpy(dtype=np.bool_)


def _failed_before(result: np.ndarray, case: np.ndarray) -> BoolArray:
    failed = pd.Series(result == "failed").astype("int64")
    return ((failed.groupby(case).cumsum() - failed) > 0).to_numpy()


def _returned_after(task: np.ndarray, result: np.ndarray, case: np.ndarray) -> BoolArray:
    """Whether, from each row on to the next dispatch of its case, some later row was pushed back."""
    round_of = pd.Series(task == "dispatch").groupby(case).cumsum().to_numpy()
    return pd.Series(result == "returned").groupby([case, round_of]).transform("any").to_numpy(dtype=np.bool_)


def _handling_units(unit: pd.Series, task: np.ndarray, case: np.ndarray) -> np.ndarray:
    handled = pd.Series(unit.to_numpy(dtype=object)).where(task == "dispose")
    return handled.groupby(case).transform("last").to_numpy(dtype=object)
