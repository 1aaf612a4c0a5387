"""Entering a monthly input."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from wtforms import DecimalField, SelectField
from wtforms.validators import NumberRange, Optional

from hr.forms.form import text_of
from hr.forms.organisation.fields import GroupedForm, Notes, YuanField, term, words
from hr.forms.pay.fields import month
from hr.models.pay.pay_input import PayInputKind
from vocabulary.text import Text


class InputForm(GroupedForm):
    """One input: its kind says which of the fields count."""

    groups = (
        (Text("录入项", "Input"), ("staff_number", "month", "kind")),
        (Text("内容", "What"), ("name", "amount", "days", "figure", "reason")),
    )
    notes: ClassVar[Notes] = {
        "name": Text("一次性项目和扣款填写", "For one-off items and deductions"),
        "amount": Text("扣款也填正数；人工核定可填 0", "Deductions are positive too; a figure may be set to 0"),
        "days": Text("仅无薪天数填写", "For unpaid days only"),
        "figure": Text("仅人工核定选择：以所填金额替代该项", "For setting by hand only: the amount takes its place"),
        "reason": Text("人工核定必填，会显示在工资条上", "Needed for setting by hand; the slip shows it"),
    }
    staff_number = words(Text("工号", "Staff number"), 20)
    month = month(Text("月份", "Month"))
    kind = term(Text("类型", "Kind"), PayInputKind)
    name = words(Text("项目名称", "Item"), 60, required=False)
    amount = YuanField(text_of(Text("金额（元）", "Amount (yuan)")), [Optional(), NumberRange(min=0)])
    days = DecimalField(
        text_of(Text("天数", "Days")), [Optional(), NumberRange(min=Decimal(0), max=Decimal(31))], places=2
    )
    figure = SelectField(text_of(Text("工资条项目", "Figure of the slip")), [Optional()], choices=[])
    reason = words(Text("说明", "Reason"), 200, required=False)
