"""Writing what the good rows of a staff file change, all of them in one unit of work."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.models.staff.qualification import Qualification
from hr.permissions.viewer import Viewer
from hr.services.staff.bank_account import proposal_row
from hr.services.staff.employment import end
from hr.services.staff.import_row import RowPlan
from hr.services.staff.records import contract_row, employment_row, person_row, standing_row


def write(session: Session, plans: Iterable[RowPlan], viewer: Viewer) -> None:
    """Make and change the rows that ``plans`` ask for; what changes nothing is passed over."""
    with session.no_autoflush:
        for plan in plans:
            if plan.changes:
                person = _person(session, plan)
                _employment(session, plan, person)
                _belongings(session, plan, person, viewer)
    session.flush()


def _person(session: Session, plan: RowPlan) -> Person:
    if plan.person is not None:
        for key, value in plan.corrections.items():
            setattr(plan.person, key, value)
        return plan.person
    assert plan.hire is not None and plan.hire.identity is not None and plan.post is not None  # noqa: PT018
    person = person_row(plan.hire.identity, plan.post.unit)
    session.add(person)
    return person


def _employment(session: Session, plan: RowPlan, person: Person) -> None:
    employment = plan.employment or _hired(session, plan, person)
    if plan.fund_source is not None:
        employment.fund_source = plan.fund_source
    if plan.contract is not None:
        employment.contracts.append(contract_row(plan.contract))
    standing = plan.hire.standing if plan.hire else plan.standing
    if standing is not None:
        session.add(standing_row(employment, standing))
    if plan.leaving is not None:
        session.add(end(session, employment, plan.leaving))


def _hired(session: Session, plan: RowPlan, person: Person) -> Employment:
    assert plan.hire is not None and plan.post is not None  # noqa: PT018
    employment = employment_row(person, plan.hire, plan.post)
    if plan.person is not None:
        plan.person.home_unit_id = plan.post.unit_id
    session.add(employment)
    return employment


def _belongings(session: Session, plan: RowPlan, person: Person, viewer: Viewer) -> None:
    if plan.certificate is not None:
        wish = plan.certificate
        session.add(
            Qualification(
                person=person,
                name=wish.name,
                level=wish.level,
                issued_on=wish.issued_on,
                expires_on=wish.expires_on,
            )
        )
    if plan.account is not None:
        session.add(proposal_row(person, *plan.account, viewer))
