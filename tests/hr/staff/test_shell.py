"""The shell door: importing staff, and settling what the calendar brings about."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from click.testing import Result
from flask import Flask

from hr.cli.imports import group as imports
from hr.cli.staff.settle import group as staff
from hr.clock import today
from hr.permissions.viewer import system_viewer
from hr.services.staff.assignment import transfer
from hr.services.staff.wishes import Transfer
from tests.hr.staff import found
from tests.hr.staff.files import row, staff_csv


def run(app: Flask, folder: Path, *args: str) -> Result:
    path = folder / "staff.csv"
    return app.test_cli_runner().invoke(imports, ["staff", str(path), *args, "--json"])


def test_a_file_is_tried_taken_and_then_unchanged(web: Flask, tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_bytes(staff_csv(row(1), row(2)))
    counts = {"read": 2, "accepted": 2, "unchanged": 0, "rejected": 0, "rejects_file": None}
    assert json.loads(run(web, tmp_path, "--dry-run").stdout) == counts
    assert json.loads(run(web, tmp_path).stdout) == counts
    assert json.loads(run(web, tmp_path).stdout) == counts | {"accepted": 0, "unchanged": 2}


def test_bad_rows_refuse_the_file_unless_the_good_ones_are_kept(web: Flask, tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_bytes(staff_csv(row(1), row(2, post="P9")))
    refused = run(web, tmp_path)
    assert refused.exit_code == 1
    assert "P9" in refused.stderr
    answer = json.loads(refused.stdout)
    assert (answer["accepted"], answer["rejected"]) == (0, 1)
    assert Path(answer["rejects_file"]).read_bytes().startswith(b"PK")
    kept = run(web, tmp_path, "--keep-good")
    assert (kept.exit_code, json.loads(kept.stdout)["accepted"]) == (0, 1)


def test_settling_moves_the_files_of_transfers_whose_day_has_come(web: Flask) -> None:
    ahead = today() + timedelta(days=30)
    wish = Transfer(person_id=found.person("N002").id, post_id=found.post("S", "P1").id, on=ahead)
    transfer(wish, viewer=system_viewer("test"))
    runner = web.test_cli_runner()
    for day, moved in ((today(), 0), (ahead, 1), (ahead, 0)):
        answer = runner.invoke(staff, ["settle", "--on", day.isoformat(), "--json"])
        assert json.loads(answer.stdout) == {"on": day.isoformat(), "moved": moved}
