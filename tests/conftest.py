"""Fixtures: a small world of two street centres, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import world
from tests.databases import PostgresTemplates, SqliteTemplates
from tests.postgres_server import running

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def sqlite_templates(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplates:
    return SqliteTemplates(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresTemplates]:
    with running() as address:
        yield PostgresTemplates(address, "w", tmp_path_factory.mktemp("postgres"))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a fresh copy of the small world of tests/world.py; runs once on each database system."""
    templates = request.getfixturevalue(f"{request.param}_templates")
    template = templates.prepare("world", world.build)
    with templates.lent(template, tmp_path) as application:
        yield application


@pytest.fixture
def web(sqlite_templates: SqliteTemplates, tmp_path: Path) -> Iterator[Flask]:
    """The same on SQLite alone: for pages, whose queries the `app` tests have run on both."""
    template = sqlite_templates.prepare("world", world.build)
    with sqlite_templates.lent(template, tmp_path) as application:
        yield application


def log_in(app: Flask, login: str) -> FlaskClient:
    """A client logged in as one of the world's users."""
    client = app.test_client()
    answer = client.post("/login", data={"login": login, "password": world.PASSWORD})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return client
