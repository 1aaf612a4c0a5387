"""Real logs of three cities through their profiles, with the numbers that are known of them."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import distinct, func, or_, select

from hr.database import db
from hr.models.casework.case_event import CaseEvent
from hr.permissions.viewer import system_viewer
from hr.queries.system.audit_entry import verify
from hr.services.casework.case_import import CaseFile, CaseImportResult, import_cases
from tests.hr.casework.files import BALTIMORE, BOSTON, DUTCH


def take(path: Path, profile: str, **choice: bool) -> CaseImportResult:
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the repository")
    file = CaseFile(path.read_bytes(), path.name, profile)
    return import_cases(file, viewer=system_viewer("test"), **choice)


def counted(expression: object) -> int:
    return db.session.scalar(select(func.count(expression))) or 0  # type: ignore[arg-type]


def test_the_dutch_log_comes_in_with_its_known_numbers_and_once(app: Flask) -> None:
    first = take(DUTCH, "nl_permit_receipt")
    assert (first.read, first.accepted, first.rejected) == (8577, 8577, 0)
    assert counted(CaseEvent.id) == 8577
    assert counted(distinct(CaseEvent.case_number)) == 1434
    assert counted(distinct(CaseEvent.item_name)) == 27
    assert counted(distinct(CaseEvent.actor_code)) == 48
    by_actor = Counter(db.session.scalars(select(CaseEvent.actor_code)))
    assert (by_actor["Resource01"], by_actor["Resource02"]) == (1228, 580)
    night = select(func.count(CaseEvent.id)).where(or_(CaseEvent.local_hour >= 22, CaseEvent.local_hour < 6))
    assert db.session.scalar(night) == 2
    assert sum(day.weekday() >= 5 for day in db.session.scalars(select(CaseEvent.local_date))) == 20
    again = take(DUTCH, "nl_permit_receipt")
    assert (again.read, again.accepted, again.unchanged, again.rejected) == (8577, 0, 8577, 0)
    assert counted(CaseEvent.id) == 8577
    assert verify(system_viewer("test"))[1] == []


def test_system_users_of_the_dutch_log_are_marked(app: Flask) -> None:
    take(DUTCH, "nl_permit_receipt")
    systems = set(db.session.scalars(select(CaseEvent.actor_code).where(CaseEvent.is_system)))
    assert {name.lower() for name in systems} <= {"test", "admin1", "admin2", "admin3"}
    assert "Resource01" not in systems


def test_a_longer_export_of_the_same_log_adds_only_what_is_new(app: Flask, tmp_path: Path) -> None:
    if not DUTCH.exists():
        pytest.skip(f"{DUTCH.name} is not beside the repository")
    lines = gzip.decompress(DUTCH.read_bytes()).splitlines(keepends=True)
    half = tmp_path / "half.csv"
    half.write_bytes(b"".join(lines[:4001]))
    assert take(half, "nl_permit_receipt").accepted == 4000
    whole = take(DUTCH, "nl_permit_receipt")
    assert (whole.accepted, whole.unchanged) == (4577, 4000)


def test_boston_is_refused_whole_or_kept_without_its_180_backward_rows(app: Flask) -> None:
    refused = take(BOSTON, "boston311", dry_run=True)
    assert (refused.read, refused.rejected) == (49221, 180)
    assert {error.code for error in refused.errors} == {"negative_duration"}


def test_every_row_of_baltimore_comes_in(app: Flask) -> None:
    result = take(BALTIMORE, "baltimore311")
    assert result.read == 10000
    assert result.read == result.accepted + result.unchanged + result.rejected
    assert counted(CaseEvent.id) == result.accepted
