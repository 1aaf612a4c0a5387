"""Making the demonstration: database, sample, closed months and pay reports, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path

from flask import Flask
from sqlalchemy import inspect, select, text

from hr.config import Settings
from hr.database import db, unit_of_work
from hr.models.organisation.unit import Unit
from hr.permissions.viewer import system_viewer
from hr.queries.system.user import user_by_login
from hr.refusals import Refusal
from hr.sample import note
from hr.sample.build import Progress, sample_folder, write_world
from hr.sample.closing import close_months, write_reports
from hr.sample.logins import LOGINS
from hr.sample.note import SQLITE, Made
from hr.sample.plan.setting import Setting
from hr.sample.plan.world import World
from hr.services.system.installation import make_schema
from vocabulary.text import Text

CreateApp = Callable[[Settings], Flask]
_CACHE_KIB = 256 * 1024
_SCHEMA = Text("正在建立数据库", "Making the database")
_PLANNING = Text("正在设计 {n} 人的示例区", "Planning a district of {n} people")
_IN_USE = Text(
    "数据库里已有别的数据，不能再生成示例；请另指定 GRIDHR_DATABASE_URL",
    "The database holds other data: name another one in GRIDHR_DATABASE_URL",
)


def make(settings: Settings, setting: Setting, progress: Progress, create_app: CreateApp) -> Made:
    """Make the demonstration in the application that ``create_app`` makes, and note that it is complete.

    A SQLite file is made under another name and moved when it is whole. Elsewhere the sample is one transaction, and
    what an interrupted run left undone of the months is done by the next. Raises Refusal for a database that holds
    anything else.
    """
    if settings.database_url.startswith(SQLITE):
        made = _make_in_file(settings, setting, progress, create_app)
    else:
        made = _make_in(create_app(settings), setting, progress, at_once=True)
    note.write(settings, made)
    return made


def _make_in_file(settings: Settings, setting: Setting, progress: Progress, create_app: CreateApp) -> Made:
    path = Path(settings.database_url.removeprefix(SQLITE))
    if path.exists():
        raise Refusal(_IN_USE)
    building = path.with_name(path.name + ".building")
    path.parent.mkdir(parents=True, exist_ok=True)
    for left in path.parent.glob(building.name + "*"):
        left.unlink()
    app = create_app(replace(settings, database_url=f"{SQLITE}{building}"))
    made = _make_in(app, setting, progress, at_once=False)
    with building.open("rb+") as stream:
        os.fsync(stream.fileno())
    building.rename(path)
    return made


def _make_in(app: Flask, setting: Setting, progress: Progress, *, at_once: bool) -> Made:
    with app.app_context():
        try:
            progress(_SCHEMA)
            _hurry(at_once=at_once)
            make_schema()
            if not _has_sample():
                progress(_PLANNING.format(n=setting.size))
                _write(World.plan(setting), progress, at_once=at_once)
            made = _close(setting, progress)
            _settle()
        finally:
            db.session.remove()
            db.engine.dispose()
    return made


def _hurry(*, at_once: bool) -> None:
    """A file that is thrown away when it isn't finished needs no care for power cuts, but room for its indexes."""
    if not at_once:
        with closing(
            db.engine.raw_connection()
        ) as connection:  # the only one of the pool: it holds for all that follows
            for pragma in ("synchronous=OFF", f"cache_size={-_CACHE_KIB}"):  # neither may be set inside a transaction
                connection.cursor().execute(f"PRAGMA {pragma}")


def _write(world: World, progress: Progress, *, at_once: bool) -> None:
    viewer = system_viewer("sample")
    with unit_of_work(viewer, "sample.build") if at_once else nullcontext():
        write_world(world, viewer=viewer, progress=progress)


def _has_sample() -> bool:
    """Whether an earlier run wrote the sample; raises Refusal when there is anything else."""
    if not inspect(db.engine).has_table(Unit.__tablename__):
        return False
    if db.session.scalar(select(Unit.id).limit(1)) is None:
        return False
    if all(user_by_login(known.login) for known in LOGINS):
        return True
    raise Refusal(_IN_USE)


def _close(setting: Setting, progress: Progress) -> Made:
    close_months(setting.case_months, progress=progress)
    reports = sample_folder().parent / "reports"
    write_reports(setting.last_closed, reports, progress=progress)
    return Made(str(setting.last_closed), str(reports), str(sample_folder()), setting.size, setting.seed)


def _settle() -> None:
    """SQLite: everything into the one file, and statistics for its planner."""
    db.session.commit()
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            connection.execute(text("PRAGMA optimize"))
            connection.commit()
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
