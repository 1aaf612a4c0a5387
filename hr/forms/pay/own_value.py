"""Giving a parameter the employer's own value."""

from __future__ import annotations

from typing import ClassVar

from wtforms import SelectField
from wtforms.validators import InputRequired

from hr.forms.form import text_of
from hr.forms.organisation.fields import GroupedForm, Notes, words
from hr.forms.pay.fields import DATED_BACK, dated_back, month
from vocabulary.text import Text


class OwnValueForm(GroupedForm):
    """A value with its document and its months; the view takes out the field that the parameter doesn't need."""

    groups = (
        (Text("数值", "Value"), ("value", "choice", "document")),
        (Text("执行时间", "When"), ("start", "last", "dated_back")),
    )
    notes: ClassVar[Notes] = {
        "value": Text(
            "金额写元，比例写百分数（如 9.5%）；多个数值用逗号隔开",
            "Amounts in yuan, rates as percentages (9.5%); several values with commas between",
        ),
        "document": Text("文号或核定通知，工资条说明中会显示", "Its number or notice: payslips name it as the source"),
        "dated_back": DATED_BACK,
        "last": Text("留空即长期有效", "Blank means until further notice"),
    }
    value = words(Text("数值", "Value"), 120)
    choice = SelectField(text_of(Text("选择", "Choice")), [InputRequired()], choices=[])
    document = words(Text("文件依据", "Document"), 200)
    start = month(Text("起始月份", "From month"))
    last = month(Text("截止月份", "To month"), required=False)
    dated_back = dated_back()
