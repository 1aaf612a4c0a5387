"""`gridhr user`: users, roles and API tokens from the shell."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hr.cli.answers import answer, json_option, refusing
from hr.clock import today
from hr.database import unit_of_work
from hr.models.system.user import User
from hr.permissions.actions import Action
from hr.permissions.viewer import system_viewer
from hr.queries.organisation.unit import unit_by_code
from hr.queries.system.user import user_by_login
from hr.refusals import Refusal
from hr.services.system import api_token, role_grant
from hr.services.system import user as service
from vocabulary.terms import Role
from vocabulary.text import Text

_ROLE = click.Choice([role.value for role in Role])
_ADDED = Text("已添加用户 {login}", "Added the user {login}")
_PASSWORD = Text("一次性密码（只显示这一次）：{p}", "One-time password (shown only now): {p}")
_TOKEN = Text("令牌（只显示这一次）：{p}", "Token (shown only now): {p}")


@click.group("user")
def group() -> None:
    """Users, their roles and their API tokens.

    Example: gridhr user add wang.fang --name 王芳 --role hr_officer --unit XN
    """


@group.command("add")
@click.argument("login")
@click.option("--name", required=True, help="The person's name.")
@click.option("--role", type=_ROLE, help="A role to grant from today; needs --unit.")
@click.option("--unit", "unit_code", metavar="CODE", help="The unit at which the role is granted.")
@click.option("--staff-number", help="Link the user to this person's staff record.")
@json_option
@with_appcontext
@refusing
def add(
    *, login: str, name: str, role: str | None, unit_code: str | None, staff_number: str | None, as_json: bool
) -> None:
    """Make the user LOGIN with a one-time password, printed once.

    Example: gridhr user add wang.fang --name 王芳 --role hr_officer --unit XN
    """
    if (role is None) != (unit_code is None):
        raise click.UsageError("--role and --unit go together")
    viewer = system_viewer("user add")
    person_id = service.person_to_link(staff_number, viewer=viewer) if staff_number else None
    with unit_of_work(viewer, "user.add") as session:
        user, password = service.add(login, name, None, person_id=person_id, viewer=viewer)
        session.flush()
        if role is not None:
            unit = unit_by_code(unit_code, viewer=viewer, action=Action.USER_WRITE)
            role_grant.grant(user.id, Role(role), unit.id, today(), viewer=viewer)  # type: ignore[call-arg]
    found = {"login": user.login, "one_time_password": password}
    answer(found, as_json, (_ADDED.format(login=user.login), _PASSWORD.format(p=password)))


@group.command("grant")
@click.argument("login")
@click.option("--role", type=_ROLE, required=True, help="The role, from today on.")
@click.option("--unit", "unit_code", metavar="CODE", required=True, help="The unit at which it is granted.")
@json_option
@with_appcontext
@refusing
def grant(*, login: str, role: str, unit_code: str, as_json: bool) -> None:
    """Grant LOGIN a role at a unit and all below it.

    Example: gridhr user grant wang.fang --role finance --unit XN
    """
    viewer = system_viewer("user grant")
    unit = unit_by_code(unit_code, viewer=viewer, action=Action.USER_WRITE)
    role_grant.grant(_known(login).id, Role(role), unit.id, today(), viewer=viewer)  # type: ignore[call-arg]
    answer({"login": login, "role": role, "unit": unit_code}, as_json)


@group.command("password")
@click.argument("login")
@json_option
@with_appcontext
@refusing
def password(*, login: str, as_json: bool) -> None:
    """Give LOGIN a new one-time password and end all sessions of theirs.

    Example: gridhr user password wang.fang
    """
    made = service.reset_password(_known(login).id, viewer=system_viewer("user password"))
    answer({"login": login, "one_time_password": made}, as_json, (_PASSWORD.format(p=made),))


@group.command("disable")
@click.argument("login")
@json_option
@with_appcontext
@refusing
def disable(*, login: str, as_json: bool) -> None:
    """Switch LOGIN off and end all sessions of theirs.

    Example: gridhr user disable wang.fang
    """
    service.disable(_known(login).id, viewer=system_viewer("user disable"))
    answer({"login": login, "active": False}, as_json)


@group.command("token")
@click.argument("login")
@click.option("--name", default="api", show_default=True, help="What the token is for.")
@click.option("--days", type=int, default=90, show_default=True, help="For how many days it is valid.")
@json_option
@with_appcontext
@refusing
def token(*, login: str, name: str, days: int, as_json: bool) -> None:
    """Make a bearer token with which a program uses the API as LOGIN, printed once.

    Example: gridhr user token wang.fang --name payroll-bridge --days 30
    """
    made = api_token.issue(_known(login).id, name, days, viewer=system_viewer("user token"))
    answer({"login": login, "token": made}, as_json, (_TOKEN.format(p=made),))


def _known(login: str) -> User:
    user = user_by_login(login)
    if user is None:
        raise Refusal(Text("没有这个用户：{login}", "There is no such user: {login}").format(login=login))
    return user
