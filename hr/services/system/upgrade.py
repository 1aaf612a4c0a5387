"""Bringing the database of an older version to this one, with the audit trail still holding afterwards."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from flask_migrate import upgrade as migrate
from sqlalchemy import select
from sqlalchemy.orm import Session

from hr.audit import batch_mark, mark_of, record_migrated
from hr.database import Model, db, unit_of_work
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.system.audit_entry import altered, audited_models, verify
from hr.refusals import Refusal
from hr.schema_version import head_revision, stored_revision
from vocabulary.text import Text

_EMPTY = Text("数据库尚未初始化，请先运行 gridhr init", "The database is empty: run gridhr init first")
_TAMPERED = Text(
    "升级前核对审计记录发现 {n} 处异常（第一处：{table} {key}）。请先用 gridhr audit verify 查明；"
    "确认后可用 --keep-findings 升级，异常仍会保留",
    "The audit trail has {n} findings before the upgrade (the first: {table} {key}). Look into them with gridhr audit "
    "verify; --keep-findings upgrades nevertheless, and they stay findings",
)
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Upgraded:
    """From which revision to which, and how many rows or batches were sealed in their new form."""

    before: str
    after: str
    sealed: int


def upgrade(*, viewer: Viewer, keep_findings: bool = False) -> Upgraded:
    """Run the migrations that are missing, and seal what they changed.

    A mark is made of all columns of a row, so a migration breaks those of the rows that it changes. Rows that agreed
    with their marks before and don't afterwards were changed by the migration: they get an entry that says so. Raises
    Refusal for an empty database, and for one whose trail has findings, unless they are to be kept as findings.
    """
    viewer.require(Action.AUDIT_READ, "/")
    before = stored_revision(db.engine)
    if before is None:
        raise Refusal(_EMPTY)
    if before == head_revision():
        return Upgraded(before, before, 0)
    found = verify(viewer)[1]
    if found and not keep_findings:
        raise Refusal(_TAMPERED.format(n=len(found), table=found[0].table, key=found[0].row_key))
    db.session.rollback()
    migrate()
    sealed = _seal_changed({(one.table, one.row_key) for one in found}, viewer)
    return Upgraded(before, head_revision(), sealed)


def _seal_changed(tampered: Collection[Place], viewer: Viewer) -> int:
    models = {model.__tablename__: model for model in audited_models()}
    with unit_of_work(viewer, "system.upgrade") as session:
        changed = [(one.table, one.row_key) for one in altered(session)]
        mine = [place for place in changed if place not in tampered]
        for table, key in mine:
            mark = _mark_now(session, models[table], key)
            record_migrated(session, models[table], key, head_revision(), mark)
    return len(mine)


def _mark_now(session: Session, model: type[Model], key: str) -> bytes:
    table = model.__table__
    if model.__audit__ == "batch":
        rows = session.execute(select(table).where(table.c[model.__audit_batch__ or "id"] == _typed(key))).mappings()
        return batch_mark(model, map(dict, rows))
    keys = zip(table.primary_key, key.split(","), strict=True)
    row = session.execute(select(table).where(*(column == _typed(part) for column, part in keys))).mappings().one()
    return mark_of(model.__tablename__, dict(row))


def _typed(key: str) -> int | str:
    """Keys stand in the trail as text."""
    return int(key) if key.isdigit() else key
