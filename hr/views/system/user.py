"""Users: list, add, switch off and on, new one-time password, roles."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hr.forms.system.user import GrantForm, UserForm
from hr.models.system.user import User
from hr.permissions.actions import Action
from hr.queries.system import user as query
from hr.refusals import OutOfScope, Refusal
from hr.services.system import role_grant
from hr.services.system import user as service
from hr.views.door import say, today, viewer
from hr.views.listing import ListLook, show
from vocabulary.text import Text

blueprint = Blueprint("user", __name__, url_prefix="/users")
LOOK = ListLook(Text("用户与角色", "Users and roles"), links={"user_id": "user.page"})


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """The users in scope."""
    return show(query.users(viewer()), LOOK, "system/user/list.html", may_add=viewer().may(Action.USER_WRITE))


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """The form for a new user."""
    viewer().require(Action.USER_WRITE)
    return render_template("system/user/new.html", form=UserForm())


@blueprint.post("/new")
def add() -> ResponseReturnValue:
    """Make the user and show the one-time password once."""
    viewer().require(Action.USER_WRITE)
    entered = UserForm()
    if not entered.validate_on_submit():
        return render_template("system/user/new.html", form=entered), 400
    try:
        number = (entered.staff_number.data or "").strip()
        person_id = service.person_to_link(number, viewer=viewer()) if number else None
        user, password = service.add(entered.login.data, entered.name.data, None, person_id=person_id, viewer=viewer())
    except Refusal as refusal:
        entered.blame(refusal)
        return render_template("system/user/new.html", form=entered, refusal=refusal), 400
    return render_template("system/user/one_time_password.html", user=user, password=password)


@blueprint.get("/<int:user_id>")
def page(user_id: int) -> ResponseReturnValue:
    """A user with their roles."""
    return _page(query.user_of(user_id, viewer=viewer()))


@blueprint.post("/<int:user_id>/disable")
def disable(user_id: int) -> ResponseReturnValue:
    """Switch the user off."""
    service.disable(user_id, viewer=viewer())
    say(Text("用户已停用，其登录已全部退出", "The user is disabled and logged out everywhere"))
    return redirect(url_for("user.page", user_id=user_id))


@blueprint.post("/<int:user_id>/enable")
def enable(user_id: int) -> ResponseReturnValue:
    """Switch the user on again."""
    service.enable(user_id, viewer=viewer())
    say(Text("用户已启用", "The user is active again"))
    return redirect(url_for("user.page", user_id=user_id))


@blueprint.post("/<int:user_id>/password")
def reset_password(user_id: int) -> ResponseReturnValue:
    """Make a one-time password and show it once."""
    password = service.reset_password(user_id, viewer=viewer())
    user = query.user_of(user_id, viewer=viewer())
    return render_template("system/user/one_time_password.html", user=user, password=password)


@blueprint.post("/<int:user_id>/grants")
def grant(user_id: int) -> ResponseReturnValue:
    """Grant a role."""
    user = query.user_of(user_id, viewer=viewer(), action=Action.USER_WRITE)
    entered = _grant_form()
    if not entered.validate_on_submit():
        return _page(user, entered), 400
    try:
        role_grant.grant(user_id, entered.role.data, entered.unit_id.data, entered.valid_from.data, viewer=viewer())
    except Refusal as refusal:
        entered.blame(refusal)
        return _page(user, entered, refusal), 400
    say(Text("角色已授予", "The role is granted"))
    return redirect(url_for("user.page", user_id=user_id))


@blueprint.post("/<int:user_id>/grants/<int:grant_id>/end")
def end_grant(user_id: int, grant_id: int) -> ResponseReturnValue:
    """End a role as of today."""
    user = query.user_of(user_id, viewer=viewer(), action=Action.USER_WRITE)
    if grant_id not in {held.id for held in user.grants}:
        raise OutOfScope(f"grant {grant_id}")
    role_grant.end(grant_id, today(), viewer=viewer())
    say(Text("授权已结束", "The grant has ended"))
    return redirect(url_for("user.page", user_id=user_id))


def _grant_form() -> GrantForm:
    return GrantForm(valid_from=today()).offer(list(query.units_to_grant_at(viewer())))


def _page(user: User, form: GrantForm | None = None, refusal: Refusal | None = None) -> str:
    may_write = viewer().may(Action.USER_WRITE) and user.id != viewer().user_id
    return render_template(
        "system/user/page.html",
        user=user,
        grants=[held for held in user.grants if viewer().may(Action.USER_READ, held.unit.path)],
        today=today(),
        may_write=may_write,
        form=form or (_grant_form() if may_write else None),
        refusal=refusal,
    )
