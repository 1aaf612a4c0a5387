"""What made a person's load in a month: cases by item and step, and the events themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from hr.database import db
from hr.models.casework.case_event import CaseEvent
from hr.models.casework.work_item import WorkItem, WorkStandard
from hr.models.casework.workload import Workload
from hr.queries.casework.priced_events import priced_events
from hr.queries.listing import ListColumn, Listing
from vocabulary.periods import Month
from vocabulary.terms import CaseStep
from vocabulary.text import Text

_PPM = 1_000_000.0
_ITEM = func.coalesce(WorkItem.name, CaseEvent.item_name)
_MINUTES = WorkStandard.seconds / 60.0
_LOAD = _MINUTES * WorkItem.difficulty_ppm / _PPM


@dataclass(frozen=True, slots=True)
class ItemLoad:
    """What one step of one item added; ``standard`` is None where it has no standard minutes and makes no load."""

    item: str
    step: CaseStep
    events: int
    standard: float | None
    difficulty: float | None
    minutes: float | None
    source: str | None
    sample_size: int | None
    standard_error: float | None


def load_of(person_id: int, month: Month) -> Workload | None:
    """The measured month of a person whom the caller has found within scope."""
    return db.session.scalar(select(Workload).where(Workload.person_id == person_id, Workload.month == month))


def months_of(person_id: int) -> Sequence[Workload]:
    """Every measured month of the person, the first first."""
    return db.session.scalars(select(Workload).where(Workload.person_id == person_id).order_by(Workload.month)).all()


def items_of(person_id: int, month: Month) -> Sequence[ItemLoad]:
    """The person's load by item and step (and standard, where it changed within the month), the largest first."""
    by = (
        _ITEM,
        CaseEvent.step,
        WorkStandard.id,
        WorkStandard.seconds,
        WorkItem.difficulty_ppm,
        WorkStandard.source,
        WorkStandard.sample_size,
        WorkStandard.standard_error_seconds,
    )
    rows = db.session.execute(
        _events(
            person_id,
            month,
            _ITEM,
            CaseEvent.step,
            func.count(),
            _MINUTES,
            WorkItem.difficulty_ppm / _PPM,
            func.sum(_LOAD),
            WorkStandard.source,
            WorkStandard.sample_size,
            WorkStandard.standard_error_seconds / 60.0,
        ).group_by(*by)
    )
    return sorted((ItemLoad(*row) for row in rows), key=lambda part: -(part.minutes or 0.0))


def events_of(person_id: int, month: Month) -> Listing:
    """The person's events one by one, each with the minutes it counts for."""
    return Listing(
        statement=_events(person_id, month, CaseEvent.id.label("_id")),
        columns=(
            ListColumn("ended_at", Text("完成时间", "Ended"), CaseEvent.ended_at, "moment"),
            ListColumn("case_number", Text("案件编号", "Case"), CaseEvent.case_number),
            ListColumn("item", Text("事项", "Work item"), _ITEM),
            ListColumn("step", Text("环节", "Step"), CaseEvent.step, "term"),
            ListColumn("minutes", Text("标准工时（分钟）", "Standard minutes"), _MINUTES, "number"),
            ListColumn("difficulty", Text("难度系数", "Difficulty"), WorkItem.difficulty_ppm / _PPM, "number"),
            ListColumn("load", Text("计入（分钟）", "Counted (minutes)"), _LOAD, "number"),
            ListColumn("late", Text("超期", "Late"), CaseEvent.ended_at > CaseEvent.deadline_at, "yes_no", shown=False),
        ),
        search_in=(CaseEvent.case_number, _ITEM),
        sort="ended_at",
        key=CaseEvent.id,
    )


def _events(person_id: int, month: Month, *columns: Any) -> Select[Any]:
    return priced_events(month, *columns).where(CaseEvent.person_id == person_id)
