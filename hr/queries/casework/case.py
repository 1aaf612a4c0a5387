"""Events of the case loop to look at: a month of them, one case from first to last, and what nobody is matched to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import aliased

from hr.database import db
from hr.models.casework.case_event import CaseEvent
from hr.models.casework.match_rule import MatchRule, Meaning, WordKind
from hr.models.casework.work_item import WorkItem
from hr.models.organisation.unit import Unit
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.listing import Choice, ListColumn, Listing
from hr.refusals import OutOfScope
from vocabulary.periods import Month
from vocabulary.terms import CaseStep
from vocabulary.text import Text

_HOME = aliased(Unit, name="home")
_ITEM = func.coalesce(WorkItem.name, CaseEvent.item_name)
_NOBODY = CaseEvent.person_id.is_(None) & CaseEvent.is_system.is_(False)
_LATE = CaseEvent.ended_at > CaseEvent.deadline_at
_WHEN = ListColumn("ended_at", Text("完成时间", "Ended"), CaseEvent.ended_at, "moment")


def months_with_events(*, viewer: Viewer, action: Action = Action.CASE_READ) -> list[Month]:
    """The months, the latest first, from the first to the last day with an event in scope or by oneself."""
    own = CaseEvent.person_id == (viewer.person_id or 0)
    first, last = db.session.execute(
        select(func.min(CaseEvent.local_date), func.max(CaseEvent.local_date))
        .join(Unit, Unit.id == CaseEvent.unit_id)
        .where(or_(within(Unit.path, viewer, action), own))
    ).one()
    return [] if first is None else list(Month.of(first).until(Month.of(last)))[::-1]


def events_listing(month: Month, path: str, *, viewer: Viewer) -> Listing:
    """The events of a month at and below a unit; people outside the viewer's scope stay unnamed."""
    viewer.require(Action.CASE_READ)
    statement = _events(viewer).where(
        CaseEvent.local_date.between(month.first_day, month.last_day), Unit.path.startswith(path, autoescape=True)
    )
    return Listing(
        statement=statement,
        columns=(
            ListColumn("event_id", Text("环节", "Event"), CaseEvent.id, "number"),
            ListColumn("person_id", Text("人员", "Person"), _seen(viewer, Person.id), "number"),
            _WHEN,
            ListColumn("case_number", Text("案件编号", "Case"), CaseEvent.case_number, link="event_id"),
            ListColumn("item", Text("事项", "Work item"), _ITEM),
            ListColumn("step", Text("环节", "Step"), CaseEvent.step, "term"),
            ListColumn("person", Text("经办人", "Actor"), _seen(viewer, Person.name), link="person_id"),
            ListColumn("actor_code", Text("平台账号", "As the platform says"), CaseEvent.actor_code),
            ListColumn("unit", Text("机构", "Unit"), Unit.name),
            ListColumn("late", Text("超期", "Late"), _LATE, "yes_no"),
            ListColumn("deadline_at", Text("办结时限", "Deadline"), CaseEvent.deadline_at, "moment", shown=False),
            ListColumn("result", Text("结果", "Result"), CaseEvent.result, shown=False),
            ListColumn("source", Text("来源", "Source"), CaseEvent.source, shown=False),
            ListColumn("in_list", Text("清单内", "On the duty list"), WorkItem.in_duty_list, "yes_no", shown=False),
        ),
        search_in=(
            CaseEvent.case_number,
            _ITEM,
            func.coalesce(_seen(viewer, Person.name), ""),
            func.coalesce(CaseEvent.actor_code, ""),
        ),
        choices=(_steps(), _kinds()),
        sort="ended_at",
        descending=True,
        key=CaseEvent.id,
    )


def case_of(event_id: int, *, viewer: Viewer) -> Sequence[Any]:
    """The case that an event belongs to: its events within scope, the first first. OutOfScope for an unknown event."""
    event = db.session.execute(_events(viewer).where(CaseEvent.id == event_id)).first()
    if event is None:
        raise OutOfScope(f"event {event_id}")
    source, number = db.session.execute(
        select(CaseEvent.source, CaseEvent.case_number).where(CaseEvent.id == event_id)
    ).one()
    shown = _events(viewer).add_columns(
        CaseEvent,
        _ITEM.label("item"),
        _seen(viewer, Person.name).label("person"),
        Unit.name.label("unit"),
        _LATE.label("late"),
    )
    of_case = shown.where(CaseEvent.source == source, CaseEvent.case_number == number)
    return db.session.execute(of_case.order_by(CaseEvent.ended_at, CaseEvent.id)).all()


def unmatched_listing(what: str, *, viewer: Viewer) -> Listing:
    """Words of the platforms that mean nobody or nothing here (``what``: actors or items), with their events."""
    viewer.require(Action.CASE_READ)
    actors, may_settle = what == "actors", viewer.may(Action.CASE_WRITE)
    word: Any = CaseEvent.actor_code if actors else CaseEvent.item_name
    open_ = _NOBODY if actors else CaseEvent.work_item_id.is_(None)
    label = (
        Text("平台账号", "Actor, as the platform says") if actors else Text("事项", "Work item, as the platform says")
    )
    statement = (
        select(word.label("_word"))
        .join(Unit, Unit.id == CaseEvent.unit_id)
        .where(within(Unit.path, viewer, Action.CASE_READ), open_, ~_ignored(what))
        .group_by(word, CaseEvent.source)
    )
    return Listing(
        statement=statement,
        columns=(
            ListColumn("open_event_id", Text("示例", "Example"), func.min(CaseEvent.id), "number"),
            ListColumn("word", label, func.coalesce(word, ""), link="open_event_id" if may_settle else None),
            ListColumn("case", Text("示例案件", "Example"), func.min(CaseEvent.case_number)),
            ListColumn("source", Text("来源", "Source"), CaseEvent.source),
            ListColumn("events", Text("环节数", "Events"), func.count(), "number"),
            ListColumn("first", Text("最早", "First"), func.min(CaseEvent.local_date), "date"),
            ListColumn("last", Text("最近", "Last"), func.max(CaseEvent.local_date), "date"),
        ),
        search_in=(word, CaseEvent.source),
        sort="events",
        descending=True,
        key=CaseEvent.source.concat("\n").concat(func.coalesce(word, "")),
    )


def _ignored(what: str) -> ColumnElement[bool]:
    """A rule says that the event's word stays unmatched."""
    holder = aliased(Unit, name="holder")
    kind, word = (WordKind.ACTOR, CaseEvent.actor_code) if what == "actors" else (WordKind.ITEM, CaseEvent.item_name)
    return (
        select(MatchRule.id)
        .join(holder, holder.id == MatchRule.unit_id)
        .where(MatchRule.kind == kind, MatchRule.meaning == Meaning.IGNORED, MatchRule.source == CaseEvent.source)
        .where(MatchRule.word == func.coalesce(word, ""), MatchRule.valid_from <= CaseEvent.local_date)
        .where(or_(MatchRule.valid_to.is_(None), MatchRule.valid_to >= CaseEvent.local_date))
        .where(Unit.path.startswith(holder.path))
        .correlate(CaseEvent, Unit)
        .exists()
    )


def _events(viewer: Viewer) -> Select[Any]:
    """Events in scope with their unit, item, person and the person's home."""
    return (
        select(CaseEvent.id.label("_id"))
        .join(Unit, Unit.id == CaseEvent.unit_id)
        .outerjoin(WorkItem, WorkItem.id == CaseEvent.work_item_id)
        .outerjoin(Person, Person.id == CaseEvent.person_id)
        .outerjoin(_HOME, _HOME.id == Person.home_unit_id)
        .where(within(Unit.path, viewer, Action.CASE_READ))
    )


def _seen(viewer: Viewer, value: Any) -> ColumnElement[Any]:
    """What is known of a person, for whose file the viewer may read; else nothing."""
    return case((within(_HOME.path, viewer, Action.CASE_READ), value))


def _steps() -> Choice:
    return Choice(
        "step",
        Text("环节", "Step"),
        [(step.value, step.label) for step in CaseStep],
        {step.value: CaseEvent.step == step for step in CaseStep},
    )


def _kinds() -> Choice:
    """What leaders ask for: work nobody is credited with, late, outside the list."""
    offered: dict[str, tuple[Text, ColumnElement[bool]]] = {
        "nobody": (Text("未匹配到人", "Nobody credited"), _NOBODY),
        "no_item": (Text("不在事项清单", "Not in the catalogue"), CaseEvent.work_item_id.is_(None)),
        "outside": (Text("清单外事项", "Outside the duty list"), WorkItem.in_duty_list.is_(False)),
        "late": (Text("超期", "Late"), _LATE),
        "system": (Text("系统账号", "System users"), CaseEvent.is_system.is_(True)),
    }
    return Choice(
        "only",
        Text("只看", "Only"),
        [(value, text) for value, (text, _) in offered.items()],
        {value: condition for value, (_, condition) in offered.items()},
    )
