"""What the case loop puts on the home page: records that nobody could be credited with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select

from hr.database import db
from hr.models.casework.case_event import CaseEvent
from hr.models.organisation.unit import Unit
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.insight.home_card import HomeCard, Target, Tone
from vocabulary.periods import add_months
from vocabulary.text import Text

_MONTHS = 3


def unmatched_events(viewer: Viewer, on: date) -> Iterator[HomeCard]:
    """Records of the last months whose actor or work item is unknown."""
    if not viewer.may(Action.CASE_WRITE):
        return
    recent = (
        select(
            func.count().filter(CaseEvent.person_id.is_(None), CaseEvent.actor_code.is_not(None)),
            func.count().filter(CaseEvent.work_item_id.is_(None)),
        )
        .select_from(CaseEvent)
        .join(Unit, Unit.id == CaseEvent.unit_id)
        .where(within(Unit.path, viewer, Action.CASE_WRITE), CaseEvent.local_date > add_months(on, -_MONTHS))
    )
    actors, items = db.session.execute(recent).one()
    note = Text("近 {n} 个月的环节记录", "Case records of {n} months").format(n=_MONTHS)
    target = Target("case.unmatched")
    yield HomeCard(
        Text("未匹配到人的记录", "Records without a person"), actors, note=note, tone=_tone(actors), target=target
    )
    yield HomeCard(
        Text("未匹配到事项的记录", "Records without a work item"), items, note=note, tone=_tone(items), target=target
    )


def _tone(count: int) -> Tone:
    return "warn" if count else "good"
