"""From checked to locked: who hands on what, which reasons are asked for, and what stays as it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from hr.database import db, unit_of_work
from hr.models.pay.pay_run import PayRun, PayRunFinding
from hr.models.staff.bank_account import BankAccount
from hr.models.staff.person import Person
from hr.models.system.audit_entry import AuditEntry
from hr.models.system.import_batch import ImportBatch
from hr.models.worktime.shift import Shift
from hr.permissions.viewer import system_viewer
from hr.queries.pay import run_doubts
from hr.queries.pay.pay_run import run_of
from hr.queries.pay.run_readiness import readiness_of
from hr.refusals import OutOfScope, Refusal
from hr.services.pay import pay_run
from tests import world
from tests.hr.pay import pay_world
from tests.hr.pay.months import OCTOBER, approved, checked, computed, paid, state_of, submitted, unit
from vocabulary.periods import Month
from vocabulary.terms import Duty, PayRunState, ShiftKind

AFTER, WITHIN = date(2026, 11, 3), date(2026, 10, 20)


@pytest.fixture(autouse=True)
def _paid(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    pay_world.pay_everybody()
    it_is(monkeypatch, AFTER)


def it_is(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    for module in (run_doubts, pay_run):
        monkeypatch.setattr(module, "today", lambda: day)


def run(run_id: int) -> PayRun:
    db.session.rollback()
    return db.session.get_one(PayRun, run_id, populate_existing=True)


def worked(month: Month, duty: Duty = Duty.PATROL) -> None:
    """A shift of 李强 on the first of a month."""
    with unit_of_work(system_viewer("test"), "test") as session:
        batch = ImportBatch(subject="shifts", file_name="x", file_sha256="0" * 64, by="x")
        session.add(batch)
        session.flush()
        start = datetime(month.year, month.month, 1, 0, 0, tzinfo=UTC)
        person = session.scalars(select(Person.id).where(Person.staff_number == "N002")).one()
        session.add(
            Shift(
                person_id=person, unit_id=unit("N").id, business_date=month.first_day, kind=ShiftKind.EARLY,
                duty=duty, starts_at=start, ends_at=start + timedelta(hours=8), worked_minutes=480,
                night_minutes=0, import_id=batch.id,
            )
        )  # fmt: skip


def test_the_maker_submits_with_a_note_and_somebody_else_approves(app: Flask) -> None:
    run_id = checked()
    finance, approver = world.viewer("finance"), world.viewer("finance_approver")
    with pytest.raises(Refusal):
        pay_run.approve(run_id, viewer=approver)
    with pytest.raises(OutOfScope):
        pay_run.submit(run_id, viewer=approver)
    found = pay_run.submit(run_id, "十月无补发", viewer=finance)
    assert (found.state, found.submitted_by, found.submit_note) == (PayRunState.SUBMITTED, "finance", "十月无补发")
    assert found.early_reason is None
    assert pay_run.approve(run_id, viewer=approver).state is PayRunState.APPROVED


def test_a_submitted_run_is_not_computed_until_it_is_taken_or_sent_back(app: Flask) -> None:
    run_id, finance = submitted(), world.viewer("finance")
    for deed in (pay_run.compute, pay_run.check):
        with pytest.raises(Refusal):
            deed(run_id, viewer=finance)
    assert pay_run.withdraw(run_id, viewer=finance).state is PayRunState.CHECKED
    assert run(run_id).submitted_by is None
    pay_run.submit(run_id, viewer=finance)
    pay_run.send_back(run_id, "请核对加班", viewer=world.viewer("finance_approver"))
    assert state_of(run_id) is PayRunState.COMPUTED
    pay_run.compute(run_id, viewer=finance)


def test_who_submitted_can_not_approve_even_if_somebody_else_computed(app: Flask) -> None:
    run_id, approver = submitted(), world.viewer("finance_approver")
    with unit_of_work(system_viewer("test"), "test") as session:
        session.get_one(PayRun, run_id).submitted_by_id = approver.user_id
    with pytest.raises(Refusal, match="can't approve"):
        pay_run.approve(run_id, viewer=approver)


def test_a_month_that_is_not_over_is_a_preview_until_a_reason_is_given(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(monkeypatch, WITHIN)
    run_id, finance = checked(), world.viewer("finance")
    with pytest.raises(Refusal, match="not over yet") as refused:
        pay_run.submit(run_id, viewer=finance)
    assert refused.value.field == "early_reason"
    assert state_of(run_id) is PayRunState.CHECKED
    pay_run.submit(run_id, viewer=finance, early_reason="国庆前提前发放")
    assert run(run_id).early_reason == "国庆前提前发放"
    assert "国庆前提前发放" in str(trail("pay_run.submit"))


def trail(deed: str) -> object:
    return db.session.scalars(select(AuditEntry.details).where(AuditEntry.deed == deed)).all()[-1]


def test_a_unit_that_rosters_and_has_no_shifts_needs_them_or_a_reason(app: Flask) -> None:
    worked(OCTOBER + -1)
    worked(OCTOBER, Duty.LEAVE)
    run_id, finance = checked(), world.viewer("finance")
    with pytest.raises(Refusal, match="no shifts this month") as refused:
        pay_run.submit(run_id, viewer=finance, early_reason="不相干的理由")
    assert refused.value.field == "no_shift_reason"
    pay_run.submit(run_id, viewer=finance, no_shift_reason="系统切换，当月手工考勤")
    assert "手工考勤" in str(trail("pay_run.submit"))


def test_readiness_counts_shifts_by_unit_and_leave_apart(app: Flask) -> None:
    worked(OCTOBER + -1)
    worked(OCTOBER, Duty.LEAVE)
    found = readiness_of(run_of(computed(), viewer=world.viewer("finance")))
    assert [(one.name, one.before, one.now, one.is_missing) for one in found.centres] == [
        ("北桥街道网格化管理中心", 1, 0, True)
    ]
    assert (found.shifts, found.leave_days, found.doubts.without_shifts) == (0, 1, ["北桥街道网格化管理中心"])


def test_units_that_never_rostered_need_no_reason(app: Flask) -> None:
    run_id = checked()
    assert pay_run.submit(run_id, viewer=world.viewer("finance")).state is PayRunState.SUBMITTED


def test_payment_is_recorded_with_its_day_and_never_ahead_of_time(app: Flask) -> None:
    run_id, approver = approved(), world.viewer("finance_approver")
    with pytest.raises(Refusal) as refused:
        pay_run.pay(run_id, AFTER + timedelta(days=1), viewer=approver)
    assert refused.value.field == "paid_on"
    with pytest.raises(Refusal):
        pay_run.lock(run_id, viewer=approver)
    found = pay_run.pay(run_id, date(2026, 11, 2), viewer=approver)
    assert (found.state, found.paid_on, found.paid_by) == (PayRunState.PAID, date(2026, 11, 2), "finance approver")
    assert pay_run.lock(run_id, viewer=approver).locked_by == "finance approver"


def test_without_a_day_the_payday_counts_or_today_before_it(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    run_id, approver = approved(), world.viewer("finance_approver")
    it_is(monkeypatch, date(2026, 11, 20))
    assert pay_run.payday(OCTOBER) == date(2026, 11, 10)
    assert pay_run.pay(run_id, viewer=approver).paid_on == date(2026, 11, 10)


def test_a_paid_run_is_not_sent_back(app: Flask) -> None:
    with pytest.raises(Refusal):
        pay_run.send_back(paid(), "太晚了", viewer=world.viewer("finance_approver"))


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE payslip SET net_fen = net_fen + 1", "approved run is never changed"),
        ("UPDATE pay_run SET state = 'approved'", "can only be locked"),
        ("DELETE FROM pay_run", "can only be locked"),
    ],
)
def test_the_database_keeps_a_paid_run_as_it_is(app: Flask, statement: str, words: str) -> None:
    paid()
    db.session.rollback()
    with pytest.raises(DBAPIError, match=words), db.engine.begin() as connection:
        connection.execute(text(statement))


def account(staff_number: str, number: str, valid_from: date) -> None:
    """A confirmed account from a day on."""
    with unit_of_work(system_viewer("test"), "test") as session:
        person = session.scalars(select(Person).where(Person.staff_number == staff_number)).one()
        for older in session.scalars(select(BankAccount).where(BankAccount.person_id == person.id)):
            older.valid_to = valid_from - timedelta(days=1)
        confirmed = datetime(2026, 1, 1, tzinfo=UTC)
        session.add(
            BankAccount(
                person=person, bank_name="工商银行", account=number, valid_from=valid_from, confirmed_at=confirmed
            )
        )


def codes(run_id: int) -> set[tuple[str, int | None]]:
    rows = db.session.execute(
        select(PayRunFinding.code, PayRunFinding.employment_id).where(PayRunFinding.pay_run_id == run_id)
    )
    return {(row.code, row.employment_id) for row in rows if "account" in row.code}


def test_new_and_changed_accounts_and_joiners_without_one_are_told(app: Flask) -> None:
    for number, digits in (("N001", "1111"), ("N002", "2222")):
        account(number, digits * 4, date(2026, 1, 1))
    with unit_of_work(system_viewer("test"), "test") as session:
        joiner = session.scalars(select(pay_world.Employment).join(Person).where(Person.staff_number == "N004")).one()
        joiner.starts_on = date(2026, 10, 1)
        joined = joiner.id
    checked(OCTOBER + -1)
    account("N001", "3333" * 4, date(2026, 10, 5))
    account("N003", "4444" * 4, date(2026, 10, 5))
    run_id = checked()
    found = codes(run_id)
    assert {code for code, _ in found} == {"account_changed", "account_new", "joiner_without_account"}
    assert ("joiner_without_account", joined) in found
    assert len(found) == 3
