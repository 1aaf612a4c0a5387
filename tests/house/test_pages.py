"""What every answer keeps to: security headers, tokens in forms, nothing from another host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from hr.app import create_app
from hr.config import Settings
from reports.assets import RARE_RANGES
from tests import world
from tests.conftest import ROOT, log_in
from tests.databases import DATA_KEY, SqliteTemplates, opened

PAGES = [
    "/login",
    "/",
    "/users",
    "/users/new",
    "/audit",
    "/password",
    "/nowhere",
    "/api/v1/people",
    "/api/v1/openapi.json",
]
OUR_OWN = re.compile(r"""(?:src|href|action)=["']([a-z]+:)?//""")


@pytest.fixture(scope="module")
def app(sqlite_templates: SqliteTemplates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    template = sqlite_templates.prepare("world", world.build)
    folder: Path = tmp_path_factory.mktemp("pages")
    with sqlite_templates.fresh(template) as url, opened(url, folder) as application:
        yield application


@pytest.mark.parametrize("path", [*PAGES, "/static/css/gridhr.css", "/assets/bootstrap.min.css"])
def test_every_answer_carries_the_security_headers(app: Flask, path: str) -> None:
    headers = log_in(app, "administrator").get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_not_kept_by_browsers_or_proxies(app: Flask, path: str) -> None:
    assert log_in(app, "administrator").get(path).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_names_another_host(app: Flask, path: str) -> None:
    assert not OUR_OWN.search(log_in(app, "administrator").get(path).get_data(as_text=True))


def test_scripts_and_styles_of_ours_name_no_other_host() -> None:
    for path in [*(ROOT / "static").rglob("*.css"), *(ROOT / "static").rglob("*.js")]:
        assert not re.search(r"https?://|[\"'(]//", path.read_text()), path


def test_the_rare_characters_font_is_asked_for_where_it_has_characters() -> None:
    css = (ROOT / "static" / "css" / "gridhr.css").read_text()
    asked = re.search(r"unicode-range: ([^;]+);", css)
    assert asked is not None
    assert asked[1] == ", ".join(f"U+{first:X}-{last:X}" for first, last in RARE_RANGES)


@pytest.mark.parametrize("path", ["/users/new", "/password", "/logout", "/unit-in-view", "/language/en"])
def test_a_post_without_a_token_is_refused(sqlite_templates: SqliteTemplates, tmp_path: Path, path: str) -> None:
    template = sqlite_templates.prepare("world", world.build)
    with sqlite_templates.fresh(template) as url:
        app = create_app(Settings(url, "for tests only", DATA_KEY, tmp_path, testing=True))
        client = app.test_client()
        token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', client.get("/login").get_data(as_text=True))
        assert token is not None
        form = {"login": "administrator", "password": world.PASSWORD}
        assert client.post("/login", data=form).status_code == 400
        assert client.post("/login", data={**form, "csrf_token": token[1]}).status_code == 302
        answer = client.post(path, data={"login": "new.one", "name": "X"})
        assert answer.status_code == 400
        assert "表单已过期" in answer.get_data(as_text=True)


def test_a_refused_method_says_which_are_allowed(app: Flask) -> None:
    answer = log_in(app, "administrator").post("/audit")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_speaks_the_chosen_language_and_says_which(app: Flask, language: str) -> None:
    client = log_in(app, "administrator")
    client.post(f"/language/{language}")
    page = client.get("/users").get_data(as_text=True)
    assert f'<html lang="{"zh-CN" if language == "zh" else "en"}">' in page
    assert ("用户与角色" in page) is (language == "zh")
    assert ("Users and roles" in page) is (language == "en")
