"""The forms for what comes into a pay month from outside: every kind of input in one sheet, and unpaid days alone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from intake.errors import BadCell
from intake.parsers.choices import OneOf
from intake.parsers.dates import Day, YearMonth
from intake.parsers.numbers import Quantity
from intake.parsers.plain import Words
from intake.schema import Column, Schema, Values
from intake.schemas.common import STAFF_NUMBER
from vocabulary.pay_inputs import IN_SHEETS, Measure, PayInputKind
from vocabulary.text import Text

_WORDS = {
    "应税": PayInputKind.TAXED,
    "是": PayInputKind.TAXED,
    "taxed": PayInputKind.TAXED,
    "免税": PayInputKind.UNTAXED,
    "否": PayInputKind.UNTAXED,
    "untaxed": PayInputKind.UNTAXED,
    "扣款": PayInputKind.DEDUCTION,
    "事假": PayInputKind.UNPAID_DAYS,
    "病假": PayInputKind.SICK_DAYS,
    "长病假": PayInputKind.SICK_DAYS_RELIEF,
    "产假": PayInputKind.MATERNITY_DAYS,
    "生育津贴": PayInputKind.MATERNITY_ALLOWANCE,
    "未休年假": PayInputKind.UNUSED_LEAVE_DAYS,
    "年终奖": PayInputKind.ANNUAL_BONUS,
    "经济补偿": PayInputKind.SEVERANCE,
}
"""What offices call the kinds, and the words of earlier forms."""


MONTH = Column(
    "month",
    Text("月份", "Month"),
    YearMonth(),
    required=True,
    aliases=("发薪月份", "所属月份", "年月"),
    example="2026-10",
)


def _named(values: Values) -> Iterator[tuple[str, BadCell]]:
    if values["kind"].is_named and not values["name"]:
        yield "name", BadCell("missing", Text("缺项目名称", "The item has no name"), Text("填写名称", "Name it"))


def _counted(values: Values) -> Iterator[tuple[str, BadCell]]:
    """An amount that the kind's measure can have: no part of a minute, no 32nd day, neither more than yes nor less."""
    measure, amount = values["kind"].measure, values["amount"]
    whole = measure in (Measure.MONEY, Measure.DAYS) or amount == amount.to_integral_value()
    if amount > _LIMITS.get(measure, _MOST) or not whole:
        yield (
            "amount",
            BadCell(
                "out_of_range",
                Text(f"超出“{measure.label.zh}”的范围", f"Not possible for {measure.label.en.lower()}"),
                Text("核对数值和单位", "Check the number and its unit"),
            ),
        )


_MOST = Decimal(100_000_000)
_LIMITS = {Measure.DAYS: Decimal(31), Measure.MINUTES: Decimal(12 * 31 * 24 * 60), Measure.YES_NO: Decimal(1)}

PAY_ITEMS = Schema(
    name="pay_items",
    title=Text("薪酬录入项", "Pay inputs"),
    columns=(
        STAFF_NUMBER,
        MONTH,
        Column(
            "kind",
            Text("项目类型", "Kind"),
            OneOf(IN_SHEETS, _WORDS),
            required=True,
            aliases=("项目类别", "计税方式", "是否应税", "应税", "taxed"),
            example="应税一次性项目",
            note=Text(
                "金额填元；天数、分钟按类型填数；高温作业填1或0",
                "Yuan for amounts; days or minutes as the kind has it; 1 or 0 for work in the heat",
            ),
        ),
        Column(
            "name",
            Text("项目名称", "Item"),
            Words(60),
            aliases=("项目", "名称", "item name"),
            example="考核奖",
            note=Text("仅应税、免税一次性项目和税后扣款必填", "Needed for one-offs and deductions only"),
        ),
        Column(
            "amount",
            Text("数量或金额", "Amount"),
            Quantity(2, Decimal(0), _MOST),
            required=True,
            aliases=("金额", "数量", "金额元", "天数", "分钟", "amount yuan"),
            example="300.00",
            note=Text("扣款也填正数", "Deductions are entered as positive amounts too"),
        ),
        Column(
            "first_day",
            Text("起始日", "First day"),
            Day(),
            aliases=("病假起始日", "开始日期"),
            note=Text(
                "病假的第一天；当月病假规定有变更时必填", "Of sick leave; needed where its rule changes in the month"
            ),
        ),
        Column("note", Text("说明", "Note"), Words(200), aliases=("备注", "原因")),
    ),
    checks=(_named, _counted),
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
