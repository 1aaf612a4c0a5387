"""Users and the roles granted to them."""

from __future__ import annotations

from wtforms import DateField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from hr.forms.form import Form, text_of
from hr.request_language import language
from vocabulary.terms import Role
from vocabulary.text import Text


class UserForm(Form):
    """A new user."""

    login = StringField(text_of(Text("用户名", "User name")), [InputRequired(), Length(max=40)])
    name = StringField(text_of(Text("姓名", "Name")), [InputRequired(), Length(max=60)])
    staff_number = StringField(text_of(Text("工号", "Staff number")), [Optional(), Length(max=20)])


class GrantForm(Form):
    """A role at a unit from a day on."""

    role = SelectField(text_of(Text("角色", "Role")), [InputRequired()], coerce=Role)
    unit_id = SelectField(text_of(Text("机构", "Unit")), [InputRequired()], coerce=int)
    valid_from = DateField(text_of(Text("自", "From")), [InputRequired()])

    def offer(self, units: list[tuple[int, str, str]]) -> GrantForm:
        """Fill the choices: every role, and ``units`` (id, code, name)."""
        self.role.choices = [(role.value, role.label.in_(language())) for role in Role]
        self.unit_id.choices = [(unit_id, f"{code} {name}") for unit_id, code, name in units]
        return self
