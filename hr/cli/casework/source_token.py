"""`gridhr source-token`: letting a case platform send its events."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from hr.cli.answers import answer, json_option, refusing
from hr.database import db
from hr.models.organisation.unit import Unit
from hr.permissions.viewer import system_viewer
from hr.refusals import Refusal
from hr.services.casework import source_token
from vocabulary.text import Text

_TOKEN = Text("令牌（只显示这一次）：{p}", "Token, shown only this once: {p}")
_NO_UNIT = Text("没有这个机构：{code}", "There is no such unit: {code}")


@click.group("source-token")
def group() -> None:
    """Tokens with which a case platform writes its events to POST /api/v1/case-events, and can do nothing else.

    Example: gridhr source-token issue grid XH --days 180
    """


@group.command("issue")
@click.argument("source")
@click.argument("unit")
@click.option("--days", type=int, default=90, show_default=True, help="For how many days it is valid.")
@json_option
@with_appcontext
@refusing
def issue(*, source: str, unit: str, days: int, as_json: bool) -> None:
    """Make a token with which SOURCE writes events at UNIT and below, printed once.

    Example: gridhr source-token issue grid XH --days 180
    """
    made = source_token.issue(source, _unit(unit), days, viewer=system_viewer("source-token issue"))
    answer({"source": source, "unit": unit, "token": made}, as_json, (_TOKEN.format(p=made),))


@group.command("revoke")
@click.argument("source")
@click.argument("unit")
@json_option
@with_appcontext
@refusing
def revoke(*, source: str, unit: str, as_json: bool) -> None:
    """End every token of SOURCE at UNIT at once.

    Example: gridhr source-token revoke grid XH
    """
    ended = source_token.revoke(source, _unit(unit), viewer=system_viewer("source-token revoke"))
    answer({"source": source, "unit": unit, "revoked": ended}, as_json)


def _unit(code: str) -> int:
    found = db.session.scalar(select(Unit.id).where(Unit.code == code))
    if found is None:
        raise Refusal(_NO_UNIT.format(code=code))
    return found
