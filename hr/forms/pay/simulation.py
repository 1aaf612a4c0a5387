"""A pay simulation: its month and unit, each kind of change, and the month from which it is to hold."""

from __future__ import annotations

from typing import ClassVar

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, SelectField

from hr.forms.form import text_of
from hr.forms.organisation.fields import GroupedForm, Notes, one_of, term, whole, words
from hr.forms.pay.fields import month
from hr.models.pay.pay_item import PayItemKind
from hr.models.pay.pay_scale import ScalePart
from hr.request_language import language
from payroll.columns import COLUMNS
from vocabulary.terms import PostFamily, ShiftKind, StaffingType, Term
from vocabulary.text import Text

_WHAT, _WHOM = Text("调整什么", "What"), Text("适用范围", "For whom")
_UNIT = Text("机构（含下级）", "Unit (and all below it)")
_HOW = Text("调整为", "Change to")
_HOW_NOTE = Text(
    "写法：60（改为）、+5% 或 -3%（按比例）、+100（加减金额）",
    "Write 60 (set to), +5% or -3% (by a rate), +100 (by an amount)",
)
_EVERYBODY = Text("留空即适用全部人员", "Blank means everybody")
_WHOLE_SIMULATION = Text("留空即整个模拟范围", "Blank means everybody in the simulation")
_SCOPE_NOTES: Notes = {
    "unit_id": _WHOLE_SIMULATION,
    "staffing_type": _EVERYBODY,
    "post_family": _EVERYBODY,
    "grade": _EVERYBODY,
}
_OF_ALL_GRADES = _WHOM, ("unit_id", "staffing_type", "post_family")
_OF_GRADE = _WHOM, ("unit_id", "staffing_type", "post_family", "grade")
SIMULATED_INPUTS = (
    "night_shifts",
    "middle_shifts",
    "fixed_monthly_pay",
    "hourly_rate",
    "performance_basic_amount",
    "performance_incentive_amount",
    "social_base",
    "housing_base",
    "housing_rate",
    "supplementary_rate",
    "standard_minutes",
)
"""The inputs that a simulation may change from a form."""


class Start(Term):
    """起点: which figures of the month a simulation starts from."""

    RUN = "run", "当月已计算的发薪批次", "The month's computed pay run"
    NOW = "now", "当月现有数据", "The month's inputs as they are now"


def _how() -> object:
    return words(_HOW, 20)


def _choice(label: Text) -> SelectField:
    """One of what the view offers."""
    return SelectField(text_of(label), choices=[])


def _offered_inputs() -> list[tuple[str, str]]:
    return [(name, COLUMNS[name].label.in_(language())) for name in SIMULATED_INPUTS]


class SimulationForm(GroupedForm):
    """A new simulation."""

    groups = ((Text("模拟", "Simulation"), ("name", "unit_id", "month", "start")),)
    notes: ClassVar[Notes] = {
        "name": Text("例如：夜班津贴 60 元方案", "For instance: night rate at 60 yuan"),
        "start": Text(
            "批次：按批次存档的标准和数据，结果不随时间变化；现有数据：按今天的在册人员和录入项",
            "The run: by the rules and inputs stored with it, so that the answer stays; now: by whoever is there today",
        ),
    }
    name = words(Text("名称", "Name"), 60)
    unit_id = one_of(_UNIT)
    month = month(Text("月份", "Month"))
    start = term(Text("起点", "Start from"), Start)


class NameForm(GroupedForm):
    """The name of a copy."""

    groups = ((Text("复制为", "Copy as"), ("name",)),)
    name = words(Text("名称", "Name"), 60)


class ScaleChangeForm(GroupedForm):
    """Cells of pay scales."""

    groups = ((_WHAT, ("how", "whole_yuan")), (Text("哪些单元格", "Which cells"), ("scale", "part", "grade", "step")))
    notes: ClassVar[Notes] = {
        "how": _HOW_NOTE,
        "grade": Text("留空即全部等级", "Blank means all grades"),
        "step": Text("留空即全部薪级", "Blank means all steps"),
    }
    how = _how()
    whole_yuan = BooleanField(text_of(Text("取整到元", "Round to whole yuan")), default=True)
    scale = _choice(Text("薪级表", "Pay scale"))
    part = term(Text("类别", "Kind"), ScalePart, required=False)
    grade = words(Text("岗位等级", "Grade"), 20, required=False)
    step = whole(Text("薪级", "Step"), 1, 99, required=False)


class ScopedForm(GroupedForm):
    """A change for some people: by unit, staffing type, post family."""

    unit_id = one_of(_UNIT, required=False)
    staffing_type = term(Text("用工性质", "Staffing type"), StaffingType, required=False)
    post_family = term(Text("岗位序列", "Post family"), PostFamily, required=False)


class GradedForm(ScopedForm):
    """A change for some people, by grade, too."""

    grade = words(Text("岗位等级", "Grade"), 20, required=False)


class SheetForm(GroupedForm):
    """A whole table of new amounts."""

    groups = ((Text("新薪级表", "New amounts"), ("file",)),)
    notes: ClassVar[Notes] = {
        "file": Text(
            "与导入薪级表相同的表格；起始月份在模拟中不用",
            "The form by which scales are imported; its months don't matter here",
        )
    }
    file = FileField(text_of(Text("表格（XLSX、CSV）", "Sheet (XLSX, CSV)")), [FileRequired()])


class ShiftChangeForm(ScopedForm):
    """Yuan a shift."""

    groups = ((_WHAT, ("shift_kind", "how")), _OF_ALL_GRADES)
    notes: ClassVar[Notes] = {"how": _HOW_NOTE, **_SCOPE_NOTES}
    shift_kind = term(Text("班次", "Shift"), ShiftKind)
    how = _how()


class AllowanceChangeForm(GradedForm):
    """An allowance that there is."""

    groups = ((_WHAT, ("code", "how")), _OF_GRADE)
    notes: ClassVar[Notes] = {"how": _HOW_NOTE, **_SCOPE_NOTES}
    code = _choice(Text("津贴", "Allowance"))
    how = _how()


class NewAllowanceForm(GradedForm):
    """An allowance that there is not yet."""

    groups = (
        (_WHAT, ("code", "name", "kind", "how")),
        _OF_GRADE,
        (Text("计税与缴费", "Tax and contributions"), ("taxed", "in_contribution_base", "in_minimum_wage")),
    )
    notes: ClassVar[Notes] = {
        "code": Text("字母开头，未使用过", "Begins with a letter, not in use yet"),
        "how": Text("金额（元）；按基数比例的写 5%", "Yuan; for a rate of base pay write 5%"),
        **_SCOPE_NOTES,
    }
    code = words(Text("代码", "Code"), 30)
    name = words(Text("名称", "Name"), 60)
    kind = term(Text("计算方式", "How it is reckoned"), PayItemKind)
    how = words(Text("标准", "Amount"), 20)
    taxed = BooleanField(text_of(Text("计税", "Taxed")), default=True)
    in_contribution_base = BooleanField(text_of(Text("计入缴费工资", "Counts for contribution bases")), default=True)
    in_minimum_wage = BooleanField(text_of(Text("计入最低工资", "Counts for the minimum wage")), default=True)


class ParameterChangeForm(GroupedForm):
    """A statutory value or a setting."""

    groups = ((_WHAT, ("name", "how")),)
    notes: ClassVar[Notes] = {
        "how": Text(
            "写法：8000（改为）、+5%（按比例）；比例类写 9%", "Write 8000 (set to) or +5% (by a rate); a rate as 9%"
        ),
    }
    name = _choice(Text("参数（当月数值）", "Value (in that month)"))
    how = _how()


class InputChangeForm(GradedForm):
    """What is known of people."""

    groups = ((_WHAT, ("column", "how")), _OF_GRADE)
    notes: ClassVar[Notes] = {
        "how": _HOW_NOTE,
        "column": Text(
            "班次数按比例增减时，按人员顺序分摊，使合计正好",
            "Counts of shifts changed by a rate are spread over people so that their sum is right",
        ),
        **_SCOPE_NOTES,
    }
    column = SelectField(text_of(Text("数据", "Input")), choices=_offered_inputs)
    how = _how()


class RealForm(GroupedForm):
    """From which month it is to hold."""

    groups = ((Text("执行时间", "When"), ("start",)),)
    start = month(Text("自该月起执行", "From this month on"))
