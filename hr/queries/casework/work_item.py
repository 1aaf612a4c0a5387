"""The catalogue of work: items with the standard minutes of each step, and where these come from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, or_, select
from sqlalchemy.orm import aliased, selectinload

from hr.database import db
from hr.models.casework.work_item import WorkItem, WorkStandard
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.listing import Choice, ListColumn, Listing
from hr.refusals import OutOfScope
from vocabulary.terms import CaseStep, UnitKind, WorkItemClass
from vocabulary.text import Text

_PPM = 1_000_000.0


def items_listing(on: date, *, viewer: Viewer) -> Listing:
    """The items with their standard minutes by step on a day; the catalogue is one for all units."""
    viewer.require(Action.CASE_READ)
    steps = [ListColumn(step.value, step.label, _minutes(step, on), "number") for step in CaseStep]
    return Listing(
        statement=select(WorkItem.id),
        columns=(
            ListColumn("item_id", Text("事项", "Item"), WorkItem.id, "number"),
            ListColumn("code", Text("编码", "Code"), WorkItem.code, link="item_id"),
            ListColumn("name", Text("事项", "Work item"), WorkItem.name),
            ListColumn("category", Text("大类", "Class"), WorkItem.category, "term"),
            ListColumn("level", Text("层级", "Level"), WorkItem.level, "term"),
            ListColumn("in_duty_list", Text("清单内", "On the duty list"), WorkItem.in_duty_list, "yes_no"),
            ListColumn("deadline_hours", Text("时限（小时）", "Deadline (hours)"), WorkItem.deadline_hours, "number"),
            ListColumn("difficulty", Text("难度系数", "Difficulty"), WorkItem.difficulty_ppm / _PPM, "number"),
            *steps,
        ),
        search_in=(WorkItem.code, WorkItem.name),
        choices=(_classes(), _levels(), _lists()),
        sort="code",
        key=WorkItem.id,
    )


def work_item_of(item_id: int, *, viewer: Viewer) -> WorkItem:
    """The item with all its standards, old and new, or OutOfScope."""
    viewer.require(Action.CASE_READ)
    item = db.session.scalar(select(WorkItem).where(WorkItem.id == item_id).options(selectinload(WorkItem.standards)))
    if item is None:
        raise OutOfScope(f"work item {item_id}")
    return item


def standards_in_order(item: WorkItem) -> Sequence[WorkStandard]:
    """An item's standards in the order of the case loop, the newest of a step first."""
    steps = list(CaseStep)
    return sorted(item.standards, key=lambda standard: (steps.index(standard.step), -standard.valid_from.toordinal()))


def in_force(standard: Any, day: Any) -> ColumnElement[bool]:
    """True for standards that hold on ``day`` (a date or a column of dates)."""
    return and_(standard.valid_from <= day, or_(standard.valid_to.is_(None), standard.valid_to >= day))


def _minutes(step: CaseStep, on: date) -> ScalarSelect[Any]:
    standard = aliased(WorkStandard)
    return (
        select(standard.seconds / 60.0)
        .where(standard.work_item_id == WorkItem.id, standard.step == step, in_force(standard, on))
        .scalar_subquery()
    )


def _classes() -> Choice:
    options = [(one.value, one.label) for one in WorkItemClass]
    return Choice(
        "class", Text("大类", "Class"), options, {one.value: WorkItem.category == one for one in WorkItemClass}
    )


def _levels() -> Choice:
    options = [(one.value, one.label) for one in UnitKind]
    return Choice("level", Text("层级", "Level"), options, {one.value: WorkItem.level == one for one in UnitKind})


def _lists() -> Choice:
    inside, outside = Text("清单内", "On the duty list"), Text("清单外", "Outside it")
    return Choice(
        "list",
        Text("职责清单", "Duty list"),
        [("inside", inside), ("outside", outside)],
        {"inside": WorkItem.in_duty_list.is_(True), "outside": WorkItem.in_duty_list.is_(False)},
    )
