"""An import of cases or shifts whose process is killed leaves the database as before or as after, never between."""

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
from hr.models.casework.case_event import CaseEvent
from hr.models.system.import_batch import ImportBatch
from hr.models.worktime.shift import Shift
from hr.permissions.viewer import system_viewer
from hr.queries.system.audit_entry import verify
from tests import world
from tests.conftest import ROOT
from tests.databases import SqliteTemplates, opened
from tests.hr.casework import files as case_files
from tests.hr.worktime import files as shift_files

ROWS = 200
KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from hr.database import db
from hr.services.casework.case_import import CaseFile, import_cases
from hr.services.worktime.shift_import import import_shifts
from tests import world
from tests.databases import opened

folder, subject, moment, target = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
with opened("sqlite:///" + str(folder / "killed.db"), folder):
    seen = [0]

    def die(*_):
        seen[0] += 1
        if seen[0] == target:
            os.kill(os.getpid(), signal.SIGKILL)

    content, viewer = (folder / (subject + ".csv")).read_bytes(), world.viewer("hr_officer")
    event.listen(db.engine, moment, die)
    if subject == "cases":
        import_cases(CaseFile(content, "cases.csv", "gridhr"), viewer=viewer)
    else:
        import_shifts(content, "shifts.csv", viewer=viewer)
    print(seen[0])
"""


@pytest.fixture
def folder(tmp_path: Path, sqlite_templates: SqliteTemplates) -> Path:
    """A folder with the small world in killed.db, and a file of each kind to import."""
    sqlite_templates.prepare("world", world.build)
    shutil.copy(sqlite_templates.folder / "world.db", tmp_path / "killed.db")
    (tmp_path / "cases.csv").write_bytes(case_files.case_csv(*(case_files.row(case=str(n)) for n in range(ROWS))))
    days = (f"{2023 + n // 300}-{n // 25 % 12 + 1:02d}-{n % 25 + 1:02d}" for n in range(ROWS))
    (tmp_path / "shifts.csv").write_bytes(shift_files.shift_csv(*(shift_files.row(day=day) for day in days)))
    return tmp_path


def stored(folder: Path) -> tuple[int, int, int]:
    """Events, shifts and batches in the file, whose trail must verify."""
    with opened(f"sqlite:///{folder / 'killed.db'}", folder):
        assert verify(system_viewer("audit"))[1] == []
        events, shifts, batches = (
            db.session.scalar(select(func.count(m.id))) or 0 for m in (CaseEvent, Shift, ImportBatch)
        )
    return events, shifts, batches


def run(folder: Path, subject: str, moment: str, target: int) -> subprocess.CompletedProcess[str]:
    """An import that kills itself at the ``target``-th ``moment`` of the database engine."""
    command = [sys.executable, "-c", KILLED, str(folder), subject, moment, str(target)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)


@pytest.mark.parametrize("subject", ["cases", "shifts"])
def test_a_kill_at_any_moment_before_the_commit_leaves_everything_as_before(folder: Path, subject: str) -> None:
    shutil.copy(folder / "killed.db", folder / "kept.db")
    statements = int(run(folder, subject, "after_cursor_execute", 10_000).stdout)
    for moment, target in [("after_cursor_execute", statements - 1), ("commit", 1)]:
        for left in folder.glob("killed.db*"):
            left.unlink()
        shutil.copy(folder / "kept.db", folder / "killed.db")
        killed = run(folder, subject, moment, target)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        assert stored(folder) == (0, 0, 0)


@pytest.mark.parametrize(("subject", "after"), [("cases", (ROWS, 0, 1)), ("shifts", (0, ROWS, 1))])
def test_a_run_that_nobody_kills_leaves_everything_as_after(
    folder: Path, subject: str, after: tuple[int, int, int]
) -> None:
    finished = run(folder, subject, "commit", 1_000)
    assert finished.returncode == 0, finished.stderr
    assert stored(folder) == after
