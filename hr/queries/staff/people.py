"""The list of people: who works where and as what on a day, searched, filtered and sorted by the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Enum, ScalarSelect, and_, case, func, literal, or_, select, type_coerce
from sqlalchemy.orm import aliased

from hr.models.organisation.agency import Agency
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Contract, Employment
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.listing import Choice, ListColumn, Listing
from hr.queries.organisation.unit import unit_options
from hr.queries.staff.person import seen_by
from hr.sealing import blind_index
from vocabulary.terms import PostFamily, StaffingType, Term
from vocabulary.text import Text

SEALED_COLUMNS = frozenset({"id_number", "mobile"})
_SHORTEST_ID = 8
_HERE = aliased(Unit, name="here")
_INDENT = "　"
_RUN_TOGETHER = func.replace(Person.name_key, " ", "")


class EmploymentState(Term):
    """在职状态 on a day."""

    ON_STAFF = "on_staff", "在职", "On staff"
    LEFT = "left", "已离职", "Left"
    COMING = "coming", "待入职", "Coming"


_STATE = Enum(EmploymentState, native_enum=False, values_callable=lambda kind: [member.value for member in kind])


def people_listing(*, viewer: Viewer, on: date, search: str = "") -> Listing:
    """The people in the viewer's scope as they stand on ``on``: one row each, by their latest employment begun by then.

    ``search`` is what was asked for: a whole identity number finds its owner, for viewers who may see such numbers.
    Sealed columns are offered only to those who may see them, and are empty for people where they may not.
    """
    viewer.require(Action.STAFF_READ)
    statement = (
        select(Person.id)
        .join(Person.home_unit)
        .outerjoin(Employment, Employment.id == _latest_employment(on))
        .outerjoin(Agency, Agency.id == Employment.agency_id)
        .outerjoin(Assignment, Assignment.id == _primary_assignment(on))
        .outerjoin(Post, Post.id == Assignment.post_id)
        .outerjoin(_HERE, _HERE.id == func.coalesce(Assignment.unit_id, Person.home_unit_id))
        .outerjoin(Contract, Contract.id == _latest_contract(on))
        .where(seen_by(viewer))
    )
    return Listing(
        statement=statement,
        columns=(*_columns(on), *_sealed_columns(viewer)),
        search_in=(Person.name, Person.name_key, _RUN_TOGETHER, Person.staff_number, *_by_id_number(viewer, search)),
        choices=_choices(viewer, on),
        sort="name",
        key=Person.id,
    )


def _latest_employment(on: date) -> ScalarSelect[Any]:
    inner = aliased(Employment)
    begun = case((inner.starts_on <= on, 0), else_=1)
    latest = case((inner.starts_on <= on, inner.starts_on)).desc()
    return (
        select(inner.id)
        .where(inner.person_id == Person.id)
        .order_by(begun, latest, inner.starts_on)
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )


def _primary_assignment(on: date) -> ScalarSelect[Any]:
    inner = aliased(Assignment)
    begun = case((inner.starts_on <= on, 0), else_=1)
    latest = case((inner.starts_on <= on, inner.starts_on)).desc()
    return (
        select(inner.id)
        .where(inner.employment_id == Employment.id, inner.is_primary)
        .order_by(begun, latest, inner.starts_on)
        .limit(1)
        .correlate(Employment)
        .scalar_subquery()
    )


def _latest_contract(on: date) -> ScalarSelect[Any]:
    inner = aliased(Contract)
    return (
        select(inner.id)
        .where(inner.employment_id == Employment.id, inner.starts_on <= on)
        .order_by(inner.starts_on.desc())
        .limit(1)
        .correlate(Employment)
        .scalar_subquery()
    )


def state_on(on: date) -> ColumnElement[Any]:
    """The state of a joined employment on a day, as its stable code; NULL without any."""
    return case(
        (Employment.starts_on > on, literal(EmploymentState.COMING.value)),
        (or_(Employment.ends_on.is_(None), Employment.ends_on >= on), literal(EmploymentState.ON_STAFF.value)),
        (Employment.ends_on < on, literal(EmploymentState.LEFT.value)),
    )


def _columns(on: date) -> tuple[ListColumn, ...]:
    return (
        ListColumn("person_id", Text("编号", "Id"), Person.id, "number", shown=False),
        ListColumn("staff_number", Text("工号", "Staff no."), Person.staff_number, link="person_id"),
        ListColumn("name", Text("姓名", "Name"), Person.name, sort_by=Person.name_key, link="person_id"),
        ListColumn("sex", Text("性别", "Sex"), Person.sex, "term"),
        ListColumn("unit", Text("机构", "Unit"), _HERE.name, sort_by=_HERE.code),
        ListColumn("post", Text("岗位", "Post"), Post.name),
        ListColumn("family", Text("岗位序列", "Post family"), Post.family, "term", shown=False),
        ListColumn("staffing_type", Text("用工性质", "Staffing type"), Employment.staffing_type, "term"),
        ListColumn("agency", Text("派遣单位", "Agency"), Agency.name, shown=False),
        ListColumn("state", Text("状态", "State"), type_coerce(state_on(on), _STATE), "term"),
        ListColumn("concurrent", Text("兼任", "Further posts"), _further_posts(on), "number", shown=False),
        ListColumn("joined", Text("入职日期", "Joined"), Employment.starts_on, "date"),
        ListColumn("left", Text("离职日期", "Left"), Employment.ends_on, "date", shown=False),
        ListColumn("contract_ends", Text("合同到期", "Contract ends"), Contract.ends_on, "date"),
        ListColumn("education", Text("学历", "Education"), Person.education, "term", shown=False),
        ListColumn("born_on", Text("出生日期", "Born"), Person.born_on, "date", shown=False),
        ListColumn("first_worked_on", Text("参加工作", "First worked"), Person.first_worked_on, "date", shown=False),
    )


def _sealed_columns(viewer: Viewer) -> Iterable[ListColumn]:
    for key, label, value, action in (
        ("id_number", Text("证件号码", "ID number"), Person.id_number, Action.ID_NUMBER_READ),
        ("mobile", Text("手机号码", "Mobile"), Person.mobile, Action.STAFF_WRITE),
    ):
        if viewer.may(action):
            yield ListColumn(key, label, case((seen_by(viewer, action), value)), shown=False, sort_by=Person.name_key)


def _further_posts(on: date) -> ScalarSelect[Any]:
    inner = aliased(Assignment)
    runs = (inner.starts_on <= on) & or_(inner.ends_on.is_(None), inner.ends_on >= on)
    return (
        select(func.count(inner.id))
        .where(inner.employment_id == Employment.id, ~inner.is_primary, runs)
        .correlate(Employment)
        .scalar_subquery()
    )


def _by_id_number(viewer: Viewer, search: str) -> Iterable[ColumnElement[str]]:
    """The searched number itself for the one person who has it, an empty text for everybody else."""
    for word in search.split():
        if len(word) >= _SHORTEST_ID and viewer.may(Action.ID_NUMBER_READ):
            has_it = and_(Person.id_number_index == blind_index(word), seen_by(viewer, Action.ID_NUMBER_READ))
            yield case((has_it, literal(word)), else_=literal(""))


def _choices(viewer: Viewer, on: date) -> tuple[Choice, ...]:
    units = unit_options(viewer=viewer, action=Action.STAFF_READ)
    return (
        Choice(
            "unit",
            Text("机构", "Unit"),
            [
                (str(unit.id), Text(_INDENT * unit.depth + unit.name, _INDENT * unit.depth + unit.name))
                for unit in units
            ],
            {str(unit.id): _HERE.path.startswith(unit.path, autoescape=True) for unit in units},
        ),
        _of_terms("type", Text("用工性质", "Staffing type"), StaffingType, Employment.staffing_type),
        _of_terms("family", Text("岗位序列", "Post family"), PostFamily, Post.family),
        _of_terms("state", Text("状态", "State"), EmploymentState, type_coerce(state_on(on), _STATE)),
    )


def _of_terms(key: str, label: Text, terms: type[Term], column: Any) -> Choice:
    options = [(term.value, term.label) for term in terms]
    return Choice(
        key,
        label,
        options,
        {term.value: column == term.value if column.type.python_type is str else column == term for term in terms},
    )
