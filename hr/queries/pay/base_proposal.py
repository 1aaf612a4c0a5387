"""Contribution bases that are proposed for a month on: single ones, and the wages that they rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager

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
from hr.queries.pay.in_force import overlapping
from hr.queries.pay.parameter_book import book_for
from hr.refusals import OutOfScope
from payroll.contribution_bases import DECLARED_IN, MonthWage
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month


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
    found: BaseProposal | None = db.session.scalar(
        _with_person().where(BaseProposal.id == proposal_id, within(Unit.path, viewer, action))
    )
    if found is None:
        raise OutOfScope(f"base proposal {proposal_id}")
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


def _with_person() -> Any:
    return (
        select(BaseProposal)
        .join(BaseProposal.employment)
        .join(Employment.person)
        .join(Person.home_unit)
        .options(contains_eager(BaseProposal.employment).contains_eager(Employment.person))
        .order_by(Unit.path, Person.name_key, BaseProposal.id)
    )
