"""The form for a pay scale: one cell a row, from a month on."""

from __future__ import annotations

from collections.abc import Iterator

from intake.errors import BadCell
from intake.parsers.choices import OneOf
from intake.parsers.dates import YearMonth
from intake.parsers.numbers import Money, Whole
from intake.parsers.plain import Code, Words
from intake.schema import Column, Schema, Values
from intake.schemas.common import left_blank_here, required_here
from vocabulary.terms import Term
from vocabulary.text import Text


class CellPart(Term):
    """薪级表单元格类别: establishment and civil-service-like pay add up two cells, every other scheme has one."""

    GRADE_STEP = "grade_step", "岗位等级×薪级", "Grade × step"
    POST_WAGE = "post_wage", "岗位工资", "Post wage"
    STEP_WAGE = "step_wage", "薪级工资", "Step wage"
    POSITION_WAGE = "position_wage", "职务职级工资", "Position wage"
    RANK_WAGE = "rank_wage", "级别工资", "Rank wage"


_USES = {
    CellPart.GRADE_STEP: ("grade", "step"),
    CellPart.POST_WAGE: ("grade",),
    CellPart.STEP_WAGE: ("step",),
    CellPart.POSITION_WAGE: ("grade",),
    CellPart.RANK_WAGE: ("grade", "step"),
}
_WORDS = {
    "等级薪级": CellPart.GRADE_STEP,
    "岗位工资标准": CellPart.POST_WAGE,
    "薪级工资标准": CellPart.STEP_WAGE,
    "职务工资": CellPart.POSITION_WAGE,
    "职级工资": CellPart.POSITION_WAGE,
    "级别工资标准": CellPart.RANK_WAGE,
}
_NEEDED = Text("“{part}”必须填写这一列", "A cell of the kind “{part}” needs this column")
_NOT_USED = Text("“{part}”不填这一列", "A cell of the kind “{part}” leaves this column blank")


def _named_by_what_it_uses(values: Values) -> Iterator[tuple[str, BadCell]]:
    part = values["part"]
    for key in ("grade", "step"):
        used = key in _USES[part]
        if used and values[key] is None:
            yield key, required_here(_NEEDED.format(part=part.label))
        if not used and values[key] is not None:
            yield key, left_blank_here(_NOT_USED.format(part=part.label))


PAY_SCALE = Schema(
    name="pay_scale",
    title=Text("薪级表", "Pay scale"),
    columns=(
        Column(
            "scale",
            Text("薪级表编码", "Scale code"),
            Code(20),
            required=True,
            aliases=("薪级表", "编码", "scale"),
            example="XN-HT",
            note=Text("须是已建立的薪级表", "A scale that is on file already"),
        ),
        Column(
            "part",
            Text("类别", "Kind of cell"),
            OneOf(CellPart, _WORDS),
            required=True,
            aliases=("标准类别", "单元格类别", "part"),
            example="岗位等级×薪级",
        ),
        Column(
            "grade",
            Text("岗位等级", "Grade"),
            Words(20),
            aliases=("等级", "岗级", "岗位", "职务职级"),
            example="G3",
            note=Text("薪级工资不填；级别工资填级别", "Left blank for a step wage; the rank of a rank wage"),
        ),
        Column(
            "step",
            Text("薪级", "Step"),
            Whole(1, 99),
            aliases=("档次", "薪档"),
            example="5",
            note=Text("岗位工资、职务职级工资不填；级别工资填档次", "Left blank for a post or position wage"),
        ),
        Column(
            "amount",
            Text("月标准", "Monthly amount"),
            Money(lowest=1),
            required=True,
            aliases=("金额", "标准", "月标准元", "amount"),
            example="5200.00",
        ),
        Column(
            "from_month",
            Text("起始月份", "From month"),
            YearMonth(),
            required=True,
            aliases=("执行月份", "生效月份", "自何月起", "from"),
            example="2027-01",
            note=Text(
                "自该月1日起执行，原标准到上月末止",
                "In force from its first day; the amount before ends the day before",
            ),
        ),
        Column(
            "correction",
            Text("更正原因", "Reason of the correction"),
            Words(200),
            aliases=("更正说明",),
            note=Text(
                "该格自起始月份就录错时填写，原记录改正、起止不变；新标准不填",
                "For a cell that was wrong from its first month: put right on its dates. Blank for a new amount",
            ),
        ),
    ),
    unique=(("scale", "part", "grade", "step", "from_month"),),
    checks=(_named_by_what_it_uses,),
)
"""Blank columns make the key partial: ``unique`` watches grade × step cells, the import itself the two others."""
