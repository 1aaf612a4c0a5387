"""Planned tables into the database: bulk inserts with their audit entries, and the counters of keys moved on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Column, Enum, func, insert, inspect, select, text
from sqlalchemy.orm import Session

from hr.audit import record_batch, record_inserted
from hr.database import Model
from hr.models.staff.person import name_key
from hr.sample.plan.table import Table
from hr.sealing import blind_index

CHUNK = 5_000
Row = dict[str, Any]
_DERIVED: Mapping[str, Callable[[Row], Row]] = {
    "person": lambda row: {"name_key": name_key(row["name"]), "id_number_index": blind_index(row["id_number"])},
    "bank_account": lambda row: {"account_index": blind_index(row["account"])},
}


def models() -> dict[str, type[Model]]:
    """Every model by the name of its table."""
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Model.registry.mappers}


def put(session: Session, table: Table) -> None:
    """Insert the rows of a table that is audited row by row."""
    model = models()[table.name]
    complete = _completion(model)
    for chunk in table.chunks(CHUNK):
        rows = [complete(row) for row in chunk]
        session.execute(insert(model.__table__), rows)  # type: ignore[arg-type]
        record_inserted(session, model, rows)


def put_batch(session: Session, table: Table, key: object) -> int:
    """Insert rows that are audited together under the batch ``key``; gives their number."""
    model = models()[table.name]
    missing = {c.name: _default(c) for c in inspect(model).columns if c.name not in table.columns and c.name != "id"}
    rows = [{**missing, **row} for row in table.rows()]
    for start in range(0, len(rows), CHUNK):
        session.execute(insert(model.__table__), rows[start : start + CHUNK])  # type: ignore[arg-type]
    record_batch(session, model, key, rows)
    return len(rows)


def move_keys_on(session: Session) -> None:
    """PostgreSQL counts keys apart from the rows: let it go on after the rows that brought their own."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for name, model in models().items():
        if "id" not in model.__table__.columns:
            continue
        most = session.scalar(select(func.max(model.__table__.c.id)))
        if most:
            session.execute(
                text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :most)"), {"name": f'"{name}"', "most": most}
            )


def _completion(model: type[Model]) -> Callable[[Row], Row]:
    """How a planned row becomes one with every column: codes as members of their enumeration, defaults, derived."""
    columns = list(inspect(model).columns)
    defaults = {column.name: _default(column) for column in columns}
    kinds = {column.name: column.type.enum_class for column in columns if isinstance(column.type, Enum)}
    derived = _DERIVED.get(model.__tablename__)

    def complete(planned: Row) -> Row:
        row = {**defaults, **planned, **(derived(planned) if derived else {})}
        for name, kind in kinds.items():
            if kind is not None and row[name] is not None:
                row[name] = kind(row[name])
        return row

    return complete


def _default(column: Column[Any]) -> Any:
    default = column.default
    if default is None:
        return None
    value = getattr(default, "arg", None)
    return value(None) if callable(value) else value
