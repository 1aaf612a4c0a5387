"""The forms that careers feed on: certificates, training and yearly appraisals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from intake.errors import BadCell
from intake.parsers.choices import OneOf
from intake.parsers.dates import Day
from intake.parsers.numbers import Quantity, Whole
from intake.parsers.plain import Words
from intake.schema import Column, Schema, Values
from intake.schemas.common import STAFF_NUMBER, out_of_order
from vocabulary.terms import AppraisalGrade
from vocabulary.text import Text


def _expires_after_issue(values: Values) -> Iterator[tuple[str, BadCell]]:
    if values["expires_on"] is not None and values["expires_on"] < values["issued_on"]:
        yield "expires_on", out_of_order(Text("有效期早于发证日期", "It expires before it was issued"))


QUALIFICATIONS = Schema(
    name="qualifications",
    title=Text("资格证书", "Qualifications"),
    columns=(
        STAFF_NUMBER,
        Column(
            "name",
            Text("证书名称", "Certificate"),
            Words(60),
            required=True,
            aliases=("职业资格名称", "资格名称"),
            example="城市管理网格员",
        ),
        Column(
            "level",
            Text("等级", "Level"),
            Whole(1, 5),
            aliases=("职业资格等级", "技能等级"),
            example="4",
            note=Text("5 为五级（最低），1 为一级", "5 is the lowest, 1 the highest"),
        ),
        Column(
            "issued_on",
            Text("发证日期", "Issued on"),
            Day(),
            required=True,
            aliases=("取得日期",),
            example="2025-06-30",
        ),
        Column("expires_on", Text("有效期至", "Expires on"), Day(), aliases=("到期日期",), example="2028-06-30"),
    ),
    unique=(("staff_number", "name", "issued_on"),),
    checks=(_expires_after_issue,),
)

TRAINING = Schema(
    name="training",
    title=Text("培训记录", "Training"),
    columns=(
        STAFF_NUMBER,
        Column(
            "course",
            Text("课程", "Course"),
            Words(80),
            required=True,
            aliases=("培训内容", "课程名称"),
            example="案卷规范",
        ),
        Column("held_on", Text("培训日期", "Held on"), Day(), required=True, aliases=("日期",), example="2026-05-18"),
        Column(
            "hours",
            Text("学时", "Hours"),
            Quantity(2, Decimal("0.25"), Decimal(400)),
            required=True,
            aliases=("课时", "培训学时"),
            example="4",
        ),
    ),
    unique=(("staff_number", "course", "held_on"),),
)

APPRAISALS = Schema(
    name="appraisals",
    title=Text("年度考核", "Appraisals"),
    columns=(
        STAFF_NUMBER,
        Column(
            "year", Text("考核年度", "Year"), Whole(1990, 2199), required=True, aliases=("年度", "年份"), example="2025"
        ),
        Column(
            "grade",
            Text("考核等次", "Grade"),
            OneOf(
                AppraisalGrade,
                {
                    "合格": AppraisalGrade.QUALIFIED,
                    "称职": AppraisalGrade.QUALIFIED,
                    "不称职": AppraisalGrade.UNQUALIFIED,
                },
            ),
            required=True,
            aliases=("等次", "考核结果"),
            example="合格",
        ),
        Column(
            "decided_on",
            Text("确定日期", "Decided on"),
            Day(),
            required=True,
            aliases=("公布日期",),
            example="2026-01-31",
        ),
    ),
    unique=(("staff_number", "year"),),
)
