"""Crediting events anew once it is known what their words mean: in bulk, on the audit trail, and months told of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select, true, update
from sqlalchemy.orm import Session

from hr.audit import batch_mark, record_batch
from hr.database import SEALS
from hr.models.casework.case_event import CaseEvent
from hr.models.casework.match_rule import WordKind
from hr.models.casework.workload import Workload
from hr.models.casework.workload_stale import WorkloadStale
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun
from hr.models.system.audit_entry import AuditEntry
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer, system_viewer
from hr.queries.casework.match_rules import rule_book
from hr.queries.casework.open_events import meanings, open_events
from vocabulary.periods import Month
from vocabulary.terms import PayRunState

_DECIDED = ("person_id", "work_item_id", "is_system", "unit_id")
_CLOSED = (PayRunState.PAID, PayRunState.LOCKED)
_WHO = ("staff_number", "name")
_WHAT = ("code", "name")


def rematch(session: Session, kind: WordKind, word: str, *, viewer: Viewer) -> int:
    """Credit the open events that say ``word``, where the viewer maintains cases; how many changed."""
    actors, items = ([word], None) if kind is WordKind.ACTOR else (None, [word])
    return _credit(session, actors, items, within(Unit.path, viewer, Action.CASE_WRITE), viewer)


def sign_up() -> None:
    """Have people and work items that become known credited with the events that waited for them."""
    if _credit_what_became_known not in SEALS:
        SEALS.insert(0, _credit_what_became_known)  # before the audit trail is sealed


def _credit_what_became_known(session: Session) -> None:
    session.flush()
    words: dict[str, set[str]] = {"person": set(), "work_item": set()}
    for change in session.info.get("changes", ()):
        if change.table in words and change.change in {"insert", "update"}:
            shown = _WHO if change.table == "person" else _WHAT
            words[change.table].update(change.details[key][1] for key in shown if key in change.details)
    if any(words.values()):
        _credit(session, words["person"], words["work_item"], true(), system_viewer("case.match"))


def _credit(
    session: Session,
    actors: Collection[str] | None,
    items: Collection[str] | None,
    scope: ColumnElement[bool],
    viewer: Viewer,
) -> int:
    rows = open_events(actors, items, scope)
    changes = meanings(rows, rule_book(viewer=viewer)) if rows else {}
    if not changes:
        return 0
    before = [row for row in rows if row["id"] in changes]
    after = [{**row, **changes[row["id"]]} for row in before]
    table = CaseEvent.__table__
    values: dict[str, Any] = {column: bindparam(f"new_{column}") for column in _DECIDED}
    statement = update(table).where(table.c.id == bindparam("event")).values(values)  # type: ignore[arg-type]
    session.execute(
        statement, [{"event": row["id"], **{f"new_{column}": row[column] for column in _DECIDED}} for row in after]
    )
    _audit(session, before, after)
    _mark_stale(session, {Month.of(row["local_date"]) for row in after})
    return len(after)


def _audit(session: Session, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> None:
    """A batch's mark is the sum of its rows' marks, so only the changed rows are needed to know the new one."""
    old, new = _by_import(before), _by_import(after)
    marks = _last_marks(session, [str(key) for key in new])
    for key, rows in new.items():
        total = marks[str(key)] - _number(batch_mark(CaseEvent, old[key])) + _number(batch_mark(CaseEvent, rows))
        record_batch(session, CaseEvent, key, rows, (total % (1 << 256)).to_bytes(32, "big"))


def _by_import(rows: Sequence[Mapping[str, Any]]) -> dict[int, list[Mapping[str, Any]]]:
    grouped: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["import_id"]].append(row)
    return grouped


def _last_marks(session: Session, keys: Sequence[str]) -> dict[str, int]:
    entries = session.execute(
        select(AuditEntry.row_key, AuditEntry.mark)
        .where(AuditEntry.table_name == CaseEvent.__tablename__, AuditEntry.row_key.in_(keys))
        .where(AuditEntry.change == "batch")
        .order_by(AuditEntry.number)
    )
    marks = {key: _number(mark) for key, mark in entries if mark}
    for change in session.info.get("changes", ()):
        if change.table == CaseEvent.__tablename__ and change.mark:
            marks[change.key] = _number(change.mark)
    return marks


def _number(mark: bytes) -> int:
    return int.from_bytes(mark, "big")


def _mark_stale(session: Session, months: Collection[Month]) -> None:
    """Months that were measured and whose pay is not settled need measuring anew."""
    measured = select(Workload.month).where(Workload.month.in_(months)).distinct()
    settled = select(PayRun.month).where(PayRun.month.in_(months), PayRun.state.in_(_CLOSED))
    told = set(session.scalars(select(WorkloadStale.month).where(WorkloadStale.month.in_(months))))
    for month in session.scalars(measured.where(Workload.month.not_in(settled))):
        if month not in told:
            session.add(WorkloadStale(month=month))
    session.flush()
