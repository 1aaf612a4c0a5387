"""Many people at the street N, all on the same cell of the scale: for what must not grow with their number."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from hr.database import unit_of_work
from hr.models.organisation.post import Post
from hr.models.pay.pay_scale import PayScale
from hr.models.pay.pay_standing import ContributionBase, PayStanding
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.permissions.viewer import system_viewer
from tests import world
from tests.hr.pay.months import unit
from vocabulary.terms import RetirementGroup, Sex, StaffingType

SINCE = date(2024, 1, 1)


def add_crowd(count: int) -> None:
    """``count`` more people, employed by contract since 2024."""
    with unit_of_work(system_viewer("crowd"), "test.crowd") as session:
        street = unit("N")
        post = session.scalars(select(Post).where(Post.unit_id == street.id)).first()
        scale_id = session.scalars(select(PayScale.id).where(PayScale.code == "SH")).one()
        assert post is not None
        people = [_person(order, street.id) for order in range(count)]
        session.add_all(people)
        session.flush()
        jobs = [
            Employment(person_id=one.id, staffing_type=StaffingType.CONTRACT, host_unit_id=street.id, starts_on=SINCE)
            for one in people
        ]
        session.add_all(jobs)
        session.flush()
        for job in jobs:
            place = {"employment_id": job.id}
            session.add(Assignment(**place, unit_id=street.id, post_id=post.id, is_primary=True, starts_on=SINCE))
            session.add(PayStanding(**place, pay_scale_id=scale_id, grade="G3", step=2, valid_from=SINCE))
            session.add(ContributionBase(**place, social_base_fen=800_000, housing_base_fen=800_000, valid_from=SINCE))


def _person(order: int, unit_id: int) -> Person:
    return Person(
        staff_number=f"C{order:05d}",
        name="群众",
        sex=Sex.FEMALE,
        born_on=date(1990, 1, 1),
        id_number=world.resident_id(f"3101{order // 1000:02d}19900101{order % 1000:03d}"),
        retirement_group=RetirementGroup.FEMALE_50,
        home_unit_id=unit_id,
    )
