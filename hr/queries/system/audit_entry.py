"""Reading the audit trail, and finding where somebody tampered with it or with the rows it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, inspect, select
from sqlalchemy.orm import Session

from hr.audit import GENESIS, batch_mark, hash_of, mark_of
from hr.database import Model, db
from hr.models.system.audit_entry import AuditEntry
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from vocabulary.text import Text

_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Tampering:
    """A place where the trail and the data do not agree."""

    table: str
    row_key: str
    entry: int | None
    reason: Text


def verify(viewer: Viewer) -> tuple[int, list[Tampering]]:
    """Number of entries read, and every break of the chain, altered row, vanished row and unaudited row."""
    viewer.require(Action.AUDIT_READ, "/")
    session = db.session()
    count, broken = _broken_links(session)
    return count, [*broken, *altered(session)]


def altered(session: Session) -> Iterator[Tampering]:
    """Every altered, vanished and unaudited row, by the columns that the database has: an older schema has fewer."""
    marks = _latest_marks(session)
    tables = set(inspect(session.connection()).get_table_names())
    for model in audited_models():
        if model.__tablename__ in tables:
            check = _altered_rows if model.__audit__ == "row" else _altered_batches
            yield from check(session, model, marks.pop(model.__tablename__, {}))


def audited_models() -> Iterator[type[Model]]:
    """Every kind of row that the trail speaks of."""
    return (mapper.class_ for mapper in Model.registry.mappers if mapper.class_.__audit__ != "none")


def stored_columns(session: Session, model: type[Model]) -> list[ColumnElement[object]]:
    """The columns of ``model`` that the database has."""
    stored = {column["name"] for column in inspect(session.connection()).get_columns(model.__tablename__)}
    return [column for column in model.__table__.columns if column.name in stored]


def _broken_links(session: Session) -> tuple[int, list[Tampering]]:
    previous, expected, broken = GENESIS, 1, []
    entries = select(AuditEntry.__table__).order_by(AuditEntry.number).execution_options(yield_per=_CHUNK)
    for entry in session.execute(entries).mappings():
        if entry["number"] != expected:
            reason = Text("审计记录缺失", "Audit entries are missing")
            broken.append(Tampering("audit_entry", str(expected), expected, reason))
        if hash_of(previous, dict(entry)) != entry["entry_hash"]:
            reason = Text("审计记录被改动，散列链断开", "An audit entry was altered: the hash chain breaks here")
            broken.append(Tampering("audit_entry", str(entry["number"]), entry["number"], reason))
        previous, expected = entry["entry_hash"], entry["number"] + 1
    return expected - 1, broken


def _latest_marks(session: Session) -> dict[str, dict[str, tuple[int, bytes | None]]]:
    """For each table and row (or batch): the number of the last entry about it, and its mark."""
    latest = (
        select(func.max(AuditEntry.number))
        .where(AuditEntry.change != "event")
        .group_by(AuditEntry.table_name, AuditEntry.row_key)
    )
    rows = session.execute(
        select(AuditEntry.table_name, AuditEntry.row_key, AuditEntry.number, AuditEntry.mark).where(
            AuditEntry.number.in_(latest)
        )
    )
    marks: dict[str, dict[str, tuple[int, bytes | None]]] = {}
    for table, key, number, mark in rows:
        marks.setdefault(table, {})[key] = (number, mark)
    return marks


def _altered_rows(
    session: Session, model: type[Model], marks: dict[str, tuple[int, bytes | None]]
) -> Iterator[Tampering]:
    table = model.__table__
    keys = [column.name for column in table.primary_key]
    rows = select(*stored_columns(session, model)).execution_options(yield_per=_CHUNK)
    for row in session.execute(rows).mappings():
        key = ",".join(str(row[name]) for name in keys)
        number, mark = marks.pop(key, (None, None))
        if mark is None:
            yield Tampering(model.__tablename__, key, number, Text("该行没有审计记录", "This row has no audit entry"))
        elif mark_of(model.__tablename__, dict(row)) != mark:
            yield Tampering(
                model.__tablename__, key, number, Text("该行被绕过系统改动", "This row was altered outside the program")
            )
    yield from _vanished(model.__tablename__, marks)


def _altered_batches(
    session: Session, model: type[Model], marks: dict[str, tuple[int, bytes | None]]
) -> Iterator[Tampering]:
    table = model.__table__
    column, columns = table.c[model.__audit_batch__ or "id"], stored_columns(session, model)
    for key in session.execute(select(column).distinct()).scalars().all():
        number, mark = marks.pop(str(key), (None, None))
        rows = session.execute(select(*columns).where(column == key).execution_options(yield_per=_CHUNK)).mappings()
        if mark is None or batch_mark(model, map(dict, rows)) != mark:
            reason = Text("该批数据被绕过系统改动", "Rows of this batch were altered outside the program")
            yield Tampering(model.__tablename__, str(key), number, reason)
    empty = batch_mark(model, [])
    yield from _vanished(model.__tablename__, {key: seen for key, seen in marks.items() if seen[1] != empty})


def _vanished(table: str, marks: dict[str, tuple[int, bytes | None]]) -> Iterator[Tampering]:
    for key, (number, mark) in marks.items():
        if mark is not None:
            yield Tampering(table, key, number, Text("数据被绕过系统删除", "Deleted outside the program"))
