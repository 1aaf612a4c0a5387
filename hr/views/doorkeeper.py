"""No page without a login, save those that say so."""

from __future__ import annotations

from flask import Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from hr.extensions import login_manager
from hr.queries.system.user import user_of_session

PUBLIC = frozenset({"assets.file", "static", "login.form", "login.enter", "login.choose_language"})
_SELF_SERVICE = frozenset({"login.password_form", "login.change_password", "login.end_other_sessions", "login.leave"})


def keep_the_door(app: Flask) -> None:
    """Load users from their sessions and turn everybody else to the login page."""
    login_manager.user_loader(user_of_session)
    app.before_request(_check)


def _check() -> ResponseReturnValue | None:
    endpoint = request.endpoint or ""
    if endpoint in PUBLIC or request.path.startswith("/api/"):
        return None
    if not current_user.is_authenticated:
        wanted = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("login.form", next=wanted))
    if current_user.must_change_password and endpoint not in _SELF_SERVICE:
        return redirect(url_for("login.password_form"))
    return None
