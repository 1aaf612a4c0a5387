"""Databases in a temporary folder: a made-up district of any size, filled by bare inserts of the sample's plan."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, delete, insert
from sqlalchemy.orm import Session

from hr.app import create_app
from hr.config import DATA_KEY_BYTES, Settings
from hr.database import Model, db, unit_of_work
from hr.models.staff.person import name_key
from hr.permissions.viewer import Viewer, system_viewer
from hr.sample.plan.setting import Setting
from hr.sample.plan.table import Table
from hr.sample.plan.world import World
from hr.sealing import blind_index

TODAY = date(2026, 9, 10)
VIEWER: Viewer = system_viewer("benchmark")
_SEED = 2017
_CHUNK = 20_000
Row = dict[str, Any]
_DERIVED: Mapping[str, Callable[[Row], Row]] = {
    "person": lambda row: {"name_key": name_key(row["name"]), "id_number_index": blind_index(row["id_number"])},
    "bank_account": lambda row: {"account_index": blind_index(row["account"])},
}


@dataclass(frozen=True)
class District:
    """A district in the database that is open now; ``path`` is its SQLite file."""

    world: World
    path: Path

    @property
    def people(self) -> int:
        """How many persons are on file."""
        return len(self.world.people)


@contextmanager
def empty_database() -> Iterator[Path]:
    """An empty SQLite database, open in the application's context; gives its file."""
    with tempfile.TemporaryDirectory(prefix="gridhr-bench-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "bench.db"
        settings = Settings(f"sqlite:///{path}", "benchmark", bytes(DATA_KEY_BYTES), Path(folder), testing=True)
        with create_app(settings).app_context():
            db.create_all()
            try:
                yield path
            finally:
                db.session.remove()
                db.engine.dispose()


@contextmanager
def district(size: int, *, only: Collection[str] = (), without: Collection[str] = ()) -> Iterator[District]:
    """A district in which about ``size`` people are employed: units, rules and staff, no shifts and no cases.

    ``without`` names tables that are left empty, ``only`` those that are filled (none: all).
    """
    with empty_database() as path:
        world = World.plan(Setting(max(60, size), 1, _SEED, TODAY))
        planned = (table for tables in (world.rules(), world.staff()) for table in tables)
        put(table for table in planned if table.name not in without and (not only or table.name in only))
        yield District(world, path)


def put(tables: Iterable[Table]) -> None:
    """Insert planned rows without an audit trail, which is no part of what is measured."""
    models = {mapper.class_.__tablename__: mapper.class_ for mapper in Model.registry.mappers}
    with unit_of_work(VIEWER, "benchmark.fill") as session:
        for table in tables:
            derived = _DERIVED.get(table.name, _nothing)
            for chunk in table.chunks(_CHUNK):
                rows = [{**row, **derived(row)} for row in chunk]
                session.execute(insert(models[table.name].__table__), rows)


def copied(path: Path, name: str) -> Path:
    """A copy of the open database beside it, as it stands now."""
    db.session.rollback()
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(shutil.copy(path, path.with_name(f"{name}.db")))


def inserted_by_driver(path: Path, table: str, rows: Iterable[Sequence[Any]], names: Sequence[str]) -> None:
    """Insert rows with the database driver alone, as the application does it: one transaction, keys checked.

    What the table held before is deleted first.
    """
    statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"DELETE FROM {table}")
        connection.executemany(statement, rows)
        connection.execute("COMMIT")


def inserted_by_sqlalchemy(path: Path, model: type[Model], rows: Sequence[Row]) -> None:
    """The same by SQLAlchemy's bulk insert."""
    engine = create_engine(f"sqlite:///{path}")
    with Session(engine) as session, session.begin():
        session.connection(execution_options={"gridhr_write": True})
        session.execute(delete(model))
        session.execute(insert(model), rows)
    engine.dispose()


def _nothing(_row: Row) -> Row:
    return {}
