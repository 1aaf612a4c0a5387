"""Monthly inputs within a viewer's scope: the list of a month, those that wait, and what may be set by hand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, null, or_, select
from sqlalchemy.orm import contains_eager

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_input import PayInput, PayInputKind
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.listing import Choice, ListColumn, Listing
from hr.queries.pay.in_force import overlapping
from hr.queries.pay.parameter_book import book_for
from hr.refusals import OutOfScope
from payroll.elements.catalogue import catalogue, monthly_figures
from payroll.formula.figure import Figure, FigureKind
from vocabulary.money import yuan_grouped
from vocabulary.pay_inputs import Measure
from vocabulary.periods import Month
from vocabulary.text import Text

MOST_WAITING = 500
_CHUNK = 5_000
_BY_HAND = (
    FigureKind.EARNING,
    FigureKind.GROSS_DEDUCTION,
    FigureKind.EMPLOYEE_CONTRIBUTION,
    FigureKind.EMPLOYER_CONTRIBUTION,
    FigureKind.TAX,
)


def overridable(month: Month) -> Sequence[Figure]:
    """The figures of a month's slip that may be set by hand: the parts, never the totals."""
    elements = catalogue(book_for(month))
    monthly = monthly_figures(elements)
    figures = [figure for element in elements for figure in element.figures]
    return [figure for figure in figures if figure.name in monthly and figure.kind in _BY_HAND]


def inputs_of(ids: Collection[int], *, viewer: Viewer, action: Action) -> Sequence[PayInput]:
    """Those inputs, all of them in scope, or OutOfScope."""
    found = db.session.scalars(
        select(PayInput)
        .join(PayInput.employment)
        .join(Employment.person)
        .join(Person.home_unit)
        .where(PayInput.id.in_(sorted(ids)), within(Unit.path, viewer, action))
        .order_by(PayInput.id)
    ).all()
    if len(found) != len(set(ids)):
        raise OutOfScope("pay input")
    return found


def waiting_at(month: Month, path: str) -> int:
    """How many inputs of a month wait for approval at and below a unit that the caller has looked up in scope."""
    return (
        db.session.scalar(
            _of_people(select(func.count(PayInput.id))).where(
                PayInput.month == month, PayInput.approved_at.is_(None), Unit.path.startswith(path, autoescape=True)
            )
        )
        or 0
    )


@dataclass(frozen=True, slots=True)
class WaitingMonth:
    """How many inputs of a month at a viewer's units wait, and how many of them they entered themselves."""

    month: Month
    waiting: int
    own: int


def waiting_months(*, viewer: Viewer) -> Sequence[WaitingMonth]:
    """The months whose inputs the viewer's role approves, the oldest first."""
    own = PayInput.entered_by_id == viewer.user_id if viewer.user_id is not None else null() == 1
    rows = db.session.execute(
        _of_people(select(PayInput.month, func.count(), func.coalesce(func.sum(case((own, 1), else_=0)), 0)))
        .where(PayInput.approved_at.is_(None), within(Unit.path, viewer, Action.PAY_APPROVE))
        .group_by(PayInput.month)
        .order_by(PayInput.month)
    )
    return [WaitingMonth(month, waiting, own) for month, waiting, own in rows]


def _of_people(statement: Any) -> Select[Any]:
    joined: Select[Any] = (
        statement.join(PayInput.employment).join(Employment.person).join(Unit, Unit.id == Person.home_unit_id)
    )
    return joined


def input_list(month: Month, *, viewer: Viewer) -> Listing:
    """The inputs of a month at the units whose pay the viewer sees."""
    ids = select(PayInput.id.label("input_id"), PayInput.employment_id)
    statement = _of_people(ids).where(PayInput.month == month, within(Unit.path, viewer, Action.PAY_READ))
    return Listing(
        statement,
        columns=(*_who(), *_what(_item(month, viewer)), *_by_whom()),
        search_in=(Person.name, Person.name_key, Person.staff_number, PayInput.name),
        choices=_choices(),
        sort="unit",
        key=PayInput.id,
    )


def _who() -> tuple[ListColumn, ...]:
    return (
        ListColumn("staff_number", Text("工号", "Staff number"), Person.staff_number, link="employment_id"),
        ListColumn("name", Text("姓名", "Name"), Person.name, sort_by=Person.name_key, link="employment_id"),
        ListColumn("unit", Text("机构", "Unit"), Unit.name, sort_by=Unit.path),
    )


def _item(month: Month, viewer: Viewer) -> ColumnElement[str]:
    """The item as people call it: figures that are set by hand by their label, kinds without a name by theirs."""
    labels = {figure.name: figure.label.in_(viewer.language) for figure in overridable(month)}
    by_hand = case(labels, value=PayInput.name, else_=PayInput.name)
    kinds = {kind.value: kind.label.in_(viewer.language) for kind in PayInputKind if not kind.is_named}
    by_kind = case(kinds, value=cast(PayInput.kind, String), else_=PayInput.name)
    return case((PayInput.kind == PayInputKind.OVERRIDE, by_hand), else_=by_kind)


def _what(item: ColumnElement[str]) -> tuple[ListColumn, ...]:
    def counted(measure: Measure, per: float) -> ColumnElement[Any]:
        kinds = [kind for kind in PayInputKind if kind.measure is measure]
        return case((PayInput.kind.in_(kinds), PayInput.amount / per if per != 1 else PayInput.amount), else_=null())

    return (
        ListColumn("kind", Text("类型", "Kind"), PayInput.kind, "term"),
        ListColumn("item", Text("项目", "Item"), item, link="input_id"),
        ListColumn("amount", Text("金额（元）", "Amount (yuan)"), counted(Measure.MONEY, 1), "money"),
        ListColumn("days", Text("天数", "Days"), counted(Measure.DAYS, 100.0), "number"),
        ListColumn("minutes", Text("分钟", "Minutes"), counted(Measure.MINUTES, 1), "number"),
        ListColumn("first_day", Text("起始日", "First day"), PayInput.first_day, "date", shown=False),
        ListColumn("reason", Text("说明", "Reason"), PayInput.reason),
    )


def item_of(row: PayInput) -> Text:
    """What an input is called where there is no list of figures at hand."""
    return Text(row.name, row.name) if row.kind.is_named else row.kind.label


def as_read(kind: PayInputKind, amount: int) -> Text:
    """A stored amount as people read it, with its unit."""
    if kind.measure is Measure.MONEY:
        shown = yuan_grouped(amount)
        return Text(f"{shown} 元", f"{shown} yuan")
    if kind.measure is Measure.YES_NO:
        return Text("是", "Yes") if amount else Text("否", "No")
    count = f"{Decimal(amount) / 100:f}" if kind.measure is Measure.DAYS else str(amount)
    return Text(f"{count} {kind.measure.label.zh}", f"{count} {kind.measure.label.en.lower()}")


def _by_whom() -> tuple[ListColumn, ...]:
    return (
        ListColumn("entered_by", Text("录入", "Entered by"), PayInput.entered_by),
        ListColumn("entered_at", Text("录入时间", "Entered at"), PayInput.entered_at, "moment", shown=False),
        ListColumn("approved_by", Text("审批", "Approved by"), PayInput.approved_by),
        ListColumn("approved_at", Text("审批时间", "Approved at"), PayInput.approved_at, "moment", shown=False),
    )


def _choices() -> tuple[Choice, ...]:
    waits = PayInput.approved_at.is_(None)
    return (
        Choice(
            "state",
            Text("状态", "State"),
            [("waiting", Text("待审批", "Waiting")), ("approved", Text("已审批", "Approved"))],
            {"waiting": waits, "approved": ~waits},
        ),
        Choice(
            "kind_is",
            Text("类型", "Kind"),
            [(kind.value, kind.label) for kind in PayInputKind],
            {kind.value: PayInput.kind == kind for kind in PayInputKind},
        ),
    )


@dataclass(frozen=True, slots=True)
class Payee:
    """Somebody for whom inputs of a month may be entered."""

    employment_id: int
    person_id: int
    unit_path: str
    agency_id: int | None = None


def payees(wanted: Collection[tuple[str, Month]], *, viewer: Viewer) -> dict[tuple[str, Month], Payee | None]:
    """By staff number and month, who is paid; None: known, but not employed then. Unknown ones are absent."""
    numbers = sorted({number for number, _ in wanted})
    months = {month for _, month in wanted}
    found: dict[tuple[str, Month], Payee | None] = {}
    for start in range(0, len(numbers), _CHUNK):
        rows = db.session.execute(
            select(
                Person.staff_number,
                Person.id,
                Unit.path,
                Employment.id,
                Employment.starts_on,
                Employment.ends_on,
                Employment.agency_id,
            )
            .join(Unit, Unit.id == Person.home_unit_id)
            .outerjoin(Employment, and_(Employment.person_id == Person.id, _runs_in(months)))
            .where(Person.staff_number.in_(numbers[start : start + _CHUNK]))
            .where(within(Unit.path, viewer, Action.PAY_PREPARE))
            .order_by(Employment.starts_on)
        )
        for number, person_id, path, employment_id, first, last, agency_id in rows:
            for month in months:
                runs = first is not None and first <= month.last_day and (last is None or last >= month.first_day)
                if runs:
                    found[number, month] = Payee(employment_id, person_id, path, agency_id)
                else:
                    found.setdefault((number, month), None)
    return found


def _runs_in(months: Collection[Month]) -> ColumnElement[bool]:
    return or_(*(overlapping(Employment, month.first_day, month.last_day) for month in months))


def on_file(months: Collection[Month]) -> dict[tuple[int, Month, PayInputKind, str], int]:
    """Amounts of those months by employment, month, kind and name: to compare a file with. For services."""
    rows = db.session.execute(
        select(PayInput.employment_id, PayInput.month, PayInput.kind, PayInput.name, PayInput.amount).where(
            PayInput.month.in_(sorted(months))
        )
    )
    return {(employment_id, month, kind, name): amount for employment_id, month, kind, name, amount in rows}


def waiting_for(month: Month, *, viewer: Viewer) -> Sequence[PayInput]:
    """The inputs of a month that wait where the viewer prepares or approves pay, with whom they are about."""
    here = or_(within(Unit.path, viewer, Action.PAY_APPROVE), within(Unit.path, viewer, Action.PAY_PREPARE))
    return db.session.scalars(
        select(PayInput)
        .join(PayInput.employment)
        .join(Employment.person)
        .join(Person.home_unit)
        .options(contains_eager(PayInput.employment).contains_eager(Employment.person).contains_eager(Person.home_unit))
        .where(PayInput.month == month, PayInput.approved_at.is_(None), here)
        .order_by(Unit.path, Person.name_key, PayInput.id)
        .limit(MOST_WAITING)
    ).all()
