"""Logging in and out, one's password, and the language of the pages."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from hr.forms.system.login import LoginForm, PasswordForm
from hr.refusals import Refusal
from hr.request_language import language
from hr.services.system import login as service
from hr.views.door import say, whole_viewer
from hr.views.safe_address import safe_address
from vocabulary.text import LANGUAGES, Text

blueprint = Blueprint("login", __name__)


@blueprint.get("/login")
def form() -> ResponseReturnValue:
    """The login page."""
    return render_template("system/login/form.html", form=LoginForm())


@blueprint.post("/login")
def enter() -> ResponseReturnValue:
    """Check name and password, and begin a fresh session."""
    entered = LoginForm()
    if not entered.validate_on_submit():
        return render_template("system/login/form.html", form=entered), 400
    try:
        user = service.log_in(entered.login.data, entered.password.data, request.remote_addr or "")
    except Refusal as refusal:
        return render_template("system/login/form.html", form=entered, refusal=refusal), 400
    chosen = session.get("language")
    session.clear()
    session.permanent = True
    if chosen:
        session["language"] = chosen
    login_user(user)
    return redirect(safe_address(request.args.get("next")))


@blueprint.post("/logout")
def leave() -> ResponseReturnValue:
    """End this session."""
    chosen = language()
    logout_user()
    session.clear()
    session["language"] = chosen
    return redirect(url_for("login.form"))


@blueprint.get("/password")
def password_form() -> ResponseReturnValue:
    """The page to change one's password."""
    return render_template("system/login/password.html", form=PasswordForm())


@blueprint.post("/password")
def change_password() -> ResponseReturnValue:
    """Change it, and go on in this session alone."""
    entered = PasswordForm()
    if not entered.validate_on_submit():
        return render_template("system/login/password.html", form=entered), 400
    try:
        user = service.change_password(current_user.id, entered.old.data, entered.new.data)
    except Refusal as refusal:
        entered.blame(refusal)
        return render_template("system/login/password.html", form=entered, refusal=refusal), 400
    login_user(user)
    say(Text("密码已修改，其他登录已退出", "Password changed; all other sessions have ended"))
    return redirect("/")


@blueprint.post("/sessions/end")
def end_other_sessions() -> ResponseReturnValue:
    """Log out everywhere but here."""
    login_user(service.end_other_sessions(whole_viewer()))
    say(Text("其他设备上的登录已全部退出", "All other sessions have ended"))
    return redirect(url_for("login.password_form"))


@blueprint.post("/language/<code>")
def choose_language(code: str) -> ResponseReturnValue:
    """Read the pages in the other language from now on."""
    if code not in LANGUAGES:
        abort(404)
    session["language"] = code
    return redirect(safe_address(request.form.get("next")))
