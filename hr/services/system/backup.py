"""A copy of the whole database in one file, and back again (SQLite; PostgreSQL has tools of its own)."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from hr.database import db
from hr.refusals import Refusal
from vocabulary.text import Text

_POSTGRES = Text(
    "此命令只适用于 SQLite；PostgreSQL 请用 pg_dump 备份、pg_restore 恢复",
    "This is for SQLite: use pg_dump and pg_restore with PostgreSQL",
)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made: where, and how big (bytes)."""

    file: Path
    size: int


def back_up(target: Path) -> Backup:
    """Copy the running database to ``target`` as of one moment; users may go on working. Raises Refusal if it exists.

    The copy holds sealed values but not the keys to them: those are kept apart on purpose.
    """
    source = _database_file()
    if target.exists():
        raise Refusal(Text("文件已存在：{file}", "The file exists already: {file}").format(file=target))
    part = target.with_name(f"{target.name}.part")
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    _copy(source, part)
    part.replace(target)
    return Backup(target, target.stat().st_size)


def restore(source: Path, *, replace: bool) -> None:
    """Put a backup in the place of the database. Raises Refusal for a file that is no sound backup of GridHR.

    A database that is there already is only overwritten where ``replace`` says so.
    """
    target = _database_file()
    _check(source)
    if target.exists() and not replace:
        reason = Text(
            "数据库已存在；确认覆盖请加 --replace", "There is a database already: add --replace to overwrite it"
        )
        raise Refusal(reason)
    db.session.remove()
    db.engine.dispose()
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    _copy(source, part)
    for leftover in ("-wal", "-shm"):
        target.with_name(target.name + leftover).unlink(missing_ok=True)
    part.replace(target)


def _database_file() -> Path:
    url = make_url(db.engine.url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise Refusal(_POSTGRES)
    return Path(url.database)


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as reader, closing(sqlite3.connect(target)) as writer:
        reader.backup(writer)


def _check(source: Path) -> None:
    reason = Text("不是完好的 GridHR 备份：{file}", "Not a sound backup of GridHR: {file}").format(file=source)
    if not source.is_file():
        raise Refusal(reason)
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError as broken:
        raise Refusal(reason) from broken
    if not sound or not {"user", "audit_entry"} <= tables:
        raise Refusal(reason)
