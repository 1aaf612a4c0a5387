"""`gridhr upgrade`: the database of an older version brought to this one."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hr.cli.answers import answer, json_option, refusing
from hr.permissions.viewer import system_viewer
from hr.services.system.upgrade import upgrade
from vocabulary.text import Text

_DONE = Text(
    "已由 {before} 升级到 {after}，{n} 处数据按新结构重新加封",
    "From {before} to {after}; {n} places sealed in their new form",
)
_NOTHING = Text("数据库已是最新（{after}）", "The database is up to date ({after})")


@click.command("upgrade")
@click.option(
    "--keep-findings", is_flag=True, help="Upgrade although the audit trail has findings; they stay findings."
)
@json_option
@with_appcontext
@refusing
def command(*, keep_findings: bool, as_json: bool) -> None:
    """Run the migrations that are missing; the audit trail is verified before and holds afterwards.

    Back up first. Example: gridhr upgrade
    """
    done = upgrade(viewer=system_viewer("upgrade"), keep_findings=keep_findings)
    words = _NOTHING if done.before == done.after else _DONE
    line = words.format(before=done.before, after=done.after, n=done.sealed)
    answer({"before": done.before, "after": done.after, "sealed": done.sealed}, as_json, (line,))
