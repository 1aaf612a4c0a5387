"""Triggers that keep settled pay and the audit trail as they are, whoever writes to the database.

A locked run is never changed, a paid one can only be locked, and the rows of a run (slips, findings, back pay) stay as
they are from its approval on: an approved run that is sent back is open again before it is computed anew.

``create_all`` puts them up with their tables, a migration by the same statements written out. A migration that
drops or rebuilds one of the tables takes its guards down before and puts them up after: Alembic's batch mode rebuilds
tables on SQLite, and a rebuilt table has lost its triggers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Table, event, text

from hr.models.pay.back_pay import BackPay
from hr.models.pay.pay_run import SETTLED, PayRun, PayRunFinding
from hr.models.pay.payslip import Payslip
from hr.models.system.audit_entry import AuditEntry
from vocabulary.terms import PayRunState

_LOCKED, _PAID = PayRunState.LOCKED.value, PayRunState.PAID.value
_SETTLED_STATES = ", ".join(f"'{state.value}'" for state in SETTLED)
_OF_RUNS = (Payslip.__tablename__, PayRunFinding.__tablename__, BackPay.__tablename__)
_TRAIL = AuditEntry.__tablename__
_RUN = PayRun.__tablename__


def guards_up(dialect: str, table: str | None = None) -> list[str]:
    """The statements that put up the guards (of one table, or all) on ``sqlite`` or ``postgresql``."""
    return _statements(dialect, table, _SQLITE_UP if dialect == "sqlite" else _POSTGRES_UP)


def guards_down(dialect: str, table: str | None = None) -> list[str]:
    """The statements that take them down again."""
    return _statements(dialect, table, _SQLITE_DOWN if dialect == "sqlite" else _POSTGRES_DOWN)


def _statements(dialect: str, table: str | None, written: dict[str, list[str]]) -> list[str]:
    if dialect not in {"sqlite", "postgresql"}:
        raise ValueError(f"no guards for {dialect}")
    return [statement for name in (written if table is None else [table]) for statement in written[name]]


def _trigger(table: str, deed: str, condition: str, words: str, ending: str = "") -> str:
    """SQLite: a trigger for one deed."""
    return (
        f"CREATE TRIGGER {table}_guard_{deed.lower()}{ending} BEFORE {deed} ON {table} FOR EACH ROW WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
    )


def _is_settled(row: str) -> str:
    run = f"SELECT state FROM {_RUN} WHERE id = {row}.pay_run_id"  # noqa: S608 - only names of ours
    return f"({run}) IN ({_SETTLED_STATES})"


_OF_LOCKED = f"OLD.state = '{_LOCKED}'"
_OUT_OF_PAID = f"OLD.state = '{_PAID}' AND NEW.state NOT IN ('{_PAID}', '{_LOCKED}')"
_OF_PAID = f"OLD.state = '{_PAID}'"
_RUN_WORDS = "a locked pay run is never changed"
_PAID_WORDS = "a paid pay run can only be locked"
_SLIP_WORDS = "the pay of an approved run is never changed"
_TRAIL_WORDS = "the audit trail is never changed"
_BOTH = ("UPDATE", "DELETE")

_SQLITE_UP = {
    _RUN: [
        *(_trigger(_RUN, deed, _OF_LOCKED, _RUN_WORDS) for deed in _BOTH),
        _trigger(_RUN, "UPDATE", _OUT_OF_PAID, _PAID_WORDS, "_paid"),
        _trigger(_RUN, "DELETE", _OF_PAID, _PAID_WORDS, "_paid"),
    ],
    _TRAIL: [_trigger(_TRAIL, deed, "1", _TRAIL_WORDS) for deed in _BOTH],
    **{
        table: [_trigger(table, deed, _is_settled("OLD"), _SLIP_WORDS) for deed in _BOTH]
        + [_trigger(table, "INSERT", _is_settled("NEW"), _SLIP_WORDS)]
        for table in _OF_RUNS
    },
}
_SQLITE_DOWN = {
    table: [
        f"DROP TRIGGER IF EXISTS {table}_guard_{deed}"
        for deed in (
            "update",
            "delete",
            *(["insert"] if table in _OF_RUNS else []),
            *(["update_paid", "delete_paid"] if table == _RUN else []),
        )
    ]
    for table in _SQLITE_UP
}


def _function(name: str, body: str) -> str:
    """PostgreSQL: what a trigger does. A deletion goes on with the old row, everything else with the new one."""
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ "
        f"BEGIN {body} IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $guard$"
    )


def _stop(condition: str, words: str) -> str:
    return f"IF {condition} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'restrict_violation'; END IF;"


def _bound(table: str, function: str, deeds: str) -> str:
    return f"CREATE TRIGGER {table}_guard BEFORE {deeds} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()"


def _no_truncate(table: str) -> list[str]:
    """A TRUNCATE goes round the triggers of rows."""
    function = f"{table}_guard_whole"
    return [
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $guard$ "
        f"BEGIN RAISE EXCEPTION '{table} is never emptied' USING ERRCODE = 'restrict_violation'; END $guard$",
        f"CREATE TRIGGER {function} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
    ]


_POSTGRES_UP = {
    _RUN: [
        _function(
            f"{_RUN}_guard_row",
            f"{_stop(_OF_LOCKED, _RUN_WORDS)} "
            f"IF TG_OP = 'DELETE' THEN {_stop(_OF_PAID, _PAID_WORDS)} ELSE {_stop(_OUT_OF_PAID, _PAID_WORDS)} END IF;",
        ),
        _bound(_RUN, f"{_RUN}_guard_row", "UPDATE OR DELETE"),
        *_no_truncate(_RUN),
    ],
    _TRAIL: [
        _function(f"{_TRAIL}_guard_row", _stop("true", _TRAIL_WORDS)),
        _bound(_TRAIL, f"{_TRAIL}_guard_row", "UPDATE OR DELETE"),
        *_no_truncate(_TRAIL),
    ],
    **{
        table: [
            _function(
                f"{table}_guard_row",
                f"IF TG_OP <> 'INSERT' THEN {_stop(_is_settled('OLD'), _SLIP_WORDS)} END IF; "
                f"IF TG_OP <> 'DELETE' THEN {_stop(_is_settled('NEW'), _SLIP_WORDS)} END IF;",
            ),
            _bound(table, f"{table}_guard_row", "INSERT OR UPDATE OR DELETE"),
            *_no_truncate(table),
        ]
        for table in _OF_RUNS
    },
}
_POSTGRES_DOWN = {
    table: [
        f"DROP TRIGGER IF EXISTS {table}_guard ON {table}",
        f"DROP TRIGGER IF EXISTS {table}_guard_whole ON {table}",
        f"DROP FUNCTION IF EXISTS {table}_guard_row()",
        f"DROP FUNCTION IF EXISTS {table}_guard_whole()",
    ]
    for table in _POSTGRES_UP
}


def _put_up(table: str) -> Callable[..., None]:
    def listener(_table: Table, connection: Connection, **_: Any) -> None:
        for statement in guards_up(connection.dialect.name, table):
            connection.execute(text(statement))

    return listener


for _model in (PayRun, PayRunFinding, Payslip, BackPay, AuditEntry):
    event.listen(_model.__table__, "after_create", _put_up(_model.__tablename__))
