"""Opening a run, and sending one back."""

from __future__ import annotations

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Regexp

from hr.forms.form import Form, text_of
from vocabulary.text import Text


class OpenRunForm(Form):
    """Month and unit."""

    month = StringField(
        text_of(Text("月份", "Month")),
        [InputRequired(), Regexp(r"\d{4}-(0[1-9]|1[0-2])")],
        render_kw={"type": "month"},
    )
    unit_id = SelectField(text_of(Text("机构（含下级）", "Unit (and all below it)")), coerce=int)


class SendBackForm(Form):
    """Why a run goes back to its maker."""

    reason = StringField(text_of(Text("退回原因", "Reason")), [InputRequired(), Length(max=200)])
