"""The study's centre put into the small world: 28 dispatched at opening, 8 left, 2 joined, in a window of a year."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from hr.database import db, unit_of_work
from hr.models.organisation.agency import Agency
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit, UnitQuota
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.models.staff.separation import Separation
from hr.models.talent.vacancy import Vacancy
from hr.permissions.viewer import system_viewer
from tests.world import resident_id
from vocabulary.periods import DateRange
from vocabulary.terms import (
    PostFamily,
    RetirementGroup,
    SeparationKind,
    SeparationReason,
    Sex,
    StaffingType,
    UnitKind,
    UnitNature,
)

WINDOW = DateRange(date(2016, 3, 1), date(2017, 2, 28))
LAST_DAYS = (
    date(2016, 4, 30),
    date(2016, 5, 31),
    date(2016, 6, 30),
    date(2016, 7, 31),
    date(2016, 8, 31),
    date(2016, 10, 31),
    date(2016, 12, 31),
    date(2017, 1, 23),
)
JOINED = (date(2016, 8, 16), date(2016, 10, 16))
"""Eight leavers miss 1,428 days and two joiners are there for 333: (28 × 365 − 1,428 + 333) ÷ 365 = 25."""


def build() -> Unit:
    """Add the centre below north street, and return it."""
    with unit_of_work(system_viewer("study"), "test.study"):
        parent = db.session.scalars(select(Unit).where(Unit.code == "N")).one()
        centre = Unit(
            code="STUDY",
            name="研究中心",
            kind=UnitKind.STATION,
            nature=UnitNature.PUBLIC_INSTITUTION,
            parent=parent,
            path="",
            opened_on=date(2014, 1, 1),
        )
        db.session.add(centre)
        db.session.flush()
        centre.place_under(parent)
        post = Post(unit=centre, code="XC", name="巡查", family=PostFamily.GRID_INSPECTOR, opened_on=date(2014, 1, 1))
        db.session.add_all([post, UnitQuota(unit=centre, quota=30, valid_from=date(2015, 1, 1), staffing_type=None)])
        db.session.flush()
        agency = db.session.scalars(select(Agency)).first()
        for number in range(30):
            starts_on = date(2015, 6, 1) if number < 28 else JOINED[number - 28]
            _worker(number, centre, post, agency, (starts_on, LAST_DAYS[number] if number < 8 else None))
        db.session.add(
            Vacancy(
                unit_id=centre.id,
                title="巡查",
                places=8,
                applicants=4,
                hired=2,
                opened_on=date(2016, 6, 1),
                closed_on=WINDOW.last,
            )
        )
    return centre


def _worker(number: int, centre: Unit, post: Post, agency: Agency | None, dates: tuple[date, date | None]) -> None:
    person = Person(
        staff_number=f"R{number:03}",
        name=f"研究员{number:03}",
        sex=Sex.MALE,
        born_on=date(1985, 1, 1),
        id_number=resident_id(f"31010419850101{number:03}"),
        retirement_group=RetirementGroup.MALE_60,
        home_unit=centre,
    )
    db.session.add(person)
    db.session.flush()
    starts_on, ends_on = dates
    employment = Employment(
        person=person,
        staffing_type=StaffingType.DISPATCHED,
        host_unit=centre,
        agency=agency,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    db.session.add(employment)
    db.session.flush()
    db.session.add(Assignment(employment=employment, unit=centre, post=post, starts_on=starts_on, ends_on=ends_on))
    if ends_on:
        reason = SeparationReason.PAY if number % 2 else SeparationReason.NIGHT_WORK
        db.session.add(Separation(employment=employment, on=ends_on, kind=SeparationKind.VOLUNTARY, reason=reason))
