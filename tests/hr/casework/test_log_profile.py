"""Profiles made here are checked, tried on a sample, kept as data, and read files like those that ship."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from sqlalchemy import func, select

from hr.database import db
from hr.models.casework.case_event import CaseEvent
from hr.models.casework.log_profile import LogProfile
from hr.refusals import OutOfScope, Refusal
from hr.services.casework import log_profile
from hr.services.casework.case_import import CaseFile, import_cases
from tests import world
from tests.conftest import log_in

OURS = """name: ours
rows: events
source: ours
time_zone: Asia/Shanghai
columns: {case: 编号, item: 事项, actor: 谁, ended: 时间, activity: 动作}
steps: {办结: handle}
"""
SAMPLE = "编号,事项,谁,时间,动作\n1,井盖,N001,2026-10-09 09:00,办结\n2,井盖,N001,不详,办结\n".encode()


def kept(name: str = "ours", login: str = "hr_officer") -> int:
    return log_profile.keep(OURS.replace("ours", name), viewer=world.viewer(login))


def test_a_kept_profile_reads_files_by_its_name(app: Flask) -> None:
    kept()
    file = CaseFile(SAMPLE, "sample.csv", "ours")
    result = import_cases(file, viewer=world.viewer("hr_officer"), keep_good=True)
    assert (result.accepted, result.rejected) == (1, 1)
    assert db.session.scalars(select(CaseEvent.source)).one() == "ours"


def test_a_name_is_taken_once_and_never_from_those_that_ship(app: Flask) -> None:
    kept()
    for name in ("ours", "gridhr", "../x"):
        with pytest.raises(Refusal):
            kept(name)


def test_a_broken_profile_is_refused_and_who_maintains_no_cases_keeps_none(app: Flask) -> None:
    with pytest.raises(Refusal):
        log_profile.keep("rows: events", viewer=world.viewer("hr_officer"))
    with pytest.raises(OutOfScope):
        kept(login="finance")
    assert db.session.scalar(select(func.count(LogProfile.id))) == 0


def test_a_sample_is_shown_as_read_with_counts_by_reason_and_not_kept(web: Flask) -> None:
    client = log_in(web, "hr_officer")
    said = {"content": OURS, "sample": (io.BytesIO(SAMPLE), "s.csv"), "try": "1"}
    answer = client.post("/casework/profiles/new", data=said)
    assert answer.status_code == 200
    assert "2026-10-09 09:00:00" in answer.text
    assert "不是有效的时间" in answer.text
    assert db.session.scalar(select(func.count(LogProfile.id))) == 0
    assert db.session.scalar(select(func.count(CaseEvent.id))) == 0


def test_a_profile_is_kept_offered_changed_and_exported_on_the_pages(web: Flask) -> None:
    client = log_in(web, "hr_officer")
    assert client.get("/casework/profiles/new").status_code == 200
    assert client.post("/casework/profiles/new", data={"content": OURS}).status_code == 302
    key = db.session.scalars(select(LogProfile.id)).one()
    assert 'value="ours"' in client.get("/casework/import").text
    changed = OURS.replace("Asia/Shanghai", "UTC")
    assert client.post(f"/casework/profiles/{key}", data={"content": changed}).status_code == 302
    assert client.get(f"/casework/profiles/{key}/file").text == changed
    bad = client.post(f"/casework/profiles/{key}", data={"content": changed + "colour: red\n"})
    assert bad.status_code == 400
    assert "colour" in bad.text
