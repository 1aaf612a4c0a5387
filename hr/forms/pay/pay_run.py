"""Opening a run, handing it on, paying it, and sending one back."""

from __future__ import annotations

from wtforms import DateField, SelectField, StringField
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


class SubmitForm(Form):
    """What the approver should know, and why the run goes on in spite of what is in doubt."""

    note = StringField(text_of(Text("给审批人的说明", "Note to the approver")), [Length(max=300)])
    early_reason = StringField(
        text_of(Text("本月尚未结束就提交的理由", "Why it is submitted before the month is over")), [Length(max=300)]
    )
    no_shift_reason = StringField(
        text_of(Text("有排班的机构没有班次的理由", "Why units that roster have no shifts")), [Length(max=300)]
    )


class PayForm(Form):
    """The day on which the money went out."""

    paid_on = DateField(text_of(Text("发放日期", "Day of payment")), [InputRequired()])


class SendBackForm(Form):
    """Why a run goes back to its maker."""

    reason = StringField(text_of(Text("退回原因", "Reason")), [InputRequired(), Length(max=200)])
