"""New amounts of shift rates, allowances and scale cells, each from a month on."""

from __future__ import annotations

from typing import ClassVar

from wtforms import BooleanField
from wtforms.validators import InputRequired, NumberRange, Optional

from hr.forms.form import text_of
from hr.forms.organisation.fields import GroupedForm, Groups, Notes, PercentField, YuanField, one_of, term, whole, words
from hr.forms.pay.fields import CORRECTION, DATED_BACK, TiersField, correction, dated_back, month
from hr.models.pay.pay_item import PayItemKind, TierMeasure
from hr.models.pay.pay_scale import ScalePart
from vocabulary.terms import PostFamily, ShiftKind, StaffingType
from vocabulary.text import Text

_START, _LAST = Text("起始月份", "From month"), Text("截止月份", "To month")
_UNIT = Text("机构（含下级）", "Unit (and all below it)")
_EVERYBODY = Text("留空即适用全部人员", "Blank means everybody")
_ENDS_OLD = Text(
    "自该月1日起执行；原标准自动截止到上月末", "From its first day; the amount in force ends the day before by itself"
)
_OPEN = Text("留空即长期有效", "Blank means until further notice")
_WHAT, _WHOM, _WHEN = Text("标准", "Amount"), Text("适用范围", "For whom"), Text("执行时间", "When")


class ShiftRateForm(GroupedForm):
    """Yuan per shift."""

    groups = (
        (_WHAT, ("unit_id", "shift_kind", "amount")),
        (_WHOM, ("staffing_type", "post_family")),
        (_WHEN, ("start", "last", "dated_back", "correction")),
    )
    notes: ClassVar[Notes] = {
        "staffing_type": Text(
            "同一班次应同一标准（劳动合同法第63条）；按用工性质区分会作为问题列出",
            "The same shift is to have one rate (Labour Contract Law art. 63); a difference is shown as a finding",
        ),
        "post_family": _EVERYBODY,
        "start": _ENDS_OLD,
        "last": _OPEN,
        "dated_back": DATED_BACK,
        "correction": CORRECTION,
    }
    unit_id = one_of(_UNIT)
    shift_kind = term(Text("班次", "Shift"), ShiftKind)
    amount = YuanField(text_of(Text("每班金额（元）", "Yuan per shift")), [InputRequired(), NumberRange(min=0)])
    staffing_type = term(Text("用工性质", "Staffing type"), StaffingType, required=False)
    post_family = term(Text("岗位序列", "Post family"), PostFamily, required=False)
    start = month(_START)
    last = month(_LAST, required=False)
    dated_back = dated_back()
    correction = correction()


class AllowanceForm(GroupedForm):
    """The employer's own allowance."""

    groups = (
        (_WHAT, ("unit_id", "code", "name", "kind", "amount", "rate")),
        (Text("分档", "Tiers"), ("measure", "tiers", "marginal")),
        (_WHOM, ("staffing_type", "post_family", "grade")),
        (Text("计税与缴费", "Tax and contributions"), ("taxed", "in_contribution_base", "in_minimum_wage")),
        (_WHEN, ("start", "last", "dated_back", "correction")),
    )
    notes: ClassVar[Notes] = {
        "code": Text("字母开头，工资条和标准簿都用它", "Begins with a letter; slips and the book name it so"),
        "amount": Text("按基数比例和分档的不填", "Left blank for a rate of base pay and for tiers"),
        "rate": Text("仅按基数比例填写，如 5 表示 5%", "For a rate of base pay only: 5 means 5 %"),
        "measure": Text("仅分档填写", "For tiers only"),
        "tiers": Text(
            "每档“起点=金额（元）”，用分号隔开，如工龄津贴 1=50.00; 5=120.00; 10=200.00",
            "Each tier as “begins at=yuan” with semicolons between, such as 1=50.00; 5=120.00; 10=200.00",
        ),
        "marginal": Text("不勾选：达到哪一档就发哪一档的金额", "Not ticked: the tier reached gives its whole amount"),
        "grade": _EVERYBODY,
        "staffing_type": _EVERYBODY,
        "post_family": _EVERYBODY,
        "start": _ENDS_OLD,
        "last": _OPEN,
        "dated_back": DATED_BACK,
        "correction": CORRECTION,
    }
    unit_id = one_of(_UNIT)
    code = words(Text("代码", "Code"), 30)
    name = words(Text("名称", "Name"), 60)
    kind = term(Text("计算方式", "How it is reckoned"), PayItemKind)
    amount = YuanField(text_of(Text("金额（元）", "Amount (yuan)")), [Optional(), NumberRange(min=0)])
    measure = term(Text("分档依据", "Tiers by"), TierMeasure, required=False)
    tiers = TiersField(text_of(Text("各档", "Tiers")), [Optional()])
    marginal = BooleanField(text_of(Text("按量累进（每单位按所在档计）", "Each unit paid at its own tier's rate")))
    rate = PercentField(text_of(Text("比例（%）", "Rate (%)")), [Optional(), NumberRange(min=0, max=1_000_000)])
    staffing_type = term(Text("用工性质", "Staffing type"), StaffingType, required=False)
    post_family = term(Text("岗位序列", "Post family"), PostFamily, required=False)
    grade = words(Text("岗位等级", "Grade"), 20, required=False)
    taxed = BooleanField(text_of(Text("计税", "Taxed")), default=True)
    in_contribution_base = BooleanField(text_of(Text("计入缴费工资", "Counts for contribution bases")), default=True)
    in_minimum_wage = BooleanField(text_of(Text("计入最低工资", "Counts for the minimum wage")), default=True)
    start = month(_START)
    last = month(_LAST, required=False)
    dated_back = dated_back()
    correction = correction()


class EndForm(GroupedForm):
    """The last month of something."""

    groups: ClassVar[Groups] = ((_WHEN, ("last",)),)
    last = month(Text("最后执行月份", "Last month in force"))


class EndPaidForm(EndForm):
    """The last month of something that is paid by: it may lie in the past."""

    groups = ((_WHEN, ("last", "dated_back")),)
    notes: ClassVar[Notes] = {"dated_back": DATED_BACK}
    dated_back = dated_back()


class ScaleForm(GroupedForm):
    """A new, empty scale."""

    groups = ((Text("薪级表", "Pay scale"), ("code", "name", "unit_id")),)
    notes: ClassVar[Notes] = {"code": Text("导入时用编码指认", "Sheets name the scale by it")}
    code = words(Text("编码", "Code"), 20)
    name = words(Text("名称", "Name"), 60)
    unit_id = one_of(_UNIT)


class CellForm(GroupedForm):
    """One cell of a scale."""

    groups = (
        (Text("单元格", "Cell"), ("part", "grade", "step")),
        (_WHAT, ("amount", "start", "dated_back", "correction")),
    )
    notes: ClassVar[Notes] = {
        "grade": Text("薪级工资不填；级别工资填级别", "Left blank for a step wage; the rank of a rank wage"),
        "step": Text("岗位工资、职务职级工资不填；级别工资填档次", "Left blank for a post or position wage"),
        "start": _ENDS_OLD,
        "dated_back": DATED_BACK,
        "correction": CORRECTION,
    }
    part = term(Text("类别", "Kind"), ScalePart)
    grade = words(Text("岗位等级", "Grade"), 20, required=False)
    step = whole(Text("薪级", "Step"), 1, 99, required=False)
    amount = YuanField(text_of(Text("月标准（元）", "Yuan a month")), [InputRequired(), NumberRange(min=1)])
    start = month(_START)
    dated_back = dated_back()
    correction = correction()
