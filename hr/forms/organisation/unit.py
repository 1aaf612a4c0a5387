"""Units, their quotas and their posts."""

from __future__ import annotations

from typing import ClassVar

from wtforms.validators import InputRequired, Optional

from hr.forms.form import text_of
from hr.forms.organisation.fields import (
    GroupedForm,
    Groups,
    Notes,
    PercentField,
    day,
    long_words,
    one_of,
    term,
    whole,
    words,
)
from vocabulary.terms import Education, PostFamily, StaffingType, UnitKind, UnitNature
from vocabulary.text import Text

_UNIT = Text("机构", "Unit")
_RATES = Text("缴费比例（单位一侧）", "Contribution rates of the employer")
_POST = Text("岗位", "Post")
_TAKES = Text("用人标准", "What it takes")


class UnitForm(GroupedForm):
    """A unit as it is changed."""

    code = words(Text("机构编码", "Code"), 20)
    name = words(Text("名称", "Name"), 80)
    nature = term(Text("机构性质", "Nature"), UnitNature)
    opened_on = day(Text("启用日期", "Opened on"))
    housing_fund_ppm = PercentField(text_of(Text("住房公积金（%）", "Housing fund (%)")), [InputRequired()])
    supplementary_fund_ppm = PercentField(text_of(Text("补充公积金（%）", "Supplementary fund (%)")), [Optional()])
    work_injury_ppm = PercentField(text_of(Text("工伤保险（%）", "Work injury (%)")), [InputRequired()])
    groups: ClassVar[Groups] = (
        (_UNIT, ("code", "name", "nature", "opened_on")),
        (_RATES, ("housing_fund_ppm", "supplementary_fund_ppm", "work_injury_ppm")),
    )


class NewUnitForm(UnitForm):
    """A new unit below another."""

    parent_id = one_of(Text("上级机构", "Belongs to"))
    kind = term(Text("机构层级", "Level"), UnitKind)
    groups: ClassVar[Groups] = (
        (_UNIT, ("parent_id", "kind", "code", "name", "nature", "opened_on")),
        (_RATES, ("housing_fund_ppm", "supplementary_fund_ppm", "work_injury_ppm")),
    )


class QuotaForm(GroupedForm):
    """A quota from a day on."""

    staffing_type = term(Text("用工性质", "Staffing type"), StaffingType, required=False)
    quota = whole(Text("编制数/核定人数", "Quota"), most=100_000)
    valid_from = day(Text("自", "From"))
    groups: ClassVar[Groups] = ((Text("编制", "Quota"), ("staffing_type", "quota", "valid_from")),)
    notes: ClassVar[Notes] = {"staffing_type": Text("不选即全部用工性质合计", "Blank means all types together")}


class PostForm(GroupedForm):
    """A post."""

    code = words(Text("岗位编码", "Code"), 20)
    name = words(Text("岗位名称", "Name"), 60)
    family = term(Text("岗位序列", "Post family"), PostFamily)
    headcount_plan = whole(Text("计划人数", "Headcount plan"))
    opened_on = day(Text("启用日期", "Opened on"))
    minimum_education = term(Text("最低学历", "Education at least"), Education, required=False)
    required_certificate = words(Text("所需证书", "Certificate required"), 60, required=False)
    requirements = long_words(Text("其他要求", "Other requirements"), 500)
    groups: ClassVar[Groups] = (
        (_POST, ("code", "name", "family", "headcount_plan", "opened_on")),
        (_TAKES, ("minimum_education", "required_certificate", "requirements")),
    )


class CloseForm(GroupedForm):
    """The last day of a unit or a post."""

    on = day(Text("最后一日", "Last day"))
    groups: ClassVar[Groups] = ((Text("关闭", "Close"), ("on",)),)
