"""Which version of the program a database was made by, and what to say when that is an older one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hr.config import ROOT
from vocabulary.text import Text

if TYPE_CHECKING:  # a warm start of the sample does without SQLAlchemy
    from sqlalchemy import Engine

BEHIND = Text(
    "数据库是旧版本（{before}），本程序需要 {after}：请先备份，再运行 gridhr upgrade",
    "The database is of an older version ({before}; this program needs {after}): back it up, then run gridhr upgrade",
)
_EMPTY = Text("数据库尚未初始化：请先运行 gridhr init", "There is no database yet: run gridhr init first")
_TABLE = "alembic_version"
_QUERY = f"SELECT version_num FROM {_TABLE}"  # noqa: S608 - our own word
_SQLITE = "sqlite:///"


@cache
def head_revision() -> str:
    """The revision of this version of the program: the last of the migrations, whose files begin with theirs."""
    return max(file.name.partition("_")[0] for file in (ROOT / "migrations" / "versions").glob("[0-9]*.py"))


def stored_revision(engine: Engine) -> str | None:
    """The revision that a database stands at; None for one without any."""
    from sqlalchemy import inspect, text

    if not inspect(engine).has_table(_TABLE):
        return None
    with engine.connect() as connection:
        found: str | None = connection.scalar(text(_QUERY))
    return found


def why_it_fails(engine: Engine) -> Text | None:
    """What somebody is to do about a database that this version can't work with; None where it is up to date."""
    from sqlalchemy import inspect

    stored = stored_revision(engine)
    if stored is None:
        return None if inspect(engine).get_table_names() else _EMPTY
    return BEHIND.format(before=stored, after=head_revision()) if stored < head_revision() else None


def behind(url: str) -> Text | None:
    """That the database at an address is of an older version, if it is; looked at with a connection of its own."""
    stored = _stored_in_file(Path(url.removeprefix(_SQLITE))) if url.startswith(_SQLITE) else _stored_at(url)
    if stored is None or stored >= head_revision():
        return None
    return BEHIND.format(before=stored, after=head_revision())


def _stored_in_file(path: Path) -> str | None:
    if not path.is_file():
        return None
    with closing(sqlite3.connect(path)) as connection:
        there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_TABLE,)).fetchone()
        found = connection.execute(_QUERY).fetchone() if there else None
    return None if found is None else str(found[0])


def _stored_at(url: str) -> str | None:
    from sqlalchemy import create_engine

    engine = create_engine(url)
    try:
        return stored_revision(engine)
    finally:
        engine.dispose()
