"""What the calculators of leave, retirement, workdays and identity numbers ask."""

from __future__ import annotations

from typing import Any

from wtforms import SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Length, Regexp

from hr.forms.form import Form, text_of
from hr.forms.organisation.fields import day, term, whole
from vocabulary.terms import RetirementGroup
from vocabulary.text import Text


class AnnualLeaveForm(Form):
    """The year of joining or of leaving."""

    entitlement = whole(Text("全年应休天数", "Days of leave in a whole year"), 0, 60)
    start = day(Text("入职日期", "First day at work"), required=False)
    exit_on = day(Text("离职日期", "Last day at work"), required=False)
    taken = whole(Text("当年已休天数", "Days taken in that year"), 0, 60, required=False)

    def validate_exit_on(self, field: Any) -> None:
        """One of the two dates, and only one."""
        if (self.start.data is None) is (field.data is None):
            reason = Text("入职日期与离职日期须且只须填一个", "Give a first or a last day, and only one")
            raise ValidationError(text_of(reason))


class RetirementForm(Form):
    """Who retires."""

    group = term(Text("类别", "Group"), RetirementGroup)
    born = StringField(
        text_of(Text("出生年月", "Month of birth")),
        [InputRequired(), Regexp(r"\d{4}-(0[1-9]|1[0-2])")],
        render_kw={"type": "month", "placeholder": "1968-05"},
    )


class WorkdaysForm(Form):
    """A year of those whose arrangement is known."""

    year = SelectField(text_of(Text("年份", "Year")), coerce=int)


class IdNumberForm(Form):
    """A number to check; it is kept nowhere."""

    number = StringField(
        text_of(Text("证件号码", "Identity number")),
        [InputRequired(), Length(max=30)],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
