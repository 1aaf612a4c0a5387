"""Bank accounts of the small world, for whoever is to be paid by a bank's file."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from hr.database import db, unit_of_work
from hr.models.pay.bank_file import BankFileForm
from hr.models.staff.bank_account import BankAccount
from hr.models.staff.person import Person
from hr.permissions.viewer import system_viewer
from hr.services.pay.bank_file import FormatWish, add_format
from tests import world
from tests.hr.pay.months import unit

LONG_AGO = date(2024, 1, 1)
_CONFIRMED = datetime(2024, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))


def person(staff_number: str) -> Person:
    """Somebody by staff number."""
    return db.session.scalars(select(Person).where(Person.staff_number == staff_number)).one()


def give_account(staff_number: str, account: str, **changes: object) -> int:
    """A confirmed account in force since long ago, unless changed; its id."""
    known: dict[str, object] = {"bank_name": "建设银行", "valid_from": LONG_AGO, "confirmed_at": _CONFIRMED}
    with unit_of_work(system_viewer("accounts"), "test.account") as session:
        row = BankAccount(person_id=person(staff_number).id, account=account, **{**known, **changes})
        session.add(row)
        session.flush()
        return row.id


def give_everybody_accounts() -> None:
    """One for each person of street N."""
    for place in range(1, 5):
        give_account(f"N00{place}", f"621700123456789000{place}")


def csv_format(**changes: object) -> int:
    """A format of street N; its id."""
    wish = FormatWish(**{"unit_id": unit("N").id, "name": "建行", "form": BankFileForm.CSV, **changes})  # type: ignore[arg-type]
    return add_format(wish, viewer=world.viewer("finance")).id
