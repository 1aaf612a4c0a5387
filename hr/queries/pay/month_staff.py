"""Who is to be paid in a month at a unit and below, and where each of them stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select

from hr.database import db
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit, centre_id_of
from hr.models.pay.pay_scale import PayScale
from hr.models.pay.pay_standing import ContributionBase, PayStanding
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.queries.pay.in_force import holding, overlapping
from payroll.schemes import PayScheme
from vocabulary.periods import Month
from vocabulary.terms import FundSource, PostFamily, RetirementGroup, StaffingType, UnitNature


@dataclass(frozen=True, slots=True)
class Paid:
    """One employment to be paid: who, where, under which rules, and on what standing. None: nothing is on record."""

    employment_id: int
    person_id: int
    staffing_type: StaffingType
    fund_source: FundSource
    starts_on: date
    ends_on: date | None
    first_wage_in_year: bool
    agency_id: int | None
    born_on: date
    retirement_group: RetirementGroup
    unit_id: int
    unit_path: str
    unit_nature: UnitNature
    post_id: int
    post_family: PostFamily
    housing_rate: int
    supplementary_rate: int
    work_injury_rate: int
    scale: str | None
    grade: str | None
    step: int | None
    rank: str | None
    fixed_wage: int | None
    hourly_rate: int | None
    performance_basic: int | None
    performance_incentive: int | None
    social_base: int | None
    housing_base: int | None
    insured: bool | None
    injury_only: bool | None
    retires_later: bool | None

    @property
    def employer(self) -> str:
        """The withholding agent."""
        return employer_of(self.agency_id, self.unit_path)

    @property
    def scheme(self) -> PayScheme:
        """How the base pay is made up: by the hour where there is an hourly rate, else as the staffing type has it."""
        if self.hourly_rate:
            return PayScheme.HOURLY
        return scheme_of(self.staffing_type, self.unit_nature)


def employer_of(agency_id: int | None, unit_path: str) -> str:
    """The withholding agent: the agency, or the centre that the unit is or belongs to."""
    return f"agency:{agency_id}" if agency_id else f"unit:{centre_id_of(unit_path)}"


def scheme_of(staffing_type: StaffingType, nature: UnitNature) -> PayScheme:
    """The scheme of everybody of a staffing type at a unit of that nature who is not paid by the hour."""
    if staffing_type is StaffingType.ASSISTANT_4050:
        return PayScheme.FIXED_MONTHLY
    if staffing_type is not StaffingType.ESTABLISHMENT:
        return PayScheme.GRADE_STEP
    like_civil_service = nature is UnitNature.CIVIL_SERVICE_LIKE
    return PayScheme.CIVIL_SERVICE if like_civil_service else PayScheme.ESTABLISHMENT


def paid_in(month: Month, path: str) -> list[Paid]:
    """Everybody employed on a day of ``month`` whose last primary assignment in it lies at or below ``path``.

    Standing and bases are the latest that hold in the month. Ordered by unit, post and person, so that a run lists
    people the same way every time.
    """
    newest: dict[int, Paid] = {}
    for row in db.session.execute(_statement(month, path)):
        if row.employment_id not in newest:
            newest[row.employment_id] = Paid(*row)
    return list(newest.values())


def _statement(month: Month, path: str) -> Any:
    first, last = month.first_day, month.last_day
    latest = _latest_assignment(first, last)
    return (
        _columns()
        .join(latest, latest.c.employment_id == Employment.id)
        .join(Assignment, and_(Assignment.employment_id == Employment.id, Assignment.starts_on == latest.c.starts_on))
        .join(Person, Person.id == Employment.person_id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .join(Post, Post.id == Assignment.post_id)
        .outerjoin(PayStanding, and_(PayStanding.employment_id == Employment.id, holding(PayStanding, first, last)))
        .outerjoin(PayScale, PayScale.id == PayStanding.pay_scale_id)
        .outerjoin(
            ContributionBase,
            and_(ContributionBase.employment_id == Employment.id, holding(ContributionBase, first, last)),
        )
        .where(overlapping(Employment, first, last), Assignment.is_primary)
        .where(Unit.path.startswith(path, autoescape=True))
        .order_by(Unit.path, Post.code, Employment.person_id, Employment.id)
        .order_by(PayStanding.valid_from.desc(), ContributionBase.valid_from.desc())
    )


def _columns() -> Any:
    """In the order of the fields of Paid."""
    return select(
        Employment.id.label("employment_id"),
        Employment.person_id,
        Employment.staffing_type,
        Employment.fund_source,
        Employment.starts_on,
        Employment.ends_on,
        Employment.first_wage_in_year,
        Employment.agency_id,
        Person.born_on,
        Person.retirement_group,
        Unit.id.label("unit_id"),
        Unit.path.label("unit_path"),
        Unit.nature.label("unit_nature"),
        Post.id.label("post_id"),
        Post.family.label("post_family"),
        Unit.housing_fund_ppm.label("housing_rate"),
        Unit.supplementary_fund_ppm.label("supplementary_rate"),
        Unit.work_injury_ppm.label("work_injury_rate"),
        PayScale.code.label("scale"),
        PayStanding.grade,
        PayStanding.step,
        PayStanding.rank,
        PayStanding.fixed_wage_fen.label("fixed_wage"),
        PayStanding.hourly_rate_fen.label("hourly_rate"),
        PayStanding.performance_basic_fen.label("performance_basic"),
        PayStanding.performance_incentive_fen.label("performance_incentive"),
        ContributionBase.social_base_fen.label("social_base"),
        ContributionBase.housing_base_fen.label("housing_base"),
        ContributionBase.insured,
        ContributionBase.injury_only,
        ContributionBase.retires_later,
    ).select_from(Employment)


def _latest_assignment(first: date, last: date) -> Any:
    return (
        select(Assignment.employment_id, func.max(Assignment.starts_on).label("starts_on"))
        .where(Assignment.is_primary, overlapping(Assignment, first, last))
        .group_by(Assignment.employment_id)
        .subquery()
    )
