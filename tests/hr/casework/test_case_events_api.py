"""What a platform sends is judged event by event, written once, and by its own token alone."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from hr.database import db
from hr.models.casework.case_event import CaseEvent
from hr.models.casework.source_token import SourceToken
from hr.models.organisation.unit import Unit
from hr.permissions.viewer import system_viewer
from hr.queries.system.audit_entry import verify
from hr.refusals import OutOfScope, Refusal
from hr.services.casework import event_inbox, source_token
from tests import world
from tests.hr.system.test_api import token_of

EVENT = {"case": "A1", "item": "占道经营", "step": "handle", "actor": "N001", "ended": "2026-10-09T09:00:00+08:00"}
SOURCE = "grid"


def unit_id(code: str) -> int:
    return db.session.scalars(select(Unit.id).where(Unit.code == code)).one()


def token_for(code: str = "N", source: str = SOURCE) -> str:
    return source_token.issue(source, unit_id(code), 30, viewer=system_viewer("test"))


def send(app: Flask, token: str, *events: Any, **options: Any) -> TestResponse:
    body = options.pop("json", {"events": list(events)})
    headers = {"Authorization": f"Bearer {token}"}
    return app.test_client().post("/api/v1/case-events", json=body, headers=headers, **options)


def verdicts(answer: TestResponse) -> list[str]:
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return [event["verdict"] for event in answer.json["events"]]


def stored() -> int:
    return db.session.scalar(select(func.count(CaseEvent.id))) or 0


def test_the_same_event_again_changes_nothing(app: Flask) -> None:
    token = token_for()
    assert verdicts(send(app, token, EVENT, EVENT | {"case": "A2"}, EVENT)) == ["accepted", "accepted", "unchanged"]
    assert verdicts(send(app, token, EVENT | {"case": "A2"}, EVENT)) == ["unchanged", "unchanged"]
    assert stored() == 2
    assert {event.source for event in db.session.scalars(select(CaseEvent))} == {SOURCE}
    assert all(event.person_id for event in db.session.scalars(select(CaseEvent)))
    assert verify(system_viewer("test"))[1] == []


BAD = {
    "case": EVENT | {"case": " "},
    "ended": EVENT | {"ended": "2026-13-01"},
    "step": EVENT | {"step": "dance"},
    "unit": EVENT | {"unit": "S"},
    "colour": EVENT | {"colour": "red"},
    "item": EVENT | {"item": 7},
    "": ["no object"],
    "actor": EVENT | {"actor": "=1+1"},
}


@pytest.mark.parametrize("place", BAD)
def test_a_bad_event_is_named_by_place_and_the_good_ones_are_taken(web: Flask, place: str) -> None:
    answer = send(web, token_for(), BAD[place], EVENT)
    assert verdicts(answer) == ["rejected", "accepted"]
    assert answer.json is not None
    assert [fault["place"] for fault in answer.json["events"][0]["faults"]] == [place]
    assert (answer.json["accepted"], answer.json["unchanged"], answer.json["rejected"]) == (1, 0, 1)
    assert stored() == 1


def test_a_sources_token_reads_nothing_and_a_users_token_writes_nothing(web: Flask) -> None:
    source = token_for()
    for path in ("people", "units", "workload", "payslips"):
        answer = web.test_client().get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {source}"})
        assert answer.status_code in {401, 404}
    assert send(web, token_of("hr_officer"), EVENT).status_code == 404
    assert send(web, "gridhr_source_wrong", EVENT).status_code == 401
    assert stored() == 0


def test_people_outside_the_tokens_unit_are_not_credited(web: Flask) -> None:
    assert verdicts(send(web, token_for("N"), EVENT | {"actor": "S001"})) == ["accepted"]
    event = db.session.scalars(select(CaseEvent)).one()
    assert (event.person_id, event.unit_id) == (None, unit_id("N"))


def test_two_sources_may_use_the_same_case_numbers(web: Flask) -> None:
    for source in ("grid", "12345"):
        assert verdicts(send(web, token_for(source=source), EVENT)) == ["accepted"]
    assert stored() == 2


def test_a_revoked_token_opens_nothing(web: Flask) -> None:
    token = token_for()
    assert source_token.revoke(SOURCE, unit_id("N"), viewer=system_viewer("test")) == 1
    assert send(web, token, EVENT).status_code == 401


def test_only_the_digest_of_a_sources_token_is_kept(web: Flask) -> None:
    token = token_for()
    assert token.encode() not in db.session.scalars(select(SourceToken.digest)).one()


def test_only_who_maintains_users_issues_a_sources_token(web: Flask) -> None:
    for login in ("hr_officer", "auditor", "finance"):
        with pytest.raises(OutOfScope):
            source_token.issue(SOURCE, unit_id("N"), 30, viewer=world.viewer(login))
    with pytest.raises(Refusal):
        source_token.issue(SOURCE, unit_id("N"), 367, viewer=system_viewer("test"))


@pytest.mark.parametrize("body", [{}, {"events": []}, {"events": "x"}, {"events": [EVENT] * 1001}, {"event": [EVENT]}])
def test_a_body_that_is_no_batch_is_refused(web: Flask, body: Any) -> None:
    assert send(web, token_for(), json=body).status_code == 422


def test_a_body_beyond_the_limit_is_refused(web: Flask) -> None:
    assert send(web, token_for(), EVENT | {"result": "x" * (3 << 20)}).status_code == 413


def test_who_maintains_no_cases_receives_nothing(web: Flask) -> None:
    with pytest.raises(OutOfScope):
        event_inbox.receive([EVENT], SOURCE, viewer=world.viewer("finance"))


def test_the_description_tells_of_an_events_keys(web: Flask) -> None:
    told = web.test_client().get("/api/v1/openapi.json").json
    assert told is not None
    assert "post" in told["paths"]["/api/v1/case-events"]
    event = told["components"]["schemas"]["EventsIn"]["properties"]["events"]["items"]
    assert set(event["required"]) == {"case", "item", "step", "ended"}
