"""The migrations make the schema that the models describe, on both systems, and nothing half-way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from hr.config import ROOT
from hr.database import Model, db
from tests.databases import opened

VERSIONS = ROOT / "migrations" / "versions"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database without any table."""
    templates = request.getfixturevalue(f"{request.param}_templates")
    template = templates.prepare("bare", db.drop_all)
    with templates.fresh(template) as url, opened(url, tmp_path) as application:
        assert inspect(db.engine).get_table_names() == []
        yield application


def differences() -> list[object]:
    with db.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection, {"compare_type": True}), Model.metadata))


def test_models_and_migrations_agree(bare: Flask) -> None:
    upgrade()
    assert differences() == [], "a model was changed: see docs on writing a migration"


def test_a_second_upgrade_changes_nothing(bare: Flask) -> None:
    upgrade()
    tables = set(inspect(db.engine).get_table_names())
    upgrade()
    assert set(inspect(db.engine).get_table_names()) == tables


def test_the_first_migration_can_be_undone(bare: Flask) -> None:
    upgrade()
    downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}


def test_an_upgrade_that_fails_leaves_no_table(bare: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import op

    create, made = op.create_table, []

    def failing(name: str, *columns: object, **options: object) -> object:
        made.append(name)
        if len(made) > 5:
            raise KeyboardInterrupt
        return create(name, *columns, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(op, "create_table", failing)
    with pytest.raises(KeyboardInterrupt):
        upgrade()
    assert inspect(db.engine).get_table_names() == []


def test_migrations_name_no_type_of_the_program() -> None:
    files = sorted(VERSIONS.glob("*.py"))
    assert files
    for file in files:
        assert "import hr" not in file.read_text(encoding="utf-8")
        assert "hr." not in file.read_text(encoding="utf-8")
