"""Rows of the small world, found by what people call them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from hr.database import db
from hr.models.organisation.agency import Agency
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.services.staff.wishes import ContractTerms, Hire, Identity
from tests.world import resident_id
from vocabulary.terms import ContractKind, StaffingType

START = date(2025, 3, 1)


def person(number: str) -> Person:
    return db.session.scalars(select(Person).where(Person.staff_number == number)).one()


def post(unit: str, code: str) -> Post:
    return db.session.scalars(select(Post).join(Post.unit).where(Unit.code == unit, Post.code == code)).one()


def unit(code: str) -> Unit:
    return db.session.scalars(select(Unit).where(Unit.code == code)).one()


def agency() -> Agency:
    return db.session.scalars(select(Agency)).one()


def employments(number: str) -> list[Employment]:
    statement = select(Employment).join(Employment.person).where(Person.staff_number == number)
    return list(db.session.scalars(statement.order_by(Employment.starts_on)))


def assignments(number: str) -> list[Assignment]:
    statement = select(Assignment).join(Assignment.employment).join(Employment.person)
    return list(db.session.scalars(statement.where(Person.staff_number == number).order_by(Assignment.starts_on)))


def identity(number: str = "N100", **changed: object) -> Identity:
    known = {"staff_number": number, "name": "陈静", "id_number": resident_id("31010419950607333")} | changed
    return Identity(**known)  # type: ignore[arg-type]


def terms(**changed: object) -> ContractTerms:
    made = {"kind": ContractKind.FIXED, "starts_on": START, "ends_on": date(2027, 2, 28)} | changed
    return ContractTerms(**made)  # type: ignore[arg-type]


def hire_wish(**changed: object) -> Hire:
    wish = {
        "post_id": post("N", "P1").id,
        "staffing_type": StaffingType.CONTRACT,
        "starts_on": START,
        "identity": identity(),
        "contract": terms(),
    }
    return Hire(**(wish | changed))  # type: ignore[arg-type]
