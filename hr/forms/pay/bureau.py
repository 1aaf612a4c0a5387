"""Settling a difference with the bureau."""

from __future__ import annotations

from typing import ClassVar

from hr.forms.form import Form
from hr.forms.organisation.fields import GroupedForm, Notes, term, words
from hr.forms.pay.fields import month
from hr.models.pay.bureau_line import SettlementWay
from vocabulary.text import Text

_PAY_MONTH = Text("调整月份", "Adjusted in")


class SettleForm(GroupedForm):
    """What is to be done, and why."""

    groups = ((Text("处理", "Settlement"), ("way", "pay_month", "reason")),)
    notes: ClassVar[Notes] = {
        "way": Text(
            "基数有误的，先更正缴费基数并选择追溯生效，差额由补发自动计算，这里只作说明",
            "Where our base is wrong, correct it, dated back: back pay finds the difference, and this is a mere note",
        ),
        "pay_month": Text(
            "调整经他人审批后计入该月工资", "It enters that month's pay once somebody else has approved it"
        ),
        "reason": Text("不调整时必填", "Needed where nothing is adjusted"),
    }
    way = term(Text("处理方式", "What is done"), SettlementWay)
    pay_month = month(_PAY_MONTH, required=False)
    reason = words(Text("说明", "Reason"), 200, required=False)


class RoundingForm(Form):
    """In which month all differences by rounding are adjusted."""

    pay_month = month(_PAY_MONTH)
