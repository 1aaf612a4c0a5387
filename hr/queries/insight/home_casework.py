"""What the case loop puts on the home page: accounts and items that could not be matched."""

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
    """Words of the platforms in the last months that mean nobody, or no work item, here."""
    if not viewer.may(Action.CASE_WRITE):
        return
    nobody = CaseEvent.person_id.is_(None) & CaseEvent.actor_code.is_not(None)
    recent = (
        select(
            func.count(CaseEvent.actor_code.distinct()).filter(nobody),
            func.count(CaseEvent.item_name.distinct()).filter(CaseEvent.work_item_id.is_(None)),
        )
        .join(Unit, Unit.id == CaseEvent.unit_id)
        .where(within(Unit.path, viewer, Action.CASE_WRITE), CaseEvent.local_date > add_months(on, -_MONTHS))
    )
    actors, items = db.session.execute(recent).one()
    note = Text("近 {n} 个月的环节记录", "Case records of {n} months").format(n=_MONTHS)
    for label, count, what in (
        (Text("未匹配到人的平台账号", "Platform accounts that are nobody here"), actors, "actors"),
        (Text("不在清单的事项", "Work items not in the catalogue"), items, "items"),
    ):
        yield HomeCard(label, count, note=note, tone=_tone(count), target=Target("case.unmatched", {"what": what}))


def _tone(count: int) -> Tone:
    return "warn" if count else "good"
