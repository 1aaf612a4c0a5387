"""What the database itself refuses, whoever writes to it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from hr.database import db
from hr.models.guards import guards_down, guards_up
from tests.hr.pay import pay_world
from tests.hr.pay.months import locked, opened
from vocabulary.periods import Month

NOVEMBER = Month(2026, 11)


@pytest.fixture(autouse=True)
def _paid(app: Flask) -> None:
    pay_world.pay_everybody()


def by_hand(statement: str) -> None:
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payslip SET net_fen = net_fen + 1",
        "DELETE FROM payslip",
        "UPDATE pay_run SET state = 'computed'",
        "UPDATE pay_run SET approved_by = 'somebody'",
        "DELETE FROM pay_run",
        "INSERT INTO pay_run_finding (pay_run_id, code, blocks, text_zh, text_en) "
        "SELECT id, 'x', false, 'x', 'x' FROM pay_run",
    ],
)
def test_nothing_of_a_locked_run_can_be_changed_even_by_hand(app: Flask, statement: str) -> None:
    locked()
    with pytest.raises(DBAPIError, match=r"(pay run|pay of an approved run) is never changed"):
        by_hand(statement)


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET user_name = 'x'", "DELETE FROM audit_entry"])
def test_the_audit_trail_can_only_grow(app: Flask, statement: str) -> None:
    with pytest.raises(DBAPIError, match="the audit trail is never changed"):
        by_hand(statement)


@pytest.mark.parametrize("table", ["audit_entry", "payslip"])
def test_postgresql_refuses_to_empty_a_guarded_table_at_once(app: Flask, table: str) -> None:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DBAPIError, match="never emptied"):
        by_hand(f"TRUNCATE {table} CASCADE")


def test_an_open_run_beside_a_locked_one_stays_open_to_change(app: Flask) -> None:
    locked()
    run_id = opened(NOVEMBER)
    by_hand(f"UPDATE pay_run SET opened_by = 'somebody' WHERE id = {run_id}")
    by_hand(f"DELETE FROM pay_run WHERE id = {run_id}")


def test_guards_can_be_taken_down_and_put_up_again(app: Flask) -> None:
    locked()
    dialect = db.engine.dialect.name
    for statement in guards_down(dialect):
        by_hand(statement)
    by_hand("UPDATE payslip SET net_fen = net_fen + 1")
    for statement in guards_up(dialect):
        by_hand(statement)
    with pytest.raises(DBAPIError, match="never changed"):
        by_hand("UPDATE payslip SET net_fen = net_fen - 1")


def test_the_database_knows_that_nobody_approves_what_they_computed(app: Flask) -> None:
    opened(NOVEMBER)
    by_hand('UPDATE pay_run SET computed_by_id = (SELECT min(id) FROM "user")')
    with pytest.raises(IntegrityError, match="approved_by_somebody_else"):
        by_hand("UPDATE pay_run SET approved_by_id = computed_by_id")


def guards() -> set[str]:
    """The triggers that stand, as the database tells of them, with what they do."""
    told = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT pg_get_triggerdef(oid) || pg_get_functiondef(tgfoid) FROM pg_trigger "
        "WHERE NOT tgisinternal",
    }
    return set(db.session.scalars(text(told[db.engine.dialect.name])))


def test_the_migration_puts_up_the_same_guards_as_create_all_and_takes_them_down(app: Flask) -> None:
    made_at_once = guards()
    assert made_at_once
    db.session.remove()
    db.drop_all()
    db.session.remove()
    assert guards() == set()
    db.session.remove()
    upgrade()
    assert guards() == made_at_once
    db.session.remove()
    downgrade(revision="base")
    assert guards() == set()
