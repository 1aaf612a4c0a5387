"""What handling units do with cases given to them: done, pushed back, handed on, and what comes to the centre instead.

A spell is the time a case lies with one handling unit: successive handling steps of the case by the same unit. It ends
returned (推诿退回) where a result says so, handed on where another unit handles next, else it is done. A spell that
ends returned or handed on and is followed by one of the centre's own units is shifted to the centre (甩包袱); a case
outside the duty list that begins with the centre is work ahead of duty (责任前置).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from analytics.case_loop.shares import shares_by
from analytics.case_loop.words import codes_of
from analytics.workload.tables import BoolArray, flags_of, require
from vocabulary.terms import CaseStep, Term
from vocabulary.text import Text

_EVENTS = Text("案卷事件表", "table of events")


class Ending(Term):
    """办理去向: how a case left a handling unit."""

    DONE = "done", "办结", "Done"
    RETURNED = "returned", "退回", "Pushed back"
    HANDED_ON = "handed_on", "转其他单位", "Handed on"


def handling_spells(
    events: pd.DataFrame, centre: Collection[str] = (), own_words: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """The spells of ``events`` (case, item, step, unit, at; optionally result and outside), a row each, in case order.

    Columns: case, item, unit, month (YYYY-MM of its last step), first, last (times), ending (a code of ``Ending``),
    next_unit (missing where none follows), shifted (to one of the ``centre``'s own units), ahead (outside the duty list
    and first with the centre), own (the unit is of the centre). Steps that nobody's unit is named for are passed over.
    Raises BadInput for a missing column.
    """
    require(events, ("case", "item", "step", "unit", "at"), _EVENTS)
    handled = events.loc[(events["step"] == CaseStep.HANDLE.value) & events["unit"].notna() & events["at"].notna()]
    case = pd.factorize(handled["case"])[0]
    order = np.lexsort((handled["at"].to_numpy(), case))
    rows, case = handled.iloc[order], case[order]
    unit = pd.factorize(rows["unit"])[0]
    results = codes_of(rows["result"], "outcomes", own_words) if "result" in rows.columns else np.full(len(rows), "")
    spell = np.cumsum(_changes(case) | _changes(unit) | _after_return(results))
    table = _spells(rows.assign(_returned=results == "returned", _on=results == "handed_on"), spell)
    return _with_endings(table, set(centre))


def pushing(spells: pd.DataFrame, by: Sequence[str] = ("unit",)) -> pd.DataFrame:
    """By any of item, unit, next_unit, month: shares of spells returned, handed_on and shifted, with intervals.

    Spells of the centre's own units are left out: they are not what departments do.
    """
    others = ~spells["own"].to_numpy(dtype=np.bool_)
    ending = spells["ending"].to_numpy()
    flags = {kind.value: ending == kind.value for kind in (Ending.RETURNED, Ending.HANDED_ON)}
    return shares_by(spells, by, {**flags, "shifted": spells["shifted"].to_numpy(dtype=np.bool_)}, others)


def ahead_of_duty(spells: pd.DataFrame, by: Sequence[str] = ("unit",)) -> pd.DataFrame:
    """By any columns of the spells: which share of the centre's own spells is work outside its duty list."""
    return shares_by(
        spells, by, {"ahead": spells["ahead"].to_numpy(dtype=np.bool_)}, spells["own"].to_numpy(dtype=np.bool_)
    )


def _changes(codes: np.ndarray) -> BoolArray:
    return np.append(True, codes[1:] != codes[:-1]) if len(codes) else np.zeros(0, dtype=np.bool_)


def _after_return(results: np.ndarray) -> BoolArray:
    """A step after one that pushed back begins a new spell, even of the same unit: the case was given to it again."""
    return np.append(False, results[:-1] == "returned") if len(results) else np.zeros(0, dtype=np.bool_)


def _spells(rows: pd.DataFrame, spell: np.ndarray) -> pd.DataFrame:
    marked = rows.assign(_outside=flags_of(rows, "outside"))
    parts = marked.groupby(spell, sort=True)
    return parts.agg(
        case=("case", "first"),
        item=("item", "first"),
        unit=("unit", "first"),
        first=("at", "first"),
        last=("at", "last"),
        returned=("_returned", "any"),
        on=("_on", "any"),
        outside=("_outside", "any"),
    ).reset_index(drop=True)


def _with_endings(table: pd.DataFrame, centre: set[str]) -> pd.DataFrame:
    follows = (table["case"] == table["case"].shift(-1)).to_numpy()
    begins = (table["case"] != table["case"].shift()).to_numpy()
    next_unit = table["unit"].astype(object).shift(-1).where(follows)
    own = table["unit"].isin(centre).to_numpy()
    moved = follows & (next_unit != table["unit"]).to_numpy()
    ending = np.select(
        [table["returned"].to_numpy(dtype=np.bool_), moved | table["on"].to_numpy(dtype=np.bool_)],
        [Ending.RETURNED.value, Ending.HANDED_ON.value],
        Ending.DONE.value,
    )
    return table.drop(columns=["returned", "on", "outside"]).assign(
        month=table["last"].dt.strftime("%Y-%m"),
        ending=ending,
        next_unit=next_unit,
        own=own,
        shifted=~own & (ending != Ending.DONE.value) & next_unit.isin(centre).to_numpy(),
        ahead=own & begins & table["outside"].to_numpy(dtype=np.bool_),
    )
