"""Where pay goes: a change takes two people and a cooling-off, and the person is told while it can still be stopped."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, contains_eager

from hr import audit
from hr.clock import today
from hr.database import now, unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.staff.bank_account import BankAccount
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.staff.person import person_of, seen_by
from hr.refusals import OutOfScope, Refusal
from hr.sealing import blind_index
from hr.services.staff.holding import hold
from vocabulary.text import Text

COOLING_OFF = timedelta(days=3)
_NUMBER = re.compile(r"[0-9]{8,32}")


def propose(person_id: int, bank_name: str, account: str, *, viewer: Viewer, holder: str | None = None) -> BankAccount:
    """Propose another account; it counts for nothing until somebody else confirms it.

    ``holder`` is the name the bank keeps it under, None for the person's own. People may propose their own; for others
    it takes the right to change bank accounts. Raises Refusal for a number that can't be one, the account already in
    use, or a proposal still waiting.
    """
    account = re.sub(r"[\s-]", "", account)
    if not _NUMBER.fullmatch(account):
        raise Refusal(Text("银行账号为 8 至 32 位数字", "A bank account has 8 to 32 digits"), "account")
    with unit_of_work(viewer, "bank_account.propose") as session:
        person = person_of(person_id, viewer=viewer, own=True)
        if not viewer.is_person(person_id):
            viewer.require(Action.BANK_WRITE, person.home_unit.path)
        hold(session, person_id)
        _refuse_needless(session, person_id, account)
        proposed = proposal_row(person, bank_name, account, viewer)
        proposed.holder = None if holder == person.name else holder or None
        session.add(proposed)
    return proposed


def proposal_row(person: Person, bank_name: str, account: str, viewer: Viewer) -> BankAccount:
    """A proposed account's row."""
    return BankAccount(
        person=person,
        bank_name=bank_name,
        account=account,
        valid_from=today() + COOLING_OFF,
        proposed_by_id=viewer.user_id,
    )


def _refuse_needless(session: Session, person_id: int, account: str) -> None:
    known = session.scalars(select(BankAccount).where(BankAccount.person_id == person_id)).all()
    if any(one.confirmed_at is None for one in known):
        raise Refusal(Text("已有一项变更待确认", "A change is waiting to be confirmed already"), "account")
    index = blind_index(account)
    if any(one.account_index == index and one.valid_to is None for one in known):
        raise Refusal(Text("与现用账号相同", "This is the account in use"), "account")


def confirm(account_id: int, *, viewer: Viewer) -> BankAccount:
    """A second person confirms; the account counts from three days later, and the earlier one until then.

    Raises Refusal when the confirming user proposed it, or it is the confirming user's own.
    """
    with unit_of_work(viewer, "bank_account.confirm") as session:
        account = _account(session, account_id, viewer)
        hold(session, account.person_id)
        session.refresh(account)
        if account.confirmed_at is not None:
            raise Refusal(Text("该变更已确认", "This change has been confirmed already"))
        if viewer.user_id is None or viewer.user_id == account.proposed_by_id or viewer.is_person(account.person_id):
            raise Refusal(
                Text("须由提出人和本人以外的另一位经办人确认", "Somebody other than who proposed it has to confirm")
            )
        account.confirmed_at, account.confirmed_by_id = now(), viewer.user_id
        account.valid_from = today() + COOLING_OFF
        for earlier in _running(session, account):
            earlier.valid_to = account.valid_from - timedelta(days=1)
    return account


def _running(session: Session, account: BankAccount) -> list[BankAccount]:
    return list(
        session.scalars(
            select(BankAccount).where(
                BankAccount.person_id == account.person_id,
                BankAccount.id != account.id,
                BankAccount.confirmed_at.is_not(None),
                BankAccount.valid_to.is_(None),
            )
        )
    )


def withdraw(account_id: int, *, viewer: Viewer) -> int:
    """Stop a change that is not yet in force: by the person themself, or by who may change bank accounts.

    The account that was to be replaced goes on. Returns the person's id. Raises Refusal once the new one is in force.
    """
    with unit_of_work(viewer, "bank_account.withdraw") as session:
        account = _account(session, account_id, viewer)
        if account.confirmed_at is not None and account.valid_from <= today():
            raise Refusal(Text("新账号已生效，请另行提出变更", "The new account is in force: propose another change"))
        for earlier in _ended_for(session, account):
            earlier.valid_to = None
        session.delete(account)
        return account.person_id


def _ended_for(session: Session, account: BankAccount) -> list[BankAccount]:
    if account.confirmed_at is None:
        return []
    eve: date = account.valid_from - timedelta(days=1)
    statement = select(BankAccount).where(BankAccount.person_id == account.person_id, BankAccount.valid_to == eve)
    return list(session.scalars(statement))


def reveal(account_id: int, *, viewer: Viewer) -> str:
    """The clear number, for comparing before it is confirmed; that it was opened goes on the audit trail."""
    with unit_of_work(viewer, "bank_account.reveal") as session:
        account = _account(session, account_id, viewer)
        audit.record_event(session, "bank_account", account_id, {"revealed": "account"})
        return account.account


def _account(session: Session, account_id: int, viewer: Viewer) -> BankAccount:
    found = session.scalar(
        select(BankAccount)
        .join(BankAccount.person)
        .join(Unit, Unit.id == Person.home_unit_id)
        .options(contains_eager(BankAccount.person))
        .where(BankAccount.id == account_id)
        .where(or_(seen_by(viewer, Action.BANK_WRITE), BankAccount.person_id == (viewer.person_id or 0)))
    )
    if found is None:
        raise OutOfScope(f"bank account {account_id}")
    return found
