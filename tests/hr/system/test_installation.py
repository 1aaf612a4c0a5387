"""`gridhr init`, users from the shell, backup and restore."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from hr.app import create_app
from hr.cli import main
from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.system.user import User
from hr.permissions.viewer import system_viewer
from hr.queries.system.audit_entry import verify
from hr.queries.system.user import viewer_of
from hr.refusals import Refusal
from hr.services.system import backup
from hr.services.system.login import log_in
from tests import world
from tests.databases import settings_for
from vocabulary.terms import Role


class Shell:
    """The commands on one installation of its own."""

    def __init__(self, folder: Path) -> None:
        self.app = create_app(settings_for(f"sqlite:///{folder / 'gridhr.db'}", folder))

    def run(self, *words: str) -> Result:
        from flask.cli import ScriptInfo

        return CliRunner().invoke(main, words, obj=ScriptInfo(create_app=lambda: self.app))

    def answer(self, *words: str) -> dict[str, Any]:
        result = self.run(*words, "--json")
        assert result.exit_code == 0, result.stderr
        found: dict[str, Any] = json.loads(result.stdout)
        return found


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_init_makes_one_unit_and_one_administrator_with_a_one_time_password(shell: Shell) -> None:
    made = shell.answer("init", "--code", "XN", "--name", "徐宁区", "--admin", "root")
    with shell.app.app_context():
        assert [unit.path for unit in db.session.scalars(select(Unit))] == ["/1/"]
        user = log_in("root", made["one_time_password"], "192.0.2.1")
        assert user.must_change_password
        assert viewer_of(user).roles == {Role.ADMINISTRATOR}
        assert [found.login for found in db.session.scalars(select(User))] == ["root"]
        assert verify(system_viewer("test"))[1] == []


def test_init_refuses_a_database_that_has_users(shell: Shell) -> None:
    shell.answer("init", "--name", "徐宁区")
    again = shell.run("init", "--name", "徐宁区")
    assert again.exit_code == 1
    assert "数据库中已有用户" in again.stderr
    assert again.stdout == ""


def test_a_user_from_the_shell_has_the_role_at_once_or_is_not_made_at_all(shell: Shell) -> None:
    shell.answer("init", "--code", "XN", "--name", "徐宁区")
    made = shell.answer("user", "add", "wang.fang", "--name", "王芳", "--role", "leader", "--unit", "XN")
    missing = shell.run("user", "add", "li.qiang", "--name", "李强", "--role", "leader", "--unit", "NOWHERE")
    assert missing.exit_code == 1
    with shell.app.app_context():
        assert viewer_of(log_in("wang.fang", made["one_time_password"], "192.0.2.1")).roles == {Role.LEADER}
        assert db.session.scalar(select(User).where(User.login == "li.qiang")) is None


def test_a_role_without_a_unit_is_wrong_usage(shell: Shell) -> None:
    shell.answer("init", "--name", "徐宁区")
    assert shell.run("user", "add", "wang.fang", "--name", "王芳", "--role", "leader").exit_code == 2


def test_an_unknown_login_is_refused_in_the_language_of_the_shell(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.answer("init", "--name", "徐宁区")
    assert shell.run("user", "disable", "nobody").stderr == "没有这个用户：nobody\n"
    monkeypatch.setenv("GRIDHR_LANG", "en")
    assert shell.run("user", "disable", "nobody").stderr == "There is no such user: nobody\n"


def test_audit_verify_names_the_row_that_was_tampered_with(shell: Shell) -> None:
    shell.answer("init", "--name", "徐宁区")
    assert shell.answer("audit", "verify")["sound"]
    with shell.app.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE unit SET name = '徐宁' WHERE id = 1")
    found = shell.run("audit", "verify", "--json")
    assert found.exit_code == 1
    report = json.loads(found.stdout)
    assert [(place["table"], place["key"]) for place in report["tampered"]] == [("unit", "1")]


def test_a_backup_brings_back_what_was_there(shell: Shell, tmp_path: Path) -> None:
    shell.answer("init", "--name", "徐宁区")
    file = str(tmp_path / "backup.db")
    kept = shell.run("backup", file)
    assert kept.exit_code == 0
    assert "密钥" in kept.stderr
    assert Path(file).stat().st_mode & 0o077 == 0
    shell.answer("user", "add", "wang.fang", "--name", "王芳")
    assert shell.run("restore", file).exit_code == 1
    assert shell.run("restore", file, "--replace").exit_code == 0
    with shell.app.app_context():
        assert [user.login for user in db.session.scalars(select(User))] == ["admin"]
    assert shell.answer("audit", "verify")["sound"]


def test_a_backup_never_overwrites_a_file(shell: Shell, tmp_path: Path) -> None:
    shell.answer("init", "--name", "徐宁区")
    (tmp_path / "taken").write_text("mine")
    assert shell.run("backup", str(tmp_path / "taken")).exit_code == 1
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_broken_backup_is_refused_and_the_database_stays(shell: Shell, tmp_path: Path) -> None:
    shell.answer("init", "--name", "徐宁区")
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"SQLite format 3\x00" + b"nonsense" * 500)
    assert shell.run("restore", str(broken), "--replace").exit_code == 1
    with shell.app.app_context():
        assert [user.login for user in db.session.scalars(select(User))] == ["admin"]


@pytest.mark.postgres
def test_postgresql_is_referred_to_its_own_tools(app: Flask, tmp_path: Path) -> None:
    if db.engine.dialect.name != "postgresql":
        assert backup.back_up(tmp_path / "copy.db").size > 0
        return
    with pytest.raises(Refusal, match="pg_dump"):
        backup.back_up(tmp_path / "copy.db")


def test_the_world_of_the_tests_is_no_installation_to_set_up_again(app: Flask) -> None:
    from hr.services.system.installation import is_installed

    assert is_installed()
    assert world.viewer("administrator").roles == {Role.ADMINISTRATOR}
