"""The steps of a pay month, and which of them a run has passed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hr.models.pay.pay_run import PayRun
from vocabulary.terms import PayRunState
from vocabulary.text import Text

_ORDER = list(PayRunState)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, who did it, and whether it is done, next or still to come."""

    label: Text
    standing: Literal["done", "next", "later"]
    by: str | None


def steps_of(run: PayRun) -> list[Step]:
    """Open → compute → check → approve → paid."""
    reached = _ORDER.index(run.state)
    who = (run.opened_by, run.computed_by, run.checked_by, run.approved_by, run.approved_by)
    names = (
        Text("建立", "Open"),
        Text("计算", "Compute"),
        Text("核对", "Check"),
        Text("审批", "Approve"),
        Text("发放锁定", "Pay and lock"),
    )
    return [Step(name, _standing(place, reached), who[place]) for place, name in enumerate(names)]


def _standing(place: int, reached: int) -> Literal["done", "next", "later"]:
    if place <= reached:
        return "done"
    return "next" if place == reached + 1 else "later"
