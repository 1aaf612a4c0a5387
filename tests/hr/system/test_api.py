"""The API: tokens, paging, money as text, and trouble told as JSON."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from hr.api.fields import YUAN_PATTERN
from hr.database import db, now, unit_of_work
from hr.models.staff.person import Person
from hr.models.system.user import ApiToken, User
from hr.permissions.viewer import system_viewer
from hr.refusals import OutOfScope, Refusal
from hr.services.system import api_token
from hr.services.system import user as users
from tests import world


def token_of(login: str) -> str:
    user_id = db.session.scalars(select(User.id).where(User.login == login)).one()
    return api_token.issue(user_id, "test", 1, viewer=system_viewer("test"))


def call(app: Flask, path: str, token: str | None, **options: Any) -> TestResponse:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return app.test_client().open(f"/api/v1/{path}", headers=headers, **options)


@pytest.mark.parametrize("token", [None, "", "gridhr_wrong", "x" * 4000])
def test_without_a_valid_token_the_answer_says_that_one_is_needed(web: Flask, token: str | None) -> None:
    answer = call(web, "people", token)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.json is not None
    assert answer.json["error"]["code"] == 401


def test_only_the_digest_of_a_token_is_kept(app: Flask) -> None:
    token = token_of("finance")
    kept = db.session.scalars(select(ApiToken)).one()
    assert token.encode() not in kept.digest
    assert kept.digest == api_token.digest_of(token)


def test_a_token_ends_when_it_is_over_revoked_or_its_user_disabled(web: Flask) -> None:
    tokens = [token_of("finance") for _ in range(3)]
    ids = list(db.session.scalars(select(ApiToken.id).order_by(ApiToken.id)))
    assert [call(web, "people", token).status_code for token in tokens] == [200, 200, 200]
    with unit_of_work(system_viewer("test"), "test.age") as session:
        session.execute(update(ApiToken).where(ApiToken.id == ids[0]).values(expires_at=now() - timedelta(seconds=1)))
    api_token.revoke(ids[1], viewer=system_viewer("test"))
    assert [call(web, "people", token).status_code for token in tokens] == [401, 401, 200]
    users.disable(db.session.get_one(ApiToken, ids[2]).user_id, viewer=system_viewer("test"))
    assert call(web, "people", tokens[2]).status_code == 401


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_token_lives_a_year_at_most(app: Flask, days: int) -> None:
    user_id = db.session.scalars(select(User.id).where(User.login == "finance")).one()
    with pytest.raises(Refusal):
        api_token.issue(user_id, "test", days, viewer=system_viewer("test"))


def test_only_who_maintains_users_issues_tokens(app: Flask) -> None:
    user_id = db.session.scalars(select(User.id).where(User.login == "finance")).one()
    for login in ("finance", "auditor", "hr_officer"):
        with pytest.raises(OutOfScope):
            api_token.issue(user_id, "test", 1, viewer=world.viewer(login))


def test_people_come_in_pages_and_only_those_in_scope(web: Flask) -> None:
    token = token_of("finance")
    pages = [call(web, f"people?size=3&page={page}", token).json for page in (1, 2)]
    assert [page["total"] for page in pages if page] == [4, 4]
    found = [item["staff_number"] for page in pages if page for item in page["items"]]
    assert sorted(found) == ["N001", "N002", "N003", "N004"]
    only = call(web, "people?q=wang", token).json
    assert only is not None
    assert [item["name"] for item in only["items"]] == ["王芳"]
    assert "王芳" in call(web, "people?q=wang", token).get_data(as_text=True)


def test_nothing_sealed_leaves_by_the_api(web: Flask) -> None:
    sealed = db.session.execute(select(Person.id_number, Person.mobile)).all()
    token = token_of("hr_officer")
    told = call(web, "people", token).get_data(as_text=True)
    told += call(web, f"people/{db.session.scalar(select(Person.id))}", token).get_data(as_text=True)
    assert not [value for row in sealed for value in row if value in told]


def test_somebody_elses_thing_and_nobodys_are_answered_alike(web: Flask) -> None:
    token = token_of("finance")
    theirs = db.session.scalars(select(Person.id).where(Person.staff_number == "S001")).one()
    answers = [call(web, f"people/{key}", token) for key in (theirs, 987654)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].data == answers[1].data


@pytest.mark.parametrize("query", ["page=0", "size=0", "size=201", "page=x"])
def test_a_wrong_argument_is_named(web: Flask, query: str) -> None:
    answer = call(web, f"people?{query}", token_of("finance"))
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["error"]["place"] == query.split("=", maxsplit=1)[0]


def test_a_method_that_is_not_offered_is_answered_with_those_that_are(web: Flask) -> None:
    answer = call(web, "people", token_of("finance"), method="POST")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_the_description_is_public_and_gives_money_as_text_with_a_pattern(web: Flask) -> None:
    answer = call(web, "openapi.json", None)
    assert answer.status_code == 200
    assert answer.json is not None
    net = answer.json["components"]["schemas"]["SlipItem"]["properties"]["net"]
    assert net["type"] == "string"
    assert net["pattern"] == YUAN_PATTERN
    assert re.match(YUAN_PATTERN, "-1885.50")
    assert {"/api/v1/people", "/api/v1/payslips", "/api/v1/pay-runs", "/api/v1/workload"} <= set(answer.json["paths"])
