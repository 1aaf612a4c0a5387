"""The unmatched list leads to a form that settles a word, and the rules to one that ends it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from hr.database import db
from hr.models.casework.case_event import CaseEvent
from hr.models.casework.match_rule import MatchRule
from hr.models.casework.workload_stale import WorkloadStale
from hr.permissions.viewer import system_viewer
from hr.services.casework.workload import build
from tests.conftest import log_in
from tests.databases import SqliteTemplates
from tests.hr.casework.files import case_csv, row
from tests.hr.casework.pages_world import OCTOBER, person_id, worked

SAID = {"meaning": "person", "target": "N001", "at_unit_id": "0", "valid_from": "2026-10-01"}


@pytest.fixture
def at_work(sqlite_templates: SqliteTemplates, tmp_path: Path) -> Iterator[Flask]:
    with worked(sqlite_templates, tmp_path) as app:
        yield app


def waiting() -> CaseEvent:
    return db.session.scalars(select(CaseEvent).where(CaseEvent.actor_code == "X-17")).one()


def test_the_unmatched_list_leads_to_the_form_and_the_form_credits_the_events(at_work: Flask) -> None:
    client, event = log_in(at_work, "hr_officer"), waiting().id
    address = f"/casework/matching/actors/{event}"
    assert address in client.get("/casework/events/unmatched").text
    page = client.get(address).text
    assert "X-17" in page
    assert "X-1" in page
    answer = client.post(address, data=SAID, follow_redirects=True)
    assert answer.status_code == 200
    assert "X-17" not in answer.text.split("<h1", 1)[1]
    assert waiting().person_id == person_id("N001")
    assert "X-17" in client.get("/casework/matching").text


def test_a_measured_month_is_marked_until_it_is_measured_again(at_work: Flask) -> None:
    client = log_in(at_work, "hr_officer")
    client.post(f"/casework/matching/actors/{waiting().id}", data=SAID)
    assert db.session.scalars(select(WorkloadStale.month)).all() == [OCTOBER]
    assert "gridhr workload build 2026-10" in client.get("/casework/workload?month=2026-10").text
    build(OCTOBER, viewer=system_viewer("test"))
    assert db.session.scalars(select(WorkloadStale.month)).all() == []


def test_a_wrong_target_is_named_at_its_field_and_nothing_is_kept(at_work: Flask) -> None:
    client = log_in(at_work, "hr_officer")
    answer = client.post(f"/casework/matching/actors/{waiting().id}", data=SAID | {"target": "S001"})
    assert answer.status_code == 400
    assert "没有这个工号" in answer.text
    assert db.session.scalars(select(MatchRule)).all() == []


def test_an_ignored_word_leaves_the_list(at_work: Flask) -> None:
    client = log_in(at_work, "hr_officer")
    said = {"meaning": "ignored", "valid_from": "2026-01-01", "at_unit_id": "0", "reason": "外单位人员"}
    client.post(f"/casework/matching/actors/{waiting().id}", data=said)
    assert "X-17" not in client.get("/casework/events/unmatched").text


def test_a_rule_is_ended_from_its_page(at_work: Flask) -> None:
    client = log_in(at_work, "hr_officer")
    client.post(f"/casework/matching/actors/{waiting().id}", data=SAID)
    rule = db.session.scalars(select(MatchRule.id)).one()
    assert "X-17" in client.get(f"/casework/matching/rules/{rule}").text
    early = client.post(f"/casework/matching/rules/{rule}/end", data={"valid_to": "2026-09-01"})
    assert early.status_code == 400
    client.post(f"/casework/matching/rules/{rule}/end", data={"valid_to": "2026-10-31"})
    assert db.session.scalars(select(MatchRule.valid_to)).one() is not None


def test_a_dry_run_tells_what_it_noticed_by_reason(at_work: Flask) -> None:
    content = case_csv(row(case="Z-1", actor="系统"), row(case="Z-2", started="2026-10-09 09:00"))
    said = {"file": (io.BytesIO(content), "cases.csv"), "choice": "gridhr"}
    page = log_in(at_work, "hr_officer").post("/casework/import", data=said, follow_redirects=True).text
    assert "系统账号的环节，不计入任何人：1" in page
    assert "开始与结束相同的环节：1" in page
