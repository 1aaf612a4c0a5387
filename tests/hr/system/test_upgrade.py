"""A database of an older version is brought to this one, and its audit trail still holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade as migrate
from sqlalchemy import column, insert, select, table, text
from sqlalchemy.exc import DBAPIError

from hr.audit import record_inserted
from hr.config import ROOT
from hr.database import Model, db, unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_item import PayItem, PayItemKind
from hr.models.system.audit_entry import AuditEntry
from hr.permissions.viewer import system_viewer
from hr.queries.system.audit_entry import stored_columns, verify
from hr.refusals import Refusal
from hr.schema_version import behind, head_revision, stored_revision
from hr.services.system.upgrade import upgrade
from tests.databases import opened
from vocabulary.terms import UnitKind, UnitNature

VIEWER = system_viewer("upgrade")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database of revision 0002, with an allowance in it."""
    templates = request.getfixturevalue(f"{request.param}_templates")
    template = templates.prepare("bare", db.drop_all)
    with templates.fresh(template) as url, opened(url, tmp_path) as application:
        migrate(revision="0002")
        _put(Unit, id=1, code="XN", name="徐宁", kind=UnitKind.DISTRICT, path="/1/", opened_on=date(2016, 1, 1))
        _put(PayItem, id=1, unit_id=1, code="meal", name="餐费", kind=PayItemKind.FIXED, amount=30000)
        yield application


def _put(model: type[Model], **known: Any) -> None:
    """A row with the columns that the older schema has, sealed as that version sealed it."""
    usual = {"nature": UnitNature.PUBLIC_INSTITUTION, "valid_from": date(2026, 1, 1)}
    with unit_of_work(VIEWER, "older.version") as session:
        columns = stored_columns(session, model)
        row = {one.name: known.get(one.name, _usual(one, usual)) for one in columns}
        stored = table(model.__tablename__, *(column(one.name, one.type) for one in columns))
        session.execute(insert(stored), [row])
        record_inserted(session, model, [row])


def _usual(column: Any, usual: dict[str, Any]) -> Any:
    if column.name in usual or column.nullable:
        return usual.get(column.name)
    return column.default.arg if column.default is not None else 0


def test_the_trail_holds_before_and_after(older: Flask) -> None:
    assert verify(VIEWER)[1] == []
    done = upgrade(viewer=VIEWER)
    assert (done.before, done.after) == ("0002", head_revision())
    assert done.sealed >= 1
    assert verify(VIEWER)[1] == []
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.deed == "system.upgrade")).first()
    assert entry is not None
    assert entry.details == {"migration": head_revision()}


def test_the_older_rows_are_read_by_the_new_models(older: Flask) -> None:
    upgrade(viewer=VIEWER)
    item = db.session.scalars(select(PayItem)).one()
    assert (item.code, item.amount, item.marginal) == ("meal", 30000, False)


def test_what_was_tampered_with_is_no_clean_row_afterwards(older: Flask) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE pay_item SET amount = 90000"))
    with pytest.raises(Refusal, match="pay_item"):
        upgrade(viewer=VIEWER)
    upgrade(viewer=VIEWER, keep_findings=True)
    assert [found.table for found in verify(VIEWER)[1]] == ["pay_item"]


def test_a_second_upgrade_does_nothing(older: Flask) -> None:
    upgrade(viewer=VIEWER)
    assert upgrade(viewer=VIEWER).sealed == 0


def test_an_empty_database_is_refused(older: Flask) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
    with pytest.raises(Refusal, match="gridhr init"):
        upgrade(viewer=VIEWER)


def test_the_revision_of_the_program_is_that_of_its_last_migration() -> None:
    assert head_revision() == ScriptDirectory(str(ROOT / "migrations")).get_current_head()


def test_an_older_database_is_known_by_a_look_and_no_longer_after_the_upgrade(older: Flask) -> None:
    url = older.config["SETTINGS"].database_url
    words = behind(url)
    assert words is not None
    assert "gridhr upgrade" in words.zh
    assert "0002" in words.en
    upgrade(viewer=VIEWER)
    assert behind(url) is None
    assert stored_revision(db.engine) == head_revision()


def test_pages_and_the_api_of_an_older_database_say_to_upgrade_and_fail_with_no_500(older: Flask) -> None:
    with db.engine.begin() as connection:
        for name in ('"user"', "api_token"):  # as if they had come with a later version
            connection.execute(text(f"ALTER TABLE {name} RENAME TO {name.strip(chr(34))}_later"))
    client = older.test_client()
    page = client.post("/login", data={"login": "admin", "password": "x"})
    answer = client.get("/api/v1/units", headers={"Authorization": "Bearer x"})
    assert (page.status_code, answer.status_code) == (503, 503)
    assert "gridhr upgrade" in page.text
    assert "gridhr upgrade" in answer.get_json()["error"]["reason"]


@pytest.mark.parametrize("command", [["pay-run", "compute", "2026-10"], ["pay-run", "back-pay", "2026-10"]])
def test_commands_on_an_older_database_say_to_upgrade(older: Flask, command: list[str]) -> None:
    told = older.test_cli_runner().invoke(args=command)
    assert told.exit_code == 1
    assert "gridhr upgrade" in told.stderr


def test_another_fault_of_the_database_stays_one(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        db.session.execute(text("SELECT nonsense FROM nowhere"))

    monkeypatch.setattr("hr.cli.pay.pay_run.run_for", broken)
    told = app.test_cli_runner().invoke(args=["pay-run", "compute", "2026-10"])
    assert isinstance(told.exception, DBAPIError)
