"""Planned worlds, and empty databases to write them into."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from hr.permissions.viewer import system_viewer
from hr.sample.build import build_sample
from hr.sample.plan.setting import Setting
from hr.sample.plan.world import World
from tests.databases import opened

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def district() -> World:
    """The whole district of about 420 people."""
    return World.plan(Setting(420, 12, 2017, TODAY))


@pytest.fixture(scope="session")
def large() -> World:
    """Three thousand people: enough for an analysis to find what was planted."""
    return World.plan(Setting(3_000, 3, 2017, TODAY))


BUILT = (60, 2, 7, TODAY)
"""Size, months, seed and today of the sample that tests share."""


def build() -> None:
    """Write that sample."""
    build_sample(*BUILT, viewer=system_viewer("sample"))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def built(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a fresh copy of a small sample and of its files; runs once on each database system."""
    templates = request.getfixturevalue(f"{request.param}_templates")
    template = templates.prepare("sample", build)
    shutil.copytree(templates.folder / "demo", tmp_path / "demo")
    with templates.fresh(template) as url, opened(url, tmp_path) as application:
        yield application


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database with tables and nothing in them; runs once on each database system."""
    templates = request.getfixturevalue(f"{request.param}_templates")
    template = templates.prepare("empty", lambda: None)
    with templates.fresh(template) as url, opened(url, tmp_path) as application:
        yield application
