"""The people behind each number of the turnover page, for those who may see people by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sqlalchemy import select

from analytics.turnover.rates import Turnover
from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.computed_listing import ComputedListing, shown_column
from hr.queries.insight.turnover import TurnoverFound, lost_spells
from hr.queries.listing import Choice
from vocabulary.terms import PostFamily, SeparationKind, SeparationReason, StaffingType, Term
from vocabulary.text import Text


class Behind(Term):
    """Which number the people stand behind."""

    LOSSES = "losses", "离职", "Left"
    OPENING = "opening", "期初在岗", "There at opening"
    CLOSING = "closing", "期末在岗", "There at the end"
    JOINERS = "joiners", "新进", "Joined"
    MOVES_OUT = "moves_out", "转换与调出", "Converted or moved out"
    UNCODED = "uncoded", "缺离职记录", "Without a separation on record"


def counts_of(total: Turnover) -> Mapping[Behind, int]:
    """How many people stand behind each number, without those behind whom nobody stands."""
    counts = {behind: len(getattr(total, behind.value)) for behind in Behind}
    return {behind: count for behind, count in counts.items() if count}


def people_behind(found: TurnoverFound, behind: Behind, *, viewer: Viewer) -> ComputedListing:
    """The spells behind a number with their people, as far as the viewer may see these by name."""
    viewer.require(Action.STAFF_READ, found.asked.unit.path)
    people = _people(viewer)
    units = {row.id: row.name for row in db.session.execute(select(Unit.id, Unit.name))}
    rows = [_row(found, spell, people[person], units) for spell in _spells(found, behind)
            if (person := found.staff.employments[spell].person_id) in people]  # fmt: skip
    return ComputedListing(
        statement=select(Person.id),
        columns=_COLUMNS,
        search_in=("name", "name_key", "staff_number"),
        choices=(
            _choice("staffing_type", Text("用工性质", "Staffing type"), StaffingType),
            _choice("post", Text("岗位", "Post"), PostFamily),
            _choice("kind", Text("离职类别", "Kind"), SeparationKind),
            _choice("reason", Text("原因", "Reason"), SeparationReason),
        ),
        sort="last" if behind in {Behind.LOSSES, Behind.MOVES_OUT, Behind.UNCODED} else "name",
        rows=rows,
    )


_COLUMNS = (
    shown_column("staff_number", Text("工号", "Staff no.")),
    shown_column("name", Text("姓名", "Name"), sort_by="name_key", link="person_id"),
    shown_column("unit", Text("机构", "Unit")),
    shown_column("staffing_type", Text("用工性质", "Staffing type"), kind="term"),
    shown_column("post", Text("岗位", "Post"), kind="term"),
    shown_column("hired", Text("入职", "Hired"), kind="date"),
    shown_column("last", Text("最后一天", "Last day"), kind="date"),
    shown_column("kind", Text("离职类别", "Kind"), kind="term"),
    shown_column("reason", Text("原因", "Reason"), kind="term"),
    shown_column("person_id", Text("编号", "Key"), shown=False),
)


def _choice(key: str, label: Text, terms: type[Term]) -> Choice:
    return Choice(key, label, [(term.value, term.label) for term in terms], {})


def _people(viewer: Viewer) -> Mapping[int, Any]:
    statement = select(Person.id, Person.staff_number, Person.name, Person.name_key).join(Person.home_unit)
    return {row.id: row for row in db.session.execute(statement.where(within(Unit.path, viewer, Action.STAFF_READ)))}


def _spells(found: TurnoverFound, behind: Behind) -> Sequence[int]:
    """One spell for each person behind the number (losses: for each loss): the latest that touches the period."""
    if found.total is None:
        return []
    if behind is Behind.LOSSES:
        return lost_spells(found.staff, found.asked.window)
    spells = found.staff.history.spells
    wanted = found.staff.inside & np.isin(spells.person, getattr(found.total, behind.value))
    if behind is Behind.OPENING:
        wanted &= spells.covering(np.datetime64(found.asked.window.first, "D"))
    else:
        wanted &= spells.first <= np.datetime64(found.asked.last, "D")
    rows = np.flatnonzero(wanted)
    latest = {int(spells.person[row]): int(row) for row in rows[np.argsort(spells.first[rows], kind="stable")]}
    return list(latest.values())


def _row(found: TurnoverFound, spell: int, person: Any, units: Mapping[int, str]) -> Mapping[str, Any]:
    staff = found.staff
    spells, employment = staff.history.spells, staff.employments[spell]
    last = spells.last[spell]
    post = str(spells.post[spell])
    ended = last == np.datetime64(employment.ends_on, "D") if employment.ends_on else False
    return {
        "person_id": person.id,
        "staff_number": person.staff_number,
        "name": person.name,
        "name_key": person.name_key,
        "unit": units[int(staff.unit_id[spell])],
        "staffing_type": employment.staffing_type,
        "post": next((family for family in PostFamily if family.value == post), None),
        "hired": spells.hired[spell].astype(object),
        "last": None if np.isnat(last) else last.astype(object),
        "kind": employment.kind if ended else None,
        "reason": employment.reason if ended else None,
    }
