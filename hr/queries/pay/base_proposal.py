"""Contribution bases that are proposed for a month on: the list, single ones, and the wages that they rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, case, or_, select
from sqlalchemy.orm import aliased, contains_eager

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.base_proposal import BaseProposal
from hr.models.pay.pay_run import SETTLED, PayRun
from hr.models.pay.pay_standing import ContributionBase
from hr.models.pay.payslip import Payslip
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.listing import Choice, ListColumn, Listing
from hr.queries.pay.in_force import overlapping
from hr.queries.pay.parameter_book import book_for
from hr.refusals import OutOfScope
from payroll.contribution_bases import DECLARED_IN, MonthWage
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.terms import BaseGround
from vocabulary.text import Text

_SEEN = (Action.PAY_READ, Action.PAY_STANDING_WRITE)


@dataclass(frozen=True, slots=True)
class Limits:
    """Floor and ceiling of both bases in a month (fen); None where a value is not on record yet."""

    social: tuple[int, int] | None
    housing: tuple[int, int] | None

    @staticmethod
    def kept(base: int, limits: tuple[int, int] | None) -> int:
        """``base`` between floor and ceiling; as it is where they are not known."""
        return base if limits is None else min(max(base, limits[0]), limits[1])


def limits_in(month: Month) -> Limits:
    """What the law of a month keeps bases between."""
    book = book_for(month)

    def pair(subject: str) -> tuple[int, int] | None:
        try:
            floor, ceiling = (book.whole(f"{subject}.base_{end}", month.first_day) for end in ("floor", "ceiling"))
        except BadInput:
            return None
        return floor, ceiling

    return Limits(pair("social_insurance"), pair("housing_fund"))


def declared_for(start: Month, path: str) -> Sequence[Employment]:
    """Whose bases are to be declared from ``start`` on: in July everybody's, else those who began in it or just before.

    Only own employees: dispatched staff are declared by their agency.
    """
    statement = (
        select(Employment)
        .join(Employment.person)
        .join(Person.home_unit)
        .options(contains_eager(Employment.person))
        .where(overlapping(Employment, start.first_day, start.last_day), Employment.agency_id.is_(None))
        .where(Unit.path.startswith(path, autoescape=True))
        .order_by(Unit.path, Person.name_key, Employment.id)
    )
    if start.month != DECLARED_IN:
        statement = statement.where(Employment.starts_on >= (start + -1).first_day)
    return db.session.scalars(statement).all()


def wages_before(start: Month, employment_ids: Sequence[int]) -> dict[int, list[MonthWage]]:
    """By employment: wages of settled slips of the previous calendar year and of this one up to ``start``, in order."""
    rows = db.session.execute(
        select(Payslip.employment_id, Payslip.month, Payslip.figures, Payslip.inputs)
        .join(PayRun, PayRun.id == Payslip.pay_run_id)
        .where(PayRun.state.in_(SETTLED), Payslip.failure_zh.is_(None))
        .where(Payslip.month >= Month(start.year - 1, 1), Payslip.month <= start)
        .order_by(Payslip.month)
    )
    wanted = set(employment_ids)
    found: defaultdict[int, list[MonthWage]] = defaultdict(list)
    for employment_id, month, figures, inputs in rows:
        if employment_id in wanted:
            whole = inputs.get("employed_days") == inputs.get("month_days")
            found[employment_id].append(MonthWage(month, figures.get("contribution_wage", 0), whole))
    return found


def present_bases(start: Month, employment_ids: Sequence[int]) -> dict[int, ContributionBase]:
    """By employment: the base in force on the day before ``start``, or on the first day somebody worked in it."""
    rows = db.session.scalars(
        select(ContributionBase)
        .where(ContributionBase.valid_from <= start.last_day)
        .where(or_(ContributionBase.valid_to.is_(None), ContributionBase.valid_to >= (start + -1).last_day))
        .order_by(ContributionBase.valid_from)
    )
    wanted, found = set(employment_ids), {}
    for row in rows:
        if row.employment_id in wanted and (row.employment_id not in found or row.valid_from < start.first_day):
            found[row.employment_id] = row
    return found


def proposals_of(start: Month, path: str) -> dict[int, BaseProposal]:
    """By employment: what is on file for ``start`` at and below a unit that was looked up within scope."""
    rows = db.session.scalars(
        select(BaseProposal)
        .join(BaseProposal.employment)
        .join(Employment.person)
        .join(Person.home_unit)
        .where(BaseProposal.valid_from == start.first_day, Unit.path.startswith(path, autoescape=True))
    )
    return {row.employment_id: row for row in rows}


def proposal_of(proposal_id: int, *, viewer: Viewer, action: Action) -> BaseProposal:
    """A proposal with its person, if the viewer may do ``action`` there, or OutOfScope."""
    return _some([proposal_id], viewer, action)[0]


def proposal_seen(proposal_id: int, *, viewer: Viewer) -> BaseProposal:
    """A proposal with its person, for who keeps bases or sees pay there, or OutOfScope."""
    row = db.session.scalar(_with_person().where(BaseProposal.id == proposal_id, seen_by(viewer)))
    if row is None:
        raise OutOfScope(f"base proposal {proposal_id}")
    found: BaseProposal = row
    return found


def waiting_of(start: Month, *, viewer: Viewer, action: Action) -> Sequence[BaseProposal]:
    """The proposals for ``start`` that nobody has approved, where the viewer may do ``action``."""
    return db.session.scalars(
        _with_person()
        .where(BaseProposal.valid_from == start.first_day, BaseProposal.approved_at.is_(None))
        .where(within(Unit.path, viewer, action))
    ).all()


def every_proposal(start: Month, *, viewer: Viewer, action: Action) -> Sequence[BaseProposal]:
    """All proposals for ``start``, where the viewer may do ``action``."""
    return db.session.scalars(
        _with_person().where(BaseProposal.valid_from == start.first_day, within(Unit.path, viewer, action))
    ).all()


def _some(ids: Sequence[int], viewer: Viewer, action: Action) -> Sequence[BaseProposal]:
    found = db.session.scalars(_with_person().where(BaseProposal.id.in_(ids), within(Unit.path, viewer, action))).all()
    if len(found) != len(ids):
        raise OutOfScope("base proposal")
    return found


def _with_person() -> Any:
    return (
        select(BaseProposal)
        .join(BaseProposal.employment)
        .join(Employment.person)
        .join(Person.home_unit)
        .options(contains_eager(BaseProposal.employment).contains_eager(Employment.person))
        .order_by(Unit.path, Person.name_key, BaseProposal.id)
    )


def seen_by(viewer: Viewer) -> Any:
    """Where the viewer keeps bases or sees pay."""
    return or_(*(within(Unit.path, viewer, action) for action in _SEEN))


def proposal_list(start: Month, limits: Limits, *, viewer: Viewer) -> Listing:
    """The proposals for ``start`` as a list, beside the base in force before."""
    before = aliased(ContributionBase)
    statement = (
        select(BaseProposal.id.label("proposal_id"))
        .join(Employment, Employment.id == BaseProposal.employment_id)
        .join(Person, Person.id == Employment.person_id)
        .join(Unit, Unit.id == Person.home_unit_id)
        .outerjoin(before, and_(before.employment_id == BaseProposal.employment_id, _in_force_before(before, start)))
        .where(BaseProposal.valid_from == start.first_day, seen_by(viewer))
    )
    approved = BaseProposal.approved_at.is_not(None)
    return Listing(
        statement,
        columns=(*_who(), *_bases(limits), *_standing(before, approved)),
        search_in=(Person.name, Person.name_key, Person.staff_number),
        choices=_choices(approved),
        sort="unit",
        key=BaseProposal.id,
    )


def _who() -> tuple[ListColumn, ...]:
    return (
        ListColumn("staff_number", Text("工号", "Staff number"), Person.staff_number, link="proposal_id"),
        ListColumn("name", Text("姓名", "Name"), Person.name, sort_by=Person.name_key, link="proposal_id"),
        ListColumn("unit", Text("机构", "Unit"), Unit.name, sort_by=Unit.path),
        ListColumn("ground", Text("依据", "Rests on"), BaseProposal.ground, "term"),
        ListColumn("wage_total", Text("工资总额", "Wages"), BaseProposal.wage_total_fen, "money", shown=False),
        ListColumn("months", Text("月数", "Months"), BaseProposal.wage_months, "number", shown=False),
        ListColumn("computed", Text("月平均工资", "Monthly average"), BaseProposal.computed_fen, "money"),
    )


def _bases(limits: Limits) -> tuple[ListColumn, ...]:
    return (
        ListColumn("social_base", Text("社保申报基数", "Social base"), BaseProposal.social_base_fen, "money"),
        ListColumn(
            "social_used",
            Text("社保缴费基数", "Between limits"),
            _kept(BaseProposal.social_base_fen, limits.social),
            "money",
        ),
        ListColumn("housing_base", Text("公积金申报基数", "Fund base"), BaseProposal.housing_base_fen, "money"),
        ListColumn(
            "housing_used",
            Text("公积金缴存基数", "Fund, between limits"),
            _kept(BaseProposal.housing_base_fen, limits.housing),
            "money",
        ),
    )


def _standing(before: Any, approved: Any) -> tuple[ListColumn, ...]:
    return (
        ListColumn("before", Text("现社保基数", "Present social base"), before.social_base_fen, "money", shown=False),
        ListColumn("reason", Text("调整说明", "Reason"), BaseProposal.reason, shown=False),
        ListColumn("approved", Text("已审批", "Approved"), approved, "yes_no"),
        ListColumn("approved_by", Text("审批人", "Approved by"), BaseProposal.approved_by, shown=False),
    )


def _in_force_before(before: Any, start: Month) -> Any:
    day = (start + -1).last_day
    return and_(before.valid_from <= day, or_(before.valid_to.is_(None), before.valid_to >= day))


def _kept(column: Any, limits: tuple[int, int] | None) -> Any:
    if limits is None:
        return column
    floor, ceiling = limits
    return case((column < floor, floor), (column > ceiling, ceiling), else_=column)


def _choices(approved: Any) -> tuple[Choice, ...]:
    return (
        Choice(
            "state",
            Text("状态", "State"),
            [("waiting", Text("待审批", "Waiting")), ("approved", Text("已审批", "Approved"))],
            {"waiting": ~approved, "approved": approved},
        ),
        Choice(
            "ground_is",
            Text("依据", "Rests on"),
            [(ground.value, ground.label) for ground in BaseGround],
            {ground.value: BaseProposal.ground == ground for ground in BaseGround},
        ),
    )
