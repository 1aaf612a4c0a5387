"""`gridhr demo`: whole or not at all, kept by a second run, refused where other data is."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from flask_migrate import upgrade as migrate

from hr.app import create_app
from hr.config import ROOT, Settings
from hr.database import db
from hr.refusals import Refusal
from hr.sample import demo, note
from hr.sample.build import silent
from hr.sample.logins import LOGINS, PASSWORD
from hr.sample.plan.setting import Setting
from hr.schema_version import head_revision
from tests.databases import DATA_KEY
from tests.hr.sample.conftest import TODAY

SMALL = Setting(40, 1, 3, TODAY)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    url = f"sqlite:///{tmp_path / 'gridhr.db'}"
    return Settings(database_url=url, secret_key="for tests only", data_key=DATA_KEY, folder=tmp_path, testing=True)


def people(settings: Settings) -> int:
    with sqlite3.connect(settings.database_url.removeprefix("sqlite:///")) as connection:
        return int(connection.execute("SELECT count(*) FROM person").fetchone()[0])


def test_a_demonstration_leaves_database_reports_files_and_a_note(settings: Settings) -> None:
    made = demo.make(settings, SMALL, silent, create_app)
    assert made.month == "2026-10"
    assert people(settings) > 40
    names = {path.suffix for path in Path(made.reports).iterdir()}
    assert names == {".pdf", ".xlsx"}
    assert len(list(Path(made.files).glob("班次_*.xlsx"))) == 3
    assert note.read(settings) == made
    assert not list(settings.folder.glob("*.building*"))


def test_several_districts_are_paid_by_one_run_of_the_city(settings: Settings) -> None:
    made = demo.make(settings, Setting(640, 1, 3, TODAY, case_steps_per_day=0.1), silent, create_app)
    with sqlite3.connect(settings.database_url.removeprefix("sqlite:///")) as connection:
        runs = connection.execute("SELECT u.kind, r.state FROM pay_run r JOIN unit u ON u.id = r.unit_id").fetchall()
        paid = connection.execute("SELECT count(DISTINCT person_id) FROM payslip").fetchone()[0]
    assert runs == [("city", "locked")]
    assert paid > 600
    assert made.staff == 640


def stopped(*_args: Any, **_kwargs: Any) -> None:
    raise KeyboardInterrupt


def test_an_interrupted_demonstration_can_be_begun_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as interrupted:
        interrupted.setattr(demo, "close_months", stopped)
        with pytest.raises(KeyboardInterrupt):
            demo.make(settings, SMALL, silent, create_app)
    assert not (settings.folder / "gridhr.db").exists()
    assert note.read(settings) is None
    demo.make(settings, SMALL, silent, create_app)
    assert people(settings) > 40


def test_a_database_that_holds_other_data_is_left_alone(settings: Settings) -> None:
    path = settings.folder / "gridhr.db"
    path.write_bytes(b"somebody's")
    with pytest.raises(Refusal):
        demo.make(settings, SMALL, silent, create_app)
    assert path.read_bytes() == b"somebody's"


def test_a_note_without_its_database_is_worth_nothing(settings: Settings) -> None:
    note.write(settings, note.Made("2026-10", "r", "f", 40, 1))
    assert note.read(settings) is None


def run_demo(folder: Path, *arguments: str, data_key: bytes | None = None) -> subprocess.CompletedProcess[str]:
    code = "from hr.cli import main; main()"
    environment = {**os.environ, "GRIDHR_FOLDER": str(folder), "PYTHONPATH": str(ROOT)}
    if data_key is not None:
        environment |= {"GRIDHR_DATA_KEY": b64encode(data_key).decode(), "GRIDHR_SECRET_KEY": "for tests only"}
    environment.pop("GRIDHR_DATABASE_URL", None)
    command = [sys.executable, "-c", code, "demo", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240, check=False)


def test_the_command_says_where_things_are_and_a_second_run_says_it_at_once(tmp_path: Path) -> None:
    first = run_demo(tmp_path, "--staff", "40", "--months", "1")
    assert first.returncode == 0, first.stderr
    assert PASSWORD in first.stdout
    assert all(known.login in first.stdout for known in LOGINS)
    assert "正在写入" in first.stderr
    changed = (tmp_path / "gridhr.db").stat().st_mtime_ns
    began = time.monotonic()
    second = run_demo(tmp_path, "--json")
    assert time.monotonic() - began < 5
    told = json.loads(second.stdout)
    assert told["reports"] == str(tmp_path / "reports")
    assert told["address"] == f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/"
    assert second.stderr == ""
    assert (tmp_path / "gridhr.db").stat().st_mtime_ns == changed


def test_a_sample_of_an_older_version_is_brought_to_this_one_and_only_once(settings: Settings) -> None:
    path = settings.folder / "gridhr.db"
    app = create_app(settings)
    with app.app_context():
        migrate(revision="0002")
        db.engine.dispose()
    note.write(settings, note.Made("2026-10", "r", "f", 40, 1))
    first = run_demo(settings.folder, data_key=DATA_KEY)
    assert first.returncode == 0, first.stderr
    assert f"0002 升级到 {head_revision()}" in first.stderr
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (head_revision(),)
    assert run_demo(settings.folder, data_key=DATA_KEY).stderr == ""


def test_a_size_that_can_t_be_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    refused = run_demo(tmp_path, "--staff", "3")
    assert refused.returncode == 1
    assert "示例人数" in refused.stderr
    assert not (tmp_path / "gridhr.db").exists()
