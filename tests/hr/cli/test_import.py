"""`gridhr import` and `workload build`: counts, exit status, and the workbook of what could not be taken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy import func, select

from hr.cli import main
from hr.database import db
from hr.models.casework.case_event import CaseEvent
from hr.models.worktime.shift import Shift
from tests.hr.casework import files as case_files
from tests.hr.worktime import files as shift_files

BAD = case_files.row(case="B", step="瞎编")


@pytest.fixture
def shell(web: Flask) -> Any:
    def run(*words: str | Path) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], obj=ScriptInfo(create_app=lambda: web))

    return run


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.csv"
    path.write_bytes(case_files.case_csv(case_files.row(case="A"), BAD))
    return path


def stored(model: type[CaseEvent] | type[Shift]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(model.id))) or 0


def test_a_file_with_a_bad_row_ends_with_1_names_it_and_hands_the_row_back(shell: Any, cases: Path) -> None:
    result = shell("import", "cases", cases, "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert {key: found[key] for key in ("read", "accepted", "unchanged", "rejected")} == {
        "read": 2,
        "accepted": 0,
        "unchanged": 0,
        "rejected": 1,
    }
    assert "第 3 行" in result.stderr
    sheet = openpyxl.load_workbook(found["rejects_file"]).active
    assert sheet is not None
    assert sheet.cell(2, 3).value == "瞎编"
    assert Path(found["rejects_file"]).stat().st_mode & 0o077 == 0, "it holds personal data"
    assert stored(CaseEvent) == 0


def test_the_good_rows_are_kept_when_asked_and_the_second_time_changes_nothing(shell: Any, cases: Path) -> None:
    for accepted, unchanged in ((1, 0), (0, 1)):
        result = shell("import", "cases", cases, "--keep-good", "--json")
        assert result.exit_code == 0
        found = json.loads(result.stdout)
        assert (found["accepted"], found["unchanged"], found["rejected"]) == (accepted, unchanged, 1)
    assert stored(CaseEvent) == 1


def test_a_dry_run_writes_nothing_and_ends_as_the_import_would(shell: Any, cases: Path, tmp_path: Path) -> None:
    assert shell("import", "cases", cases, "--dry-run").exit_code == 1
    shifts = tmp_path / "shifts.csv"
    shifts.write_bytes(shift_files.shift_csv(shift_files.row()))
    assert shell("import", "shifts", shifts, "--dry-run").exit_code == 0
    assert stored(CaseEvent) == stored(Shift) == 0


def test_a_refusal_speaks_the_language_asked_for(shell: Any, cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDHR_LANG", "en")
    result = shell("import", "cases", cases)
    assert "nothing was written" in result.stderr
    unknown = shell("import", "cases", cases, "--profile", "nobody")
    assert unknown.exit_code == 1
    assert "nobody" in unknown.stderr


def test_somebodys_import_reaches_no_further_than_their_role(shell: Any, tmp_path: Path) -> None:
    path = tmp_path / "shifts.csv"
    path.write_bytes(shift_files.shift_csv(shift_files.row(number="S001")))
    result = shell("import", "shifts", path, "--as", "hr_officer", "--json")
    assert (result.exit_code, json.loads(result.stdout)["rejected"]) == (1, 1)
    assert shell("import", "shifts", path, "--as", "unit_manager").exit_code == 1
    assert shell("import", "shifts", path, "--json").exit_code == 0


def test_a_month_is_measured_from_the_shell(shell: Any, tmp_path: Path) -> None:
    assert shell("workload", "build", "2026-10").exit_code == 1
    path = tmp_path / "shifts.csv"
    path.write_bytes(shift_files.shift_csv(shift_files.row()))
    shell("import", "shifts", path)
    result = shell("workload", "build", "2026-10", "--json")
    assert json.loads(result.stdout) == {"month": "2026-10", "people": 1}
    assert shell("workload", "build", "October").exit_code == 2


def test_a_file_that_is_not_there_is_wrong_usage(shell: Any, tmp_path: Path) -> None:
    assert shell("import", "shifts", tmp_path / "nothing.csv").exit_code == 2
