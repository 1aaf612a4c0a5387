"""The database: one `db`, one `Model`, the field's column types, and the unit of work in which all writing is done."""

from __future__ import annotations

import enum
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, Protocol, cast

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, Connection, DateTime, Enum, Integer, MetaData, String, event
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, registry
from sqlalchemy.types import TypeDecorator

from hr.collisions import refusal_of
from vocabulary.periods import Month

_BUSY_MILLISECONDS = 5000
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
KeyType = BigInteger().with_variant(Integer, "sqlite")


class MonthColumn(TypeDecorator[Month]):
    """A month, kept as ``YYYY-MM`` so that it sorts and compares in both databases."""

    impl = String(7)
    cache_ok = True

    def process_bind_param(self, value: Month | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Month | None:
        return None if value is None else Month.parse(value)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in time: aware on this side, UTC in the database (SQLite keeps no time zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class JsonText:
    """The value of a JSON column that is spelt already, for rows in bulk; spelt as ``hr.audit.canonical`` does."""

    text: str


def as_json(value: object) -> str:
    """What is stored in a JSON column; every engine of the application writes by it."""
    return value.text if isinstance(value, JsonText) else json.dumps(value)


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


_REGISTRY = registry(
    metadata=MetaData(naming_convention=NAMING),
    type_annotation_map={
        int: BigInteger(),
        Month: MonthColumn(),
        datetime: UtcDateTime(),
        enum.Enum: Enum(
            enum.Enum, native_enum=False, length=32, values_callable=lambda kind: [member.value for member in kind]
        ),
    },
)


class Model(DeclarativeBase):
    """Base of every table. A table is audited row by row unless it says otherwise:

    ``__audit__ = "batch"`` marks tables filled in bulk, whose rows are audited by batch (see hr/audit.py) under the
    column named by ``__audit_batch__``; ``__audit__ = "none"`` is for the audit trail itself and for counters.
    """

    registry = _REGISTRY
    __audit__: ClassVar[str] = "row"
    __audit_batch__: ClassVar[str | None] = None


Key = Annotated[int, mapped_column(KeyType, primary_key=True)]
db = SQLAlchemy(model_class=Model, engine_options={"json_serializer": as_json})
SEALS: list[Callable[[Session], None]] = []
"""What is done at the end of each unit of work, before it is committed (the audit trail signs up here)."""


class Actor(Protocol):
    """Whoever a unit of work is done for: what the audit trail needs to know of a viewer."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def door(self) -> str: ...


class WriteOutsideUnitOfWork(RuntimeError):  # noqa: N818
    """A change reached the database without a unit of work: a fault in the program, never of the user."""


@contextmanager
def unit_of_work(viewer: Actor, deed: str) -> Iterator[Session]:
    """One piece of work that happens whole or not at all, with its audit trail in the same transaction.

    ``deed`` names the verb (``staff.transfer``). A service called by another joins the outer unit. Objects loaded
    before the unit began are expired: load inside it what is to be changed. Who enters at once with somebody else what
    there can be once only is refused as if they had come later (see hr/collisions.py).
    """
    session = cast("Session", db.session())
    if session.info.get("deed"):
        yield session
        session.flush()
        return
    if session.new or session.dirty or session.deleted:
        raise WriteOutsideUnitOfWork("changes were made before the unit of work began")
    session.rollback()
    session.info.update(deed=deed, viewer=viewer)
    try:
        session.connection(execution_options={"gridhr_write": True})
        yield session
        session.flush()
        for seal in SEALS:
            seal(session)
        session.commit()
    except IntegrityError as error:
        session.rollback()
        raise refusal_of(error) or error from error
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.clear()


@event.listens_for(Session, "before_flush")
def _only_in_a_unit_of_work(session: Session, _context: object, _objects: object) -> None:
    if (session.new or session.dirty or session.deleted) and not session.info.get("deed"):
        raise WriteOutsideUnitOfWork("changes belong into a unit of work")


@event.listens_for(Engine, "connect")
def _set_up_sqlite(connection: Any, _record: object) -> None:
    if not type(connection).__module__.startswith("sqlite3"):
        return
    connection.isolation_level = None  # the driver must not begin or commit by itself
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        f"busy_timeout={_BUSY_MILLISECONDS}",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    """A unit of work takes SQLite's write lock at once, so that it never fails half-way for want of it."""
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get("gridhr_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


__all__ = [
    "JsonText",
    "Key",
    "KeyType",
    "Mapped",
    "Model",
    "MonthColumn",
    "UtcDateTime",
    "as_json",
    "db",
    "mapped_column",
    "now",
    "unit_of_work",
]
