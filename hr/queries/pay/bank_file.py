"""Who of a run is paid by a bank's file, on which account, and which formats their employer has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from hr.clock import today
from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.bank_file import BankFileFormat
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.bank_account import BankAccount
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.pay.run_employers import RunEmployer, employers_of
from hr.refusals import OutOfScope
from reports.bank_file import Held, Payee, Payment, Problem, sorted_out


@dataclass(frozen=True)
class BankShare:
    """An employer's part of a run: who its file pays and who is held back, with the formats it may be written in."""

    employer: RunEmployer
    payments: Sequence[Payment]
    held: Sequence[Held]
    formats: Sequence[BankFileFormat]

    @property
    def total(self) -> int:
        """What the file pays, fen."""
        return sum(payment.amount for payment in self.payments)

    @property
    def held_total(self) -> int:
        """What it does not, fen."""
        return sum(held.payee.net for held in self.held)

    @property
    def agrees(self) -> bool:
        """Whether the file and those held back make up the employer's net of the run, to the fen."""
        return self.total + self.held_total == self.employer.net


def pay_day(run: PayRun) -> date:
    """The day on which accounts must count: that of payment, else today."""
    return run.paid_on or today()


def bank_shares(run: PayRun) -> list[BankShare]:
    """Each employer's share of a run that was looked up within scope; agencies pay their own people."""
    payees = _payees(run)
    centres = [(one, one.unit) for one in employers_of(run) if one.unit is not None]
    formats = _formats_above([unit for _, unit in centres])
    return [BankShare(one, *sorted_out(payees.get(one.key, [])), formats.get(unit.id, ())) for one, unit in centres]


def _payees(run: PayRun) -> dict[str, list[Payee]]:
    """By employer, in the order of the register."""
    rows = db.session.execute(
        select(Payslip.employer, Payslip.net_fen, Person)
        .join(Unit, Unit.id == Payslip.unit_id)
        .join(Person, Person.id == Payslip.person_id)
        .where(Payslip.pay_run_id == run.id, Payslip.failure_zh.is_(None))
        .order_by(Unit.path, Person.name_key, Payslip.id)
    ).all()
    day = pay_day(run)
    accounts = _accounts({person.id for _, _, person in rows}, day)
    found: dict[str, list[Payee]] = {}
    for employer, net, person in rows:
        found.setdefault(employer, []).append(_payee(person, net, accounts.get(person.id, ()), day))
    return found


def _accounts(people: set[int], on: date) -> dict[int, list[BankAccount]]:
    """By person, every account that counts on the day or is on its way; one statement for everybody."""
    found: dict[int, list[BankAccount]] = {}
    statement = (
        select(BankAccount)
        .where((BankAccount.valid_to.is_(None)) | (BankAccount.valid_to >= on))
        .order_by(BankAccount.valid_from.desc(), BankAccount.id.desc())
    )
    for account in db.session.scalars(statement):
        if account.person_id in people:
            found.setdefault(account.person_id, []).append(account)
    return found


def _payee(person: Person, net: int, accounts: Sequence[BankAccount], on: date) -> Payee:
    """``accounts``: the newest first."""
    account = next((one for one in accounts if one.confirmed_at is not None and one.valid_from <= on), None)
    return Payee(
        person.staff_number,
        person.name,
        net,
        account=account.account if account else "",
        bank=account.bank_name if account else "",
        holder=(account.holder or person.name) if account else "",
        id_type=person.id_type.label.zh,
        id_number=person.id_number,
        waiting=_waiting(accounts),
    )


def _waiting(accounts: Sequence[BankAccount]) -> Problem | None:
    if not accounts:
        return None
    return Problem.NOT_CONFIRMED if accounts[0].confirmed_at is None else Problem.COOLING_OFF


def _formats_above(units: Sequence[Unit]) -> dict[int, list[BankFileFormat]]:
    """By unit, the formats kept at it or above it, the nearest first."""
    wanted = {place for unit in units for place in unit.ancestor_ids}
    formats = db.session.scalars(select(BankFileFormat).where(BankFileFormat.unit_id.in_(wanted))).all()
    depth = {unit.id: {place: depth for depth, place in enumerate(unit.ancestor_ids)} for unit in units}
    return {
        unit.id: sorted(
            (one for one in formats if one.unit_id in depth[unit.id]),
            key=lambda one: (-depth[unit.id][one.unit_id], one.name),
        )
        for unit in units
    }


def bank_formats(*, viewer: Viewer) -> Sequence[tuple[BankFileFormat, Unit]]:
    """The formats that the viewer may see, in the order of the tree."""
    rows = db.session.execute(
        select(BankFileFormat, Unit)
        .join(BankFileFormat.unit)
        .where(within(Unit.path, viewer, Action.PAY_READ))
        .order_by(Unit.path, BankFileFormat.name)
    )
    return [(row[0], row[1]) for row in rows]


def bank_format_of(format_id: int, *, viewer: Viewer, action: Action = Action.PAY_PREPARE) -> BankFileFormat:
    """The format, or OutOfScope."""
    found = db.session.scalar(
        select(BankFileFormat)
        .join(BankFileFormat.unit)
        .where(BankFileFormat.id == format_id, within(Unit.path, viewer, action))
    )
    if found is None:
        raise OutOfScope(f"bank file format {format_id}")
    return found
