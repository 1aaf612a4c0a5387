"""The audit trail finds what was done behind its back."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select, text

from hr.database import WriteOutsideUnitOfWork, db, unit_of_work
from hr.models.guards import guards_down
from hr.models.staff.person import Person
from hr.models.system.audit_entry import AuditEntry
from hr.permissions.viewer import system_viewer
from hr.queries.system.audit_entry import verify
from tests import world


def tamper(statement: str) -> None:
    """As somebody does who owns the database and has taken its guards down."""
    db.session.rollback()
    with db.engine.begin() as connection:
        for guard in guards_down(connection.dialect.name, "audit_entry"):
            connection.execute(text(guard))
        connection.execute(text(statement))


def tampered() -> list[tuple[str, str]]:
    return [(found.table, found.row_key) for found in verify(system_viewer("audit"))[1]]


def test_an_untouched_trail_verifies(app: Flask) -> None:
    entries, found = verify(system_viewer("audit"))
    assert entries > 50
    assert found == []


def test_a_changed_entry_breaks_the_chain(app: Flask) -> None:
    tamper("UPDATE audit_entry SET user_name = 'somebody else' WHERE number = 7")
    assert tampered() == [("audit_entry", "7")]


def test_a_deleted_entry_is_missed(app: Flask) -> None:
    tamper("DELETE FROM audit_entry WHERE number = 7")
    assert ("audit_entry", "7") in tampered()


def test_a_row_altered_by_hand_is_found(app: Flask) -> None:
    tamper("UPDATE person SET name = '王方' WHERE staff_number = 'N001'")
    person_id = db.session.scalar(select(Person.id).where(Person.staff_number == "N001"))
    assert tampered() == [("person", str(person_id))]


def test_a_row_deleted_by_hand_is_found(app: Flask) -> None:
    grant_id = db.session.scalar(text("SELECT min(id) FROM role_grant"))
    tamper(f"DELETE FROM role_grant WHERE id = {grant_id}")
    assert tampered() == [("role_grant", str(grant_id))]


def test_a_row_added_by_hand_is_found(app: Flask) -> None:
    tamper("INSERT INTO agency (id, code, name, service_fee_fen) VALUES (999, 'X', 'X', 0)")
    assert tampered() == [("agency", "999")]


def test_a_change_says_who_what_and_from_what_to_what(app: Flask) -> None:
    with unit_of_work(world.viewer("hr_officer"), "staff.rename") as session:
        person = session.scalars(select(Person).where(Person.staff_number == "N001")).one()
        person.name = "王芳芳"
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.number.desc())).first()
    assert entry is not None
    assert (entry.user_name, entry.deed, entry.change) == ("hr officer", "staff.rename", "update")
    assert entry.details["name"] == ["王芳", "王芳芳"]
    assert verify(system_viewer("audit"))[1] == []


def test_sealed_values_never_reach_the_trail(app: Flask) -> None:
    number = db.session.scalars(select(Person.id_number).where(Person.staff_number == "N001")).one()
    details = " ".join(str(entry) for entry in db.session.scalars(select(AuditEntry.details)))
    assert number not in details
    assert "•••" in details


def test_writing_outside_a_unit_of_work_is_refused(app: Flask) -> None:
    person = db.session.scalars(select(Person).limit(1)).one()
    person.name = "无名"
    with pytest.raises(WriteOutsideUnitOfWork):
        db.session.flush()


def rename_and_fail() -> None:
    with unit_of_work(system_viewer("x"), "x") as session:
        session.scalars(select(Person).limit(1)).one().name = "无名"
        session.flush()
        1 / 0  # noqa: B018


def test_a_failed_unit_of_work_leaves_neither_change_nor_entry(app: Flask) -> None:
    before = db.session.scalar(select(AuditEntry.number).order_by(AuditEntry.number.desc()).limit(1))
    with pytest.raises(ZeroDivisionError):
        rename_and_fail()
    after = db.session.scalar(select(AuditEntry.number).order_by(AuditEntry.number.desc()).limit(1))
    assert before == after
    assert db.session.scalar(select(Person.id).where(Person.name == "无名")) is None
