"""Planning the sample district and writing it into an empty database."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from hr.clock import today as today_in_shanghai
from hr.database import db, unit_of_work
from hr.models.organisation.unit import Unit
from hr.permissions.viewer import Viewer
from hr.refusals import Refusal
from hr.sample.plan.setting import Setting, latest_today
from hr.sample.plan.table import Table
from hr.sample.plan.truth import PlantedTruth
from hr.sample.plan.world import World
from hr.sample.writing.files import write_month, write_others
from hr.sample.writing.ladders import write_ladders
from hr.sample.writing.logins import write_logins
from hr.sample.writing.months import write_events, write_shifts
from hr.sample.writing.tables import move_keys_on, put
from hr.services.casework.case_import import CaseFile, import_cases
from hr.services.worktime.shift_import import import_shifts
from vocabulary.periods import Month
from vocabulary.text import Text

Progress = Callable[[Text], None]
FILES_UP_TO = 5_000
"""Of more people the last month is written like the others: no spreadsheet holds it."""
_PLANNING = Text("正在设计 {n} 人的示例区", "Planning a district of {n} people")
_STAFF = Text("正在写入机构与人员", "Writing units and people")
_MONTH = Text("正在写入 {month} 的班次与案卷", "Writing shifts and cases of {month}")
_FILES = Text("正在导入 {month} 的班次与案卷文件", "Importing the files of {month}: shifts and cases")
_NOT_EMPTY = Text("数据库里已有机构，不能再生成示例", "There are units already: a sample is made in an empty database")


def silent(_text: Text) -> None:
    """Tells nobody."""


def build_sample(
    size: int = 420,
    months: int = 12,
    seed: int = 2017,
    today: date | None = None,
    *,
    viewer: Viewer,
    progress: Progress = silent,
) -> PlantedTruth:
    """Fill an empty database with a fictional district of about ``size`` people and say what was planted in it.

    ``months`` closed months before ``today`` (default: the real date, see ``latest_today``) get cases and one more gets
    shifts. The same arguments make the same world. Raises Refusal when the database already has units, BadInput for a
    size or number of months out of its limits.
    """
    setting = Setting(size, months, seed, today or latest_today(today_in_shanghai()))
    progress(_PLANNING.format(n=size))
    world = World.plan(setting)
    write_world(world, viewer=viewer, progress=progress)
    return world.truth


def write_world(world: World, *, viewer: Viewer, progress: Progress = silent) -> None:
    """Write a planned world; each part is one unit of work unless the caller has begun one for all of them."""
    if db.session.scalar(select(Unit.id).limit(1)) is not None:
        raise Refusal(_NOT_EMPTY)
    progress(_STAFF)
    _write_tables(world.rules(), viewer)
    _write_tables(world.staff(), viewer)
    with unit_of_work(viewer, "sample.rest") as session:
        write_ladders(session)
        write_logins(session, world)
        move_keys_on(session)
    imported = world.setting.size <= FILES_UP_TO
    for month in world.setting.shift_months[: -1 if imported else None]:
        progress(_MONTH.format(month=month))
        _write_month(world, month, viewer)
    if imported:
        progress(_FILES.format(month=world.setting.last_closed))
        _import_last_month(world, viewer)


def _import_last_month(world: World, viewer: Viewer) -> None:
    """The last month comes in as an office's would: from files, through the services that everybody uses."""
    folder = sample_folder()
    last = write_month(world, world.setting.last_closed, folder)
    write_month(world, world.setting.this_month, folder)
    write_others(world, folder)
    results = (
        import_shifts(last.shifts.read_bytes(), last.shifts.name, viewer=viewer),
        import_cases(CaseFile(last.cases.read_bytes(), last.cases.name, "gridhr"), viewer=viewer),
    )
    assert all(result.applied for result in results), "the sample's own files are good"


def sample_folder() -> Path:
    """Where the files for a newcomer to import lie."""
    folder: Path = current_app.config["SETTINGS"].folder
    return folder / "demo"


def _write_tables(tables: Iterable[Table], viewer: Viewer) -> None:
    for table in tables:
        with unit_of_work(viewer, f"sample.{table.name}"[:60]) as session:
            put(session, table)


def _write_month(world: World, month: Month, viewer: Viewer) -> None:
    shifts = world.shifts(month)
    with unit_of_work(viewer, "sample.shifts") as session:
        write_shifts(session, month, shifts, viewer)
    if month in world.setting.case_months:
        with unit_of_work(viewer, "sample.cases") as session:
            write_events(session, month, world.events(month, shifts), world, viewer)
