"""Events with their work item and the standard that was in force on their day: what every load is counted from."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, select

from hr.models.casework.case_event import CaseEvent
from hr.models.casework.work_item import WorkItem, WorkStandard
from hr.queries.casework.work_item import in_force
from vocabulary.periods import Month


def priced_events(month: Month, *columns: Any) -> Select[Any]:
    """``columns`` of CaseEvent, WorkItem and WorkStandard for the month's events by people, everybody's."""
    standard = and_(
        WorkStandard.work_item_id == CaseEvent.work_item_id,
        WorkStandard.step == CaseEvent.step,
        in_force(WorkStandard, CaseEvent.local_date),
    )
    return (
        select(*columns)
        .select_from(CaseEvent)
        .outerjoin(WorkItem, WorkItem.id == CaseEvent.work_item_id)
        .outerjoin(WorkStandard, standard)
        .where(CaseEvent.is_system.is_(False), CaseEvent.local_date.between(month.first_day, month.last_day))
    )
