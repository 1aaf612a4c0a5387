"""An import whose process is killed leaves the database as before or as after, never between."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from hr.database import db
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.permissions.viewer import system_viewer
from hr.queries.system.audit_entry import verify
from tests import world
from tests.conftest import ROOT
from tests.databases import SqliteTemplates, opened
from tests.hr.staff.files import row, staff_csv

ROWS = 120
KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from hr.database import db
from hr.services.staff.staff_import import import_staff
from tests import world
from tests.databases import opened

folder, target = Path(sys.argv[1]), int(sys.argv[2])
with opened("sqlite:///" + str(folder / "killed.db"), folder):
    seen = [0]

    def die(*_):
        seen[0] += 1
        if seen[0] == target:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(db.engine, "{event}", die)
    import_staff((folder / "staff.csv").read_bytes(), "staff.csv", viewer=world.viewer("hr_officer"))
"""


def counted(folder: Path) -> tuple[int, int, int]:
    """People, employments and assignments in the file, whose trail must verify."""
    with opened(f"sqlite:///{folder / 'killed.db'}", folder):
        assert verify(system_viewer("audit"))[1] == []
        models = (Person, Employment, Assignment)
        people, employments, assignments = (db.session.scalar(select(func.count(model.id))) or 0 for model in models)
    return people, employments, assignments


@pytest.fixture
def folder(tmp_path: Path, sqlite_templates: SqliteTemplates) -> Path:
    """A folder with the small world in killed.db and a file to import."""
    sqlite_templates.prepare("world", world.build)
    shutil.copy(sqlite_templates.folder / "world.db", tmp_path / "killed.db")
    (tmp_path / "staff.csv").write_bytes(staff_csv(*(row(order) for order in range(ROWS))))
    return tmp_path


def run_until_killed(folder: Path, event: str, target: int) -> int:
    """The exit status of an import that kills itself at the ``target``-th ``event`` of the database engine."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    script = KILLED.replace("{event}", event)
    command = [sys.executable, "-c", script, str(folder), str(target)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True).returncode


@pytest.mark.parametrize(
    ("event", "target"),
    [("after_cursor_execute", 25), ("after_cursor_execute", 32), ("after_cursor_execute", 38), ("commit", 1)],
)
def test_a_kill_before_the_commit_leaves_everything_as_before(folder: Path, event: str, target: int) -> None:
    before = counted(folder)
    assert run_until_killed(folder, event, target) == -signal.SIGKILL, "the hook was not reached"
    assert counted(folder) == before


def test_a_run_that_nobody_kills_leaves_everything_as_after(folder: Path) -> None:
    people, employments, assignments = counted(folder)
    assert run_until_killed(folder, "commit", 1_000) == 0
    assert counted(folder) == (people + ROWS, employments + ROWS, assignments + ROWS)
