"""Changes of bank accounts that wait for a second person, or cool off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from hr.clock import today
from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.staff.bank_account import BankAccount
from hr.models.staff.person import Person
from hr.models.system.user import User
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.staff.person import masked_account, seen_by


@dataclass(frozen=True, slots=True)
class PendingChange:
    """A change not yet in force, its number masked."""

    id: int
    person_id: int
    person_name: str
    staff_number: str
    unit_name: str
    bank_name: str
    masked: str
    proposed_by: str | None
    confirmed: bool
    valid_from: date
    may_confirm: bool


def pending_changes(*, viewer: Viewer) -> Sequence[PendingChange]:
    """What waits for confirmation or cools off in the viewer's scope, the oldest first."""
    viewer.require(Action.BANK_WRITE)
    rows = db.session.execute(
        select(BankAccount, Person, Unit.name, User.name)
        .join(BankAccount.person)
        .join(Person.home_unit)
        .outerjoin(User, User.id == BankAccount.proposed_by_id)
        .where(seen_by(viewer, Action.BANK_WRITE))
        .where(or_(BankAccount.confirmed_at.is_(None), BankAccount.valid_from > today()))
        .order_by(BankAccount.id)
    )
    return [_change(account, person, unit, by, viewer) for account, person, unit, by in rows]


def _change(account: BankAccount, person: Person, unit: str, by: str | None, viewer: Viewer) -> PendingChange:
    confirmed = account.confirmed_at is not None
    another = viewer.user_id is not None and viewer.user_id != account.proposed_by_id
    return PendingChange(
        id=account.id,
        person_id=person.id,
        person_name=person.name,
        staff_number=person.staff_number,
        unit_name=unit,
        bank_name=account.bank_name,
        masked=masked_account(account.account),
        proposed_by=by,
        confirmed=confirmed,
        valid_from=account.valid_from,
        may_confirm=not confirmed and another and not viewer.is_person(person.id),
    )


def own_change(*, viewer: Viewer) -> PendingChange | None:
    """The change of the viewer's own account that they should know of before it counts."""
    if viewer.person_id is None:
        return None
    row = db.session.execute(
        select(BankAccount, Person, Unit.name, User.name)
        .join(BankAccount.person)
        .join(Person.home_unit)
        .outerjoin(User, User.id == BankAccount.proposed_by_id)
        .where(BankAccount.person_id == viewer.person_id)
        .where(or_(BankAccount.confirmed_at.is_(None), BankAccount.valid_from > today()))
    ).first()
    return None if row is None else _change(*row, viewer)
