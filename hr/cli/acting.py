"""In whose name a command acts: the program's own, or a user's by ``--as``."""

from __future__ import annotations

import click

from hr.permissions.viewer import Viewer, system_viewer
from hr.queries.system.user import user_by_login, viewer_of
from hr.refusals import Refusal
from vocabulary.text import Text

as_option = click.option(
    "--as", "login", metavar="LOGIN", help="Act as this user (approving always asks for one; see GRIDHR_USER).",
    envvar="GRIDHR_USER",
)  # fmt: skip


def acting(login: str | None, deed: str) -> Viewer:
    """The viewer for a command: the user of ``login``, else the program with every right but approving."""
    if not login:
        return system_viewer(deed)
    user = user_by_login(login)
    if user is None or not user.is_active:
        raise Refusal(Text("没有这个用户：{login}", "There is no such user: {login}").format(login=login))
    return viewer_of(user, door="cli")
