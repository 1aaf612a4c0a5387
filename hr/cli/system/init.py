"""`gridhr init`: an empty installation with one administrator."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hr.cli.answers import answer, json_option, refusing
from hr.clock import today
from hr.permissions.viewer import system_viewer
from hr.services.system.installation import RootUnit, install
from vocabulary.terms import UnitKind, UnitNature
from vocabulary.text import Text


@click.command("init")
@click.option("--code", default="ROOT", show_default=True, help="Code of the topmost unit.")
@click.option("--name", required=True, help="Name of the topmost unit.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in UnitKind]),
    default="district",
    show_default=True,
    help="Where it stands in the tree.",
)
@click.option(
    "--nature",
    type=click.Choice([nature.value for nature in UnitNature]),
    default="public_institution",
    show_default=True,
    help="Nature of the institution.",
)
@click.option("--admin", default="admin", show_default=True, help="User name of the administrator.")
@json_option
@with_appcontext
@refusing
def command(*, code: str, name: str, kind: str, nature: str, admin: str, as_json: bool) -> None:
    """Make the tables, the topmost unit and an administrator with a one-time password, printed once.

    Refuses a database that has users. Example: gridhr init --code XN --name 徐宁区网格化管理中心
    """
    root = RootUnit(code, name, UnitKind(kind), UnitNature(nature))  # type: ignore[call-arg]
    password = install(root, admin, today(), viewer=system_viewer("init"))
    lines = (
        Text("已建立 {name}（{code}）", "Made {name} ({code})").format(name=name, code=code),
        Text("管理员：{login}", "Administrator: {login}").format(login=admin),
        Text("一次性密码（只显示这一次）：{p}", "One-time password (shown only now): {p}").format(p=password),
    )
    answer({"unit": code, "login": admin, "one_time_password": password}, as_json, lines)
