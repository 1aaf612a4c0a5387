"""Entering a monthly input."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from wtforms import DecimalField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from hr.forms.form import text_of
from hr.forms.organisation.fields import GroupedForm, Notes, day, words
from hr.forms.pay.fields import DATED_BACK, dated_back, month
from hr.request_language import language
from vocabulary.pay_inputs import ENTERED, PayInputKind
from vocabulary.text import Text

_CHOOSE = Text("请选择", "Choose")
_WITH_UNIT = Text("{kind}（{unit}）", "{kind} ({unit})")


def _kinds() -> list[tuple[str, str]]:
    """Every kind with the unit of its amount."""
    shown = {kind: _WITH_UNIT.format(kind=kind.label, unit=kind.measure.label) for kind in ENTERED}
    return [("", _CHOOSE.in_(language())), *((kind.value, label.in_(language())) for kind, label in shown.items())]


class InputForm(GroupedForm):
    """One input: its kind says what the amount counts and which of the other fields matter."""

    groups = (
        (Text("录入项", "Input"), ("staff_number", "month", "dated_back", "kind")),
        (Text("内容", "What"), ("name", "amount", "first_day", "figure", "reason")),
    )
    notes: ClassVar[Notes] = {
        "dated_back": DATED_BACK,
        "name": Text("一次性项目和扣款填写，其他类型不填", "For one-off items and deductions only"),
        "amount": Text(
            "按类型填元、天或分钟；扣款也填正数；人工核定可填 0；高温作业 1 是、0 否",
            "Yuan, days or minutes as the kind has it; deductions are positive too; a figure may be set to 0; "
            "work in the heat: 1 yes, 0 no",
        ),
        "first_day": Text(
            "病假填写；当月病假规定有变更时必填", "For sick leave; needed where its rule changes in the month"
        ),
        "figure": Text("仅人工核定选择：以所填金额替代该项", "For setting by hand only: the amount takes its place"),
        "reason": Text("人工核定必填，会显示在工资条上", "Needed for setting by hand; the slip shows it"),
    }
    staff_number = words(Text("工号", "Staff number"), 20)
    month = month(Text("月份", "Month"))
    dated_back = dated_back()
    kind = SelectField(
        text_of(Text("类型", "Kind")),
        [InputRequired()],
        choices=_kinds,
        coerce=lambda value: PayInputKind.of(value) if value else None,
    )
    name = words(Text("项目名称", "Item"), 60, required=False)
    amount = DecimalField(
        text_of(Text("金额、天数或分钟", "Amount, days or minutes")),
        [InputRequired(), NumberRange(min=Decimal(0), max=Decimal(100_000_000))],
        places=2,
    )
    first_day = day(Text("起始日", "First day"), required=False)
    figure = SelectField(text_of(Text("工资条项目", "Figure of the slip")), [Optional()], choices=[])
    reason = words(Text("说明", "Reason"), 200, required=False)
