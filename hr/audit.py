"""An audit entry for every changed row, chained and written in the same transaction as the change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Column, event, insert, inspect, select, text
from sqlalchemy.orm import Session

from hr.database import SEALS, Actor, JsonText, Model, now
from hr.models.system.audit_entry import AuditEntry
from hr.sealing import Sealed, row_mark, row_marks

_as_json = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=str).encode
GENESIS = bytes(32)
MASK = "•••"
_MARK_SPACE = 1 << 256
_MARKED_TOGETHER = 5_000
_SPELT_EACH = (JsonText, dict, list)  # too long or impossible to look up
_POSTGRES_LOCK = 4_702_111  # any constant: serialises the writers of the chain


@dataclass(slots=True)
class _Change:
    """What is known of a changed row when it is flushed."""

    table: str
    key: str
    change: str
    details: dict[str, Any] = field(default_factory=dict)
    mark: bytes | None = None


def canonical(value: object) -> str:
    """One spelling of a column's value, the same before it is stored and after it is read, in both databases."""
    if type(value) is str:  # by far the most common
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, JsonText):
        return value.text
    if isinstance(value, dict | list):
        return _as_json(value)
    return "" if value is None else str(value)


def mark_of(table: str, values: Mapping[str, object], without: str | None = None) -> bytes:
    """The keyed digest of one row's content; ``without`` leaves a column out (the key of rows inserted in bulk)."""
    content = "\x1f".join([f"{name}={canonical(values[name])}" for name in sorted(values) if name != without])
    return row_mark(f"{table}\x1e{content}".encode())


def batch_mark(model: type[Model], rows: Iterable[Mapping[str, object]]) -> bytes:
    """The digest of a batch of rows: the sum of their marks, so that their order does not matter."""
    table, total, rows = model.__tablename__, 0, iter(rows)
    while chunk := list(islice(rows, _MARKED_TOGETHER)):
        total += sum(int.from_bytes(mark, "big") for mark in row_marks(_contents(table, chunk)))
    return (total % _MARK_SPACE).to_bytes(32, "big")


def _contents(table: str, rows: Sequence[Mapping[str, object]]) -> Iterator[bytes]:
    """What ``mark_of`` digests of each of many rows with the same columns but ``id``, spelt a column at a time."""
    names = sorted(rows[0].keys() - {"id"})
    columns = [_spellings(name, [row[name] for row in rows]) for name in names]
    return ("\x1e".join((table, "\x1f".join(row))).encode() for row in zip(*columns, strict=True))


def _spellings(name: str, values: Sequence[object]) -> list[str]:
    """``name=value`` for each value, equal ones spelt once."""
    known: dict[tuple[type, object], str] = {}
    spelt = []
    for value in values:
        if isinstance(value, _SPELT_EACH):
            spelt.append(f"{name}={canonical(value)}")
            continue
        key = (value.__class__, value)
        found = known.get(key)
        if found is None:
            found = known[key] = f"{name}={canonical(value)}"
        spelt.append(found)
    return spelt


def record_batch(
    session: Session,
    model: type[Model],
    key: object,
    rows: Sequence[Mapping[str, object]],
    mark: bytes | None = None,
) -> None:
    """Audit the rows that one batch now consists of. Each row must hold every column except ``id``.

    ``mark``: what ``batch_mark`` gave of the rows, where that was found before the unit of work began.
    """
    details: dict[str, object] = {"rows": len(rows)}
    mark = batch_mark(model, rows) if mark is None else mark
    _changes(session).append(_Change(model.__tablename__, str(key), "batch", details, mark))


def record_stored_batch(session: Session, model: type[Model], key: object) -> None:
    """Audit a batch by the rows that the database now holds of it, after some of them were changed in bulk."""
    session.flush()
    column = model.__table__.c[model.__audit_batch__ or "id"]
    found = session.execute(select(model.__table__).where(column == key)).mappings()
    record_batch(session, model, key, [dict(row) for row in found])


def record_inserted(session: Session, model: type[Model], rows: Iterable[Mapping[str, object]]) -> None:
    """Audit rows inserted in bulk into a table that is audited row by row. Each row must hold every column."""
    columns = {column.name: column for column in inspect(model).columns}
    keys = [column.name for column in inspect(model).primary_key]
    for row in rows:
        details = {name: [None, _shown(columns[name], value)] for name, value in row.items()}
        key = ",".join(str(row[name]) for name in keys)
        mark = mark_of(model.__tablename__, row)
        _changes(session).append(_Change(model.__tablename__, key, "insert", details, mark))


def record_migrated(session: Session, model: type[Model], key: str, revision: str, mark: bytes) -> None:
    """Audit a row, or a batch of rows, that a migration of the database gave another form."""
    change = "update" if model.__audit__ == "row" else "batch"
    _changes(session).append(_Change(model.__tablename__, key, change, {"migration": revision}, mark))


def record_event(session: Session, subject: str, key: object, details: dict[str, object]) -> None:
    """Audit something that changed no row: a list exported, a sensitive page read."""
    _changes(session).append(_Change(subject, str(key), "event", details))


def _changes(session: Session) -> list[_Change]:
    changes: list[_Change] = session.info.setdefault("changes", [])
    return changes


@event.listens_for(Session, "after_flush")
def _note_changes(session: Session, _context: object) -> None:
    for kind, objects in (("insert", session.new), ("update", session.dirty), ("delete", session.deleted)):
        for row in objects:
            if isinstance(row, Model) and row.__audit__ == "row":
                _note(session, row, kind)


def _note(session: Session, row: Model, kind: str) -> None:
    columns = list(inspect(type(row)).columns)
    details = _differences(row, columns, kind)
    if kind == "update" and not details:
        return
    values = {column.name: getattr(row, column.key) for column in columns}
    key = ",".join(str(part) for part in inspect(type(row)).primary_key_from_instance(row))
    mark = None if kind == "delete" else mark_of(row.__tablename__, values)
    _changes(session).append(_Change(row.__tablename__, key, kind, details, mark))


def _differences(row: Model, columns: list[Column[Any]], kind: str) -> dict[str, Any]:
    if kind == "insert":
        return {column.name: [None, _shown(column, getattr(row, column.key))] for column in columns}
    state = inspect(row)
    found = {}
    for column in columns:
        history = state.attrs[column.key].history
        if kind == "update" and not history.has_changes():
            continue
        old = history.deleted[0] if history.deleted else None
        new = None if kind == "delete" else getattr(row, column.key)
        found[column.name] = [_shown(column, old), _shown(column, new)]
    return found


def _shown(column: Column[Any], value: object) -> str | None:
    if value is None:
        return None
    secret = isinstance(column.type, Sealed) or column.name in {"password_hash", "digest"} or isinstance(value, bytes)
    return MASK if secret else canonical(value)[:500]


def seal(session: Session) -> None:
    """Chain what was noted in this unit of work onto the trail; runs last before the commit."""
    changes = session.info.pop("changes", [])
    if not changes:
        return
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _POSTGRES_LOCK})
    actor: Actor = session.info["viewer"]
    number, last_hash = _head(session)
    rows = []
    for offset, change in enumerate(changes, start=1):
        row = _entry(number + offset, change, actor, session.info["deed"])
        last_hash = row["entry_hash"] = hash_of(last_hash, row)
        rows.append(row)
    session.execute(insert(AuditEntry), rows)


def _head(session: Session) -> tuple[int, bytes]:
    last = session.execute(
        select(AuditEntry.number, AuditEntry.entry_hash).order_by(AuditEntry.number.desc()).limit(1)
    ).first()
    return (last[0], last[1]) if last else (0, GENESIS)


def _entry(number: int, change: _Change, actor: Actor, deed: str) -> dict[str, Any]:
    return {
        "number": number,
        "at": now(),
        "user_id": actor.user_id,
        "user_name": actor.name[:60],
        "door": actor.door,
        "deed": deed,
        "table_name": change.table,
        "row_key": change.key,
        "change": change.change,
        "details": change.details,
        "mark": change.mark,
    }


def hash_of(previous: bytes, entry: Mapping[str, Any]) -> bytes:
    """SHA-256 over the previous entry's hash and every field of this one."""
    content = "\x1f".join(f"{name}={canonical(entry[name])}" for name in sorted(entry) if name != "entry_hash")
    return hashlib.sha256(previous + content.encode()).digest()


def sign_up() -> None:
    """Have every unit of work sealed from now on."""
    if seal not in SEALS:
        SEALS.append(seal)
