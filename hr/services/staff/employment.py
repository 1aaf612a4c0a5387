"""Beginning, ending and converting employments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from hr.clock import today
from hr.database import db, unit_of_work
from hr.models.organisation.post import Post
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Contract, Employment
from hr.models.staff.person import Person
from hr.models.staff.separation import Separation
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.agency import agency_of
from hr.queries.organisation.post import post_of
from hr.queries.organisation.unit import unit_of
from hr.queries.staff.employment import employment_of, employments_of
from hr.queries.staff.person import person_of, taken_keys
from hr.refusals import Refusal
from hr.services.staff import rules
from hr.services.staff.holding import hold
from hr.services.staff.records import completed, contract_row, employment_row, person_row, standing_row
from hr.services.staff.wishes import Conversion, Hire, Identity, Leaving
from vocabulary.periods import DateRange
from vocabulary.terms import SeparationKind, SeparationReason
from vocabulary.text import Text


def hire(wish: Hire, *, viewer: Viewer) -> Employment:
    """Somebody comes to work: person (unless known), employment, primary assignment, contract and first pay standing.

    Needs the right to maintain staff at the post's unit, and for a known person where their file is. Raises Refusal for
    a number already on file, overlapping employments, a missing or needless agency, a post not open, a contract or
    probation that the law does not allow.
    """
    post = post_of(wish.post_id, viewer=viewer, action=Action.STAFF_WRITE)
    _check_place(wish, post, viewer)
    with unit_of_work(viewer, "staff.hire") as session:
        post = session.get_one(Post, post.id)
        if wish.person_id is not None:
            hold(session, wish.person_id)
        person, history = _person(wish, post, viewer)
        rules.one_employment_at_a_time(DateRange(wish.starts_on), history)
        _check_contract(wish, post, history)
        employment = employment_row(person, wish, post)
        if wish.starts_on <= today():
            person.home_unit_id = post.unit_id
        session.add(employment)
        if wish.standing:
            viewer.require(Action.PAY_STANDING_WRITE, post.unit.path)
            session.add(standing_row(employment, wish.standing))
    return employment


def _check_place(wish: Hire, post: Post, viewer: Viewer) -> None:
    rules.agency_fits(wish.staffing_type, wish.agency_id)
    rules.post_is_open(post, wish.starts_on)
    if wish.agency_id is not None:
        agency_of(wish.agency_id, viewer=viewer)
    if wish.host_unit_id is not None:
        unit_of(wish.host_unit_id, viewer=viewer, action=Action.STAFF_WRITE)


def _person(wish: Hire, post: Post, viewer: Viewer) -> tuple[Person, Sequence[Employment]]:
    if (wish.identity is None) == (wish.person_id is None):
        raise ValueError("a hire names either a new person or a known one")
    if wish.person_id is not None:
        known = person_of(wish.person_id, viewer=viewer, action=Action.STAFF_WRITE)
        return known, employments_of(known.id)
    assert wish.identity is not None
    identity = completed(wish.identity, today())
    refuse_taken(identity)
    person = person_row(identity, post.unit)
    db.session.add(person)
    return person, ()


def refuse_taken(identity: Identity) -> None:
    """Raises Refusal when the staff number or the identity number is on file already, wherever that may be."""
    with db.session.no_autoflush:
        numbers, indexes = taken_keys([identity.staff_number], [identity.id_number])
    if numbers:
        raise Refusal(Text("工号已被使用", "This staff number is in use"), "staff_number")
    if indexes:
        raise Refusal(
            Text(
                "该证件号码已登记在册；在职的请办理调动，离职的请办理再入职",
                "This identity number is on file: transfer the person, or hire them again",
            ),
            "id_number",
        )


def _check_contract(wish: Hire, post: Post, history: Iterable[Employment]) -> None:
    if wish.contract is None:
        return
    rules.contract_fits(wish.contract, DateRange(wish.starts_on), ())
    earlier = contracts_with(history, wish.host_unit_id or post.unit_id, wish.agency_id)
    rules.probation_fits(wish.contract, wish.staffing_type, earlier)


def contracts_with(history: Iterable[Employment], host_unit_id: int | None, agency_id: int | None) -> list[Contract]:
    """The contracts that a person has had with an employer of record: the agency if there is one, else the unit."""
    return [
        contract
        for employment in history
        if (employment.agency_id == agency_id if agency_id else employment.host_unit_id == host_unit_id)
        and bool(employment.agency_id) == bool(agency_id)
        for contract in employment.contracts
    ]


def separate(employment_id: int, wish: Leaving, *, viewer: Viewer) -> Separation:
    """The employment ends on ``wish.on``, with its contracts and assignments; those not yet begun are dropped.

    Raises Refusal when it has ended already, when the day lies before it began, and for the kind *conversion*, which is
    a change of staffing type.
    """
    if wish.kind is SeparationKind.CONVERSION:
        raise Refusal(Text("转换用工性质请另行办理", "A conversion is done as a change of staffing type"), "kind")
    with unit_of_work(viewer, "staff.separate") as session:
        employment = _held(session, employment_id, viewer)
        separation = end(session, employment, wish)
        session.add(separation)
    return separation


def _held(session: Session, employment_id: int, viewer: Viewer) -> Employment:
    person_id = employment_of(employment_id, viewer=viewer, action=Action.STAFF_WRITE).person_id
    hold(session, person_id)
    session.expire_all()
    return employment_of(employment_id, viewer=viewer, action=Action.STAFF_WRITE)


def end(session: Session, employment: Employment, wish: Leaving) -> Separation:
    """Within a unit of work: the employment, its contracts and assignments end; the separation is still to be added."""
    _refuse_bad_end(employment, wish.on)
    employment.ends_on = wish.on
    for contract in list(employment.contracts):
        if contract.starts_on > wish.on:
            session.delete(contract)
        elif contract.ends_on is None or contract.ends_on > wish.on:
            contract.terminated_on = wish.on
    for assignment in list(employment.assignments):
        if assignment.starts_on > wish.on:
            session.delete(assignment)
        elif assignment.ends_on is None or assignment.ends_on > wish.on:
            assignment.ends_on = wish.on
    return Separation(employment=employment, on=wish.on, kind=wish.kind, reason=wish.reason, note=wish.note)


def _refuse_bad_end(employment: Employment, on: date) -> None:
    if employment.ends_on is not None:
        raise Refusal(
            Text("该用工关系已于 {day} 结束", "This employment ended on {day}").format(day=employment.ends_on), "on"
        )
    if on < employment.starts_on:
        raise Refusal(
            Text("早于入职日期 {day}", "Before the employment began on {day}").format(day=employment.starts_on), "on"
        )


def change_staffing_type(employment_id: int, wish: Conversion, *, viewer: Viewer) -> Employment:
    """The person works on under another staffing type from ``wish.on``, on the same posts (a move, not a loss).

    The old employment ends the day before with a separation of kind *conversion*; the new one begins on the day with
    every assignment that was running. Raises Refusal like ``hire`` and ``separate``.
    """
    rules.agency_fits(wish.staffing_type, wish.agency_id)
    if wish.agency_id is not None:
        agency_of(wish.agency_id, viewer=viewer)
    with unit_of_work(viewer, "staff.convert") as session:
        old = _held(session, employment_id, viewer)
        if (old.staffing_type, old.agency_id) == (wish.staffing_type, wish.agency_id):
            raise Refusal(Text("用工性质没有变化", "The staffing type stays the same"), "staffing_type")
        running = [a for a in old.assignments if wish.on in a.range]
        rules.one_employment_at_a_time(
            DateRange(wish.on), [e for e in employments_of(old.person_id) if e.id != old.id], "on"
        )
        before = wish.on - timedelta(days=1)
        leaving = Leaving(on=before, kind=SeparationKind.CONVERSION, reason=SeparationReason.OTHER, note=wish.note)
        session.add(end(session, old, leaving))
        session.flush()
        new = _successor(old, wish, running)
        session.add(new)
    return new


def _successor(old: Employment, wish: Conversion, running: Iterable[Assignment]) -> Employment:
    new = Employment(
        person_id=old.person_id,
        staffing_type=wish.staffing_type,
        host_unit_id=old.host_unit_id,
        agency_id=wish.agency_id,
        fund_source=wish.fund_source,
        starts_on=wish.on,
    )
    for a in running:
        new.assignments.append(
            Assignment(unit_id=a.unit_id, post_id=a.post_id, is_primary=a.is_primary, starts_on=wish.on)
        )
    if wish.contract:
        rules.contract_fits(wish.contract, DateRange(wish.on), ())
        earlier = contracts_with(employments_of(old.person_id), old.host_unit_id, wish.agency_id)
        rules.probation_fits(wish.contract, wish.staffing_type, earlier)
        new.contracts.append(contract_row(wish.contract))
    return new
