"""Proposing contribution bases, and setting one of them otherwise."""

from __future__ import annotations

from wtforms import BooleanField
from wtforms.validators import InputRequired, NumberRange

from hr.forms.form import Form, text_of
from hr.forms.organisation.fields import GroupedForm, YuanField, one_of, words
from hr.forms.pay.fields import month
from vocabulary.text import Text


class ProposeForm(Form):
    """For whom, and from which month on."""

    unit_id = one_of(Text("机构（含下级）", "Unit (and all below it)"))
    start = month(Text("起始月份", "From month"))


class ApproveForm(Form):
    """Whether it is meant to reach back."""

    dated_back = BooleanField(
        text_of(Text("追溯生效（已发月份的差额作补发）", "Dated back (back pay for locked months)"))
    )


class EditForm(GroupedForm):
    """Two bases and a reason."""

    groups = ((Text("申报基数", "Declared bases"), ("social_base", "housing_base", "reason")),)
    social_base = YuanField(
        text_of(Text("社保申报基数（元/月）", "Social base (yuan)")), [InputRequired(), NumberRange(1)]
    )
    housing_base = YuanField(
        text_of(Text("公积金申报基数（元/月）", "Fund base (yuan)")), [InputRequired(), NumberRange(1)]
    )
    reason = words(Text("调整说明", "Reason"), 200)
