"""Every route and API resource × every role × an object outside its scope: nothing shown, changed or admitted."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from hr.database import db
from hr.models.system.audit_entry import AuditEntry
from hr.permissions.roles import ACTIONS_OF
from hr.permissions.viewer import system_viewer
from hr.queries.system.user import user_by_login
from hr.services.system.api_token import issue
from hr.views.doorkeeper import PUBLIC
from tests import world
from tests.databases import SqliteTemplates, opened
from tests.house import beyond
from vocabulary.terms import Role

LOGINS = [*(role.value for role in Role if role is not Role.ADMINISTRATOR), "administrator_n"]
ABOUT_ONESELF = {"login.leave", "login.change_password", "login.end_other_sessions", "login.enter"}
"""Deeds that touch nobody but who does them; they are tested in tests/hr/system/test_login.py."""


@dataclass(frozen=True)
class Knock:
    """One request, as it is told of when it fails."""

    method: str
    path: str
    endpoint: str


@pytest.fixture(scope="module")
def app(sqlite_templates: SqliteTemplates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One database for the whole walk: that it never changes is part of what is tested."""
    template = sqlite_templates.prepare("beyond", beyond.build)
    folder: Path = tmp_path_factory.mktemp("walk")
    with sqlite_templates.fresh(template) as url, opened(url, folder) as application:
        yield application


@cache
def key_at(street: str, name: str) -> Any:
    """The key of a street's object for an argument; looked up once, as nothing changes while we walk."""
    return beyond.OBJECTS[name](street)


def objects_in(rule: Rule) -> set[str]:
    return set(rule.arguments) - set(beyond.PLAIN)


def knocks(app: Flask, street: str | None, *, with_objects: bool) -> Iterator[Knock]:
    """Every address, filled with the objects of a street (None: with keys that there are not)."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if bool(objects_in(rule)) is not with_objects or rule.endpoint in ABOUT_ONESELF:
            continue
        values: dict[str, Any] = {name: beyond.PLAIN[name] for name in rule.arguments if name in beyond.PLAIN}
        for name in objects_in(rule):
            values[name] = key_at(street, name) if street else beyond.MISSING
        path = adapter.build(rule.endpoint, values)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield Knock(method, path, rule.endpoint)


def head() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.max(AuditEntry.number))) or 0


class Visitor:
    """Somebody who knocks: by session at the pages, by token at the API."""

    def __init__(self, app: Flask, login: str | None) -> None:
        self.client: FlaskClient = app.test_client()
        self.headers: dict[str, str] = {}
        if login is not None:
            self.client.post("/login", data={"login": login, "password": world.PASSWORD})
            user = user_by_login(login)
            assert user is not None
            token = issue(user.id, "walk", 1, viewer=system_viewer("test"))
            self.headers = {"Authorization": f"Bearer {token}"}

    def knock(self, knock: Knock, form: dict[str, Any] | None = None) -> TestResponse:
        headers = self.headers if knock.path.startswith("/api/") else {}
        return self.client.open(knock.path, method=knock.method, data=form, headers=headers)


def said(answer: TestResponse) -> str:
    """What an answer says, workbooks opened; without tokens, and without the address it repeats."""
    data = answer.get_data()
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as workbook:
            data = b"\n".join(workbook.read(name) for name in workbook.namelist())
    text = data.decode("utf-8", "replace")
    text = re.sub(r'name="(csrf_token|next)" value="[^"]*"', r'name="\1"', text)
    return re.sub(r"\d\d:\d\d(:\d\d)?", "", text)


def everything_of_s() -> dict[str, Any]:
    """A form that names things of street S under every name that a field may have."""
    keys: dict[str, Any] = {name: key_at("S", name) for name in beyond.OBJECTS}
    return {**keys, "unit": keys["unit_id"], "staff_number": "S001", "month": str(beyond.MONTH), "unit_code": "S"}


def test_every_argument_of_every_address_is_known_to_the_walk(app: Flask) -> None:
    unknown = {
        f"{name} of {rule.endpoint}"
        for rule in app.url_map.iter_rules()
        for name in objects_in(rule) - set(beyond.OBJECTS)
    }
    assert not unknown, f"say in tests/house/beyond.py what these stand for: {sorted(unknown)}"


@pytest.mark.parametrize("login", LOGINS)
def test_what_lies_outside_ones_scope_is_nowhere_to_be_found(app: Flask, login: str) -> None:
    visitor = Visitor(app, login)
    before = head()
    wrong = []
    pairs = zip(knocks(app, "S", with_objects=True), knocks(app, None, with_objects=True), strict=True)
    for theirs, nobodys in pairs:
        answer, control = visitor.knock(theirs, everything_of_s()), visitor.knock(nobodys, everything_of_s())
        if answer.status_code != 404 or control.status_code != 404:
            wrong.append(f"{theirs} answered {answer.status_code}, a missing key {control.status_code}")
        elif said(answer) != said(control):
            wrong.append(f"{theirs} answered other words than a missing key")
        elif head() != before:
            wrong.append(f"{theirs} changed the database")
            before = head()
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR], ids=str)
def test_what_ones_role_does_not_cover_is_nowhere_to_be_found_even_in_ones_own_street(app: Flask, role: Role) -> None:
    visitor = Visitor(app, role.value)
    before = head()
    lacking = {name for name, action in beyond.NEEDED.items() if action not in ACTIONS_OF[role]}
    arguments = {rule.endpoint: objects_in(rule) for rule in app.url_map.iter_rules()}
    wrong = [
        f"{knock} answered {answer.status_code}"
        for knock in knocks(app, "N", with_objects=True)
        if arguments[knock.endpoint] & lacking
        if (answer := visitor.knock(knock)).status_code != 404
    ]
    assert not wrong, "\n".join(wrong)
    assert head() == before


@pytest.mark.parametrize("login", LOGINS)
def test_no_list_or_figure_names_anybody_outside_ones_scope(app: Flask, login: str) -> None:
    visitor = Visitor(app, login)
    wrong = []
    for knock in knocks(app, None, with_objects=False):
        if knock.method != "GET":
            continue
        for query in ("", f"?export=xlsx&unit={beyond.unit('S')}", f"?person_id={beyond.person('S')}&q=00"):
            answer = visitor.knock(Knock("GET", knock.path + query, knock.endpoint))
            if answer.status_code not in {200, 302, 400, 404, 422}:
                wrong.append(f"{knock}{query} answered {answer.status_code}")
            found = [name for name in beyond.NAMES_OF_S if name in said(answer)]
            if found and knock.endpoint not in PUBLIC:
                wrong.append(f"{knock}{query} names {found}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("login", LOGINS)
def test_no_form_reaches_a_thing_outside_ones_scope(app: Flask, login: str) -> None:
    visitor = Visitor(app, login)
    before = head()
    wrong = []
    for knock in knocks(app, None, with_objects=False):
        if knock.method == "GET":
            continue
        answer = visitor.knock(knock, everything_of_s())
        if answer.status_code == 403 or answer.status_code >= 500:
            wrong.append(f"{knock} answered {answer.status_code}")
        if head() != before:
            wrong.append(f"{knock} changed the database")
            before = head()
    assert not wrong, "\n".join(wrong)


def test_who_is_not_logged_in_is_shown_nothing_but_the_login(app: Flask) -> None:
    visitor = Visitor(app, None)
    before = head()
    wrong = []
    everywhere = [*knocks(app, "S", with_objects=True), *knocks(app, None, with_objects=False)]
    for knock in everywhere:
        if knock.endpoint in PUBLIC or knock.endpoint.startswith("api-docs."):
            continue
        answer = visitor.knock(knock, everything_of_s() if knock.method != "GET" else None)
        to_login = answer.status_code == 302 and answer.headers["Location"].startswith("/login")
        if not (answer.status_code == 401 if knock.path.startswith("/api/") else to_login):
            wrong.append(f"{knock} answered {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert head() == before


def test_a_session_cookie_opens_no_api(app: Flask) -> None:
    client = app.test_client()
    client.post("/login", data={"login": "finance", "password": world.PASSWORD})
    assert client.get("/api/v1/people").status_code == 401
