"""Logging in, and changing one's password."""

from __future__ import annotations

from wtforms import PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from hr.forms.form import Form, text_of
from vocabulary.text import Text

_USER, _PRESENT, _NEW = ({"autocomplete": kind} for kind in ("username", "current-password", "new-password"))


class LoginForm(Form):
    """Name and password."""

    login = StringField(text_of(Text("用户名", "User name")), [InputRequired(), Length(max=40)], render_kw=_USER)
    password = PasswordField(text_of(Text("密码", "Password")), [InputRequired(), Length(max=200)], render_kw=_PRESENT)


class PasswordForm(Form):
    """Old password, and the new one twice."""

    old = PasswordField(text_of(Text("原密码", "Old password")), [InputRequired(), Length(max=200)], render_kw=_PRESENT)
    new = PasswordField(text_of(Text("新密码", "New password")), [InputRequired(), Length(max=200)], render_kw=_NEW)
    again = PasswordField(
        text_of(Text("再输一次", "New password again")), [InputRequired(), EqualTo("new")], render_kw=_NEW
    )
