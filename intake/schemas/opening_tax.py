"""The form for the year's tax of people whose pay was computed elsewhere up to some month."""

from __future__ import annotations

from intake.parsers.dates import YearMonth
from intake.parsers.numbers import Money, Whole
from intake.parsers.plain import Words
from intake.schema import Column, Schema
from intake.schemas.common import STAFF_NUMBER
from vocabulary.text import Text

OPENING_TAX = Schema(
    name="opening_tax",
    title=Text("个税期初累计", "Opening tax balances"),
    columns=(
        STAFF_NUMBER,
        Column(
            "through",
            Text("截至月份", "Up to month"),
            YearMonth(),
            required=True,
            aliases=("截至", "税款所属期止", "月份"),
            example="2026-06",
            note=Text("启用本系统前最后一个发薪月份", "The last month paid before pay is computed here"),
        ),
        Column(
            "months",
            Text("任职月份数", "Months employed"),
            Whole(1, 12),
            required=True,
            aliases=("月份数", "任职受雇月份数"),
            example="6",
        ),
        Column(
            "income",
            Text("累计收入", "Income to date"),
            Money(),
            required=True,
            aliases=("累计收入额", "本年累计收入"),
            example="48000.00",
        ),
        Column(
            "deductions",
            Text("累计专项扣除", "Own contributions to date"),
            Money(),
            required=True,
            aliases=("累计三险一金", "累计五险一金个人部分"),
            example="5040.00",
        ),
        Column(
            "withheld",
            Text("累计已预扣税额", "Tax withheld to date"),
            Money(),
            required=True,
            aliases=("累计已缴税额", "已缴税额", "累计已预缴税额"),
            example="388.80",
        ),
        Column("relief", Text("累计减免税额", "Tax relief to date"), Money(), aliases=("减免税额",)),
        Column("note", Text("依据", "Source"), Words(120), aliases=("说明", "备注")),
    ),
    unique=(("staff_number", "through"),),
)
