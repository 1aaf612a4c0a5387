"""A change of bank account takes two people and a cooling-off, and can be stopped until it counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from hr.clock import today
from hr.database import db
from hr.models.staff.bank_account import BankAccount
from hr.models.system.audit_entry import AuditEntry
from hr.permissions.viewer import Grant, Viewer, system_viewer
from hr.queries.staff.bank_account import own_change, pending_changes
from hr.queries.staff.person_file import person_file
from hr.refusals import OutOfScope, Refusal
from hr.services.staff import bank_account as service
from hr.services.system import user as users
from tests import world
from tests.conftest import log_in
from tests.hr.staff import found
from vocabulary.terms import Role

FIRST, SECOND = "6222000000000001", "6222000000000002"


def second_officer() -> Viewer:
    user, _ = users.add("finance_2", "finance 2", world.PASSWORD, viewer=system_viewer("test"))
    at = found.unit("N")
    return Viewer(user_id=user.id, name="finance 2", grants=(Grant(Role.FINANCE, at.id, at.path),))


def propose(number: str = FIRST, login: str = "finance", staff_number: str = "N002") -> BankAccount:
    return service.propose(found.person(staff_number).id, "工商银行", number, viewer=world.viewer(login))


def accounts() -> list[BankAccount]:
    return list(db.session.scalars(select(BankAccount).order_by(BankAccount.id)))


def test_nobody_confirms_what_they_proposed(app: Flask) -> None:
    account = propose()
    with pytest.raises(Refusal):
        service.confirm(account.id, viewer=world.viewer("finance"))
    assert accounts()[0].confirmed_at is None


def test_a_second_officer_confirms_and_it_counts_three_days_later(app: Flask) -> None:
    account = service.confirm(propose().id, viewer=second_officer())
    assert (account.valid_from, account.confirmed_at is not None) == (today() + timedelta(days=3), True)


def test_the_account_before_runs_until_the_new_one_counts(app: Flask) -> None:
    officer = second_officer()
    service.confirm(propose().id, viewer=officer)
    service.confirm(propose(SECOND).id, viewer=officer)
    old, new = accounts()
    assert old.valid_to == new.valid_from - timedelta(days=1)


def test_a_confirmed_change_can_be_stopped_while_it_cools_off(app: Flask) -> None:
    officer = second_officer()
    service.confirm(propose().id, viewer=officer)
    change = service.confirm(propose(SECOND).id, viewer=officer)
    service.withdraw(change.id, viewer=world.viewer("grid_worker"))
    [kept] = accounts()
    assert (kept.account, kept.valid_to) == (FIRST, None)


def test_an_account_in_force_is_not_withdrawn(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    account = service.confirm(propose().id, viewer=second_officer())
    later = today() + timedelta(days=3)
    monkeypatch.setattr(service, "today", lambda: later)
    with pytest.raises(Refusal):
        service.withdraw(account.id, viewer=world.viewer("finance"))


def test_people_propose_their_own_and_somebody_else_confirms(app: Flask) -> None:
    account = propose(login="grid_worker")
    change = own_change(viewer=world.viewer("grid_worker"))
    assert change is not None
    assert (change.masked, change.may_confirm) == ("**** **** 0001", False)
    with pytest.raises(OutOfScope):
        propose(SECOND, login="grid_worker", staff_number="N001")
    service.confirm(account.id, viewer=world.viewer("finance"))


def test_two_changes_do_not_wait_at_once_and_the_same_account_is_no_change(app: Flask) -> None:
    account = propose()
    for number in (FIRST, SECOND):
        with pytest.raises(Refusal) as refused:
            propose(number)
        assert refused.value.field == "account"
    service.confirm(account.id, viewer=second_officer())
    with pytest.raises(Refusal):
        propose(FIRST)


@pytest.mark.parametrize("number", ["12345", "6222-ABCD-0000", "=1+1", ""])
def test_what_is_no_account_number_is_refused(app: Flask, number: str) -> None:
    with pytest.raises(Refusal):
        propose(number)


@pytest.mark.parametrize("role", ["hr_officer", "finance_approver", "unit_manager", "auditor", "leader"])
def test_only_finance_changes_accounts_of_others(app: Flask, role: str) -> None:
    account = propose()
    viewer = world.viewer(role)
    with pytest.raises(OutOfScope):
        propose(SECOND, login=role, staff_number="N001")
    with pytest.raises(OutOfScope):
        service.confirm(account.id, viewer=viewer)
    with pytest.raises(OutOfScope):
        service.reveal(account.id, viewer=viewer)
    with pytest.raises(OutOfScope):
        pending_changes(viewer=viewer)


def test_another_centres_accounts_do_not_exist(app: Flask) -> None:
    with pytest.raises(OutOfScope):
        propose(staff_number="S002")


def test_opening_a_number_leaves_a_trace(app: Flask) -> None:
    account = propose()
    assert service.reveal(account.id, viewer=world.viewer("finance")) == FIRST
    deeds = db.session.scalars(select(AuditEntry.deed)).all()
    assert "bank_account.reveal" in deeds


def test_accounts_are_masked_and_only_for_who_needs_them(app: Flask) -> None:
    propose()
    person_id = found.person("N002").id
    for login in ("finance", "finance_approver", "grid_worker"):
        [line] = person_file(person_id, viewer=world.viewer(login)).accounts
        assert line.masked == "**** **** 0001"
    for login in ("hr_officer", "unit_manager"):
        assert person_file(person_id, viewer=world.viewer(login)).accounts == ()


def test_the_person_is_told_and_can_stop_it_on_their_page(web: Flask) -> None:
    account = propose()
    worker = log_in(web, "grid_worker")
    page = f"/people/{found.person('N002').id}"
    assert "待另一位经办人确认" in worker.get(page).text
    assert "工资卡变更" in worker.get("/").text
    assert worker.post(f"/bank-accounts/{account.id}/withdraw").status_code == 302
    assert accounts() == []


def test_the_list_of_changes_lets_another_officer_confirm(web: Flask) -> None:
    account = propose(login="grid_worker")
    finance = log_in(web, "finance")
    assert "李强" in finance.get("/bank-accounts/changes").text
    assert finance.post(f"/bank-accounts/{account.id}/confirm").status_code == 302
    assert accounts()[0].confirmed_at is not None
    assert log_in(web, "hr_officer").get("/bank-accounts/changes").status_code == 404


def test_the_holder_is_kept_only_where_it_is_not_the_person(app: Flask) -> None:
    person_id = found.person("N002").id
    for number, name, kept in ((FIRST, None, None), (SECOND, "李强", None), (FIRST, "李蔷", "李蔷")):
        row = service.propose(person_id, "建行", number, viewer=world.viewer("finance"), holder=name)
        assert row.holder == kept
        service.withdraw(row.id, viewer=world.viewer("finance"))
