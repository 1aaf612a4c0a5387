"""The forms for what comes into a pay month from outside: one-off items and unpaid days."""

from __future__ import annotations

from decimal import Decimal

from intake.parsers.choices import OneOf
from intake.parsers.dates import YearMonth
from intake.parsers.numbers import Money, Quantity
from intake.parsers.plain import Words
from intake.schema import Column, Schema
from intake.schemas.common import STAFF_NUMBER
from vocabulary.terms import Term
from vocabulary.text import Text


class OneOffKind(Term):
    """一次性项目的处理方式."""

    TAXED = "taxed", "应税", "Taxed"
    UNTAXED = "untaxed", "免税", "Untaxed"
    DEDUCTION = "deduction", "税后扣款", "Deduction after tax"


MONTH = Column(
    "month",
    Text("月份", "Month"),
    YearMonth(),
    required=True,
    aliases=("发薪月份", "所属月份", "年月"),
    example="2026-10",
)

PAY_ITEMS = Schema(
    name="pay_items",
    title=Text("一次性项目", "One-off pay items"),
    columns=(
        STAFF_NUMBER,
        MONTH,
        Column(
            "name",
            Text("项目名称", "Item"),
            Words(60),
            required=True,
            aliases=("项目", "名称", "item name"),
            example="高温津贴",
        ),
        Column(
            "amount",
            Text("金额", "Amount"),
            Money(lowest=1),
            required=True,
            aliases=("金额元", "amount yuan"),
            example="300.00",
            note=Text("扣款也填正数", "Deductions are entered as positive amounts too"),
        ),
        Column(
            "kind",
            Text("计税方式", "Treatment"),
            OneOf(OneOffKind, {"是": OneOffKind.TAXED, "否": OneOffKind.UNTAXED, "扣款": OneOffKind.DEDUCTION}),
            required=True,
            aliases=("是否应税", "应税", "taxed"),
            example="应税",
        ),
    ),
    unique=(("staff_number", "month", "kind", "name"),),
)

UNPAID_DAYS = Schema(
    name="unpaid_days",
    title=Text("无薪天数", "Unpaid days"),
    columns=(
        STAFF_NUMBER,
        MONTH,
        Column(
            "days",
            Text("无薪天数", "Unpaid days"),
            Quantity(2, Decimal(0), Decimal(31)),
            required=True,
            aliases=("事假天数", "缺勤天数", "天数", "days"),
            example="1.5",
        ),
        Column("note", Text("备注", "Note"), Words(200), aliases=("说明", "原因")),
    ),
    unique=(("staff_number", "month"),),
)
