"""Placing somebody on a scale, declaring their bases and tax deductions."""

from __future__ import annotations

from typing import Any, ClassVar

from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from hr.forms.form import text_of
from hr.forms.organisation.fields import GroupedForm, Notes, YuanField, words
from hr.forms.pay.fields import CORRECTION, DATED_BACK, correction, dated_back, month
from vocabulary.text import Text

_START = Text("起始月份", "From month")
_ENDS_OLD = Text("原记录自动截止到上月末", "What is in force ends the day before by itself")
_WHEN = Text("执行时间", "When")


def _yuan(label: Text, required: bool = False) -> Any:
    return YuanField(text_of(label), [InputRequired() if required else Optional(), NumberRange(min=0)])


class StandingForm(GroupedForm):
    """A place on a scale, or a fixed wage; fields that don't fit the staffing type are taken out by the view."""

    groups = (
        (
            Text("薪级", "Standing"),
            (
                "scale",
                "grade",
                "rank",
                "step",
                "fixed_wage",
                "hourly_rate",
                "performance_basic",
                "performance_incentive",
            ),
        ),
        (_WHEN, ("start", "dated_back", "reason", "correction")),
    )
    notes: ClassVar[Notes] = {
        "start": _ENDS_OLD,
        "fixed_wage": Text("按小时计酬的不填", "Left blank for pay by the hour"),
        "hourly_rate": Text("非全日制用工填写", "For part-time work"),
        "dated_back": DATED_BACK,
        "correction": CORRECTION,
    }
    scale = SelectField(text_of(Text("薪级表", "Pay scale")), [InputRequired()], choices=[], coerce=int)
    grade = SelectField(text_of(Text("岗位等级", "Grade")), [InputRequired()], choices=[])
    rank = SelectField(text_of(Text("级别", "Rank")), [InputRequired()], choices=[])
    step = SelectField(text_of(Text("薪级", "Step")), [InputRequired()], choices=[], coerce=int)
    fixed_wage = _yuan(Text("固定月薪（元）", "Fixed wage (yuan a month)"))
    hourly_rate = _yuan(Text("小时工资（元）", "Yuan an hour"))
    performance_basic = _yuan(Text("基础性绩效（元/月）", "Basic performance pay (yuan a month)"))
    performance_incentive = _yuan(Text("奖励性绩效（元/月）", "Incentive performance pay (yuan a month)"))
    start = month(_START)
    dated_back = dated_back()
    correction = correction()
    reason = words(Text("调整原因", "Reason"), 120)


class BaseForm(GroupedForm):
    """Declared bases."""

    groups = (
        (
            Text("缴费基数", "Contribution bases"),
            ("social_base", "housing_base", "insured", "injury_only", "retires_later"),
        ),
        (_WHEN, ("start", "dated_back", "correction")),
    )
    notes: ClassVar[Notes] = {
        "social_base": Text(
            "填申报数，计算时自动按当期上下限调整",
            "As declared: floor and ceiling of the period are applied by the run",
        ),
        "retires_later": Text(
            "书面约定延迟退休的继续参加全部险种；否则达到退休年龄的次月起只参加工伤保险",
            "All insurances go on where it is agreed in writing; else only work injury insurance does",
        ),
        "start": _ENDS_OLD,
        "dated_back": DATED_BACK,
        "correction": CORRECTION,
    }
    social_base = _yuan(Text("社保基数（元/月）", "Social insurance base (yuan a month)"))
    housing_base = _yuan(Text("公积金基数（元/月）", "Housing fund base (yuan a month)"))
    insured = BooleanField(text_of(Text("参保", "Insured")), default=True)
    retires_later = BooleanField(text_of(Text("已约定弹性延迟退休", "A later retirement is agreed")))
    injury_only = BooleanField(text_of(Text("仅参加工伤保险", "Work injury insurance only")))
    start = month(_START)
    dated_back = dated_back()
    correction = correction()


class DeductionForm(GroupedForm):
    """A declared special additional deduction."""

    groups = (
        (Text("专项附加扣除", "Special additional deduction"), ("item", "amount")),
        (_WHEN, ("start", "last", "dated_back", "correction")),
    )
    notes: ClassVar[Notes] = {
        "amount": Text("填每月可扣除金额（已按分摊比例）", "What may be deducted a month, shares taken into account"),
        "last": Text("留空即长期有效", "Blank means until further notice"),
        "dated_back": Text(
            "起始月份已锁定时勾选：按累计预扣法在下一批次一并调整税额，不另作补发",
            "Tick it where that month is locked: the next month's tax comes right by cumulation",
        ),
        "correction": CORRECTION,
    }
    item = SelectField(text_of(Text("项目", "Item")), [InputRequired()], choices=[])
    amount = _yuan(Text("每月金额（元）", "Yuan a month"), required=True)
    start = month(_START)
    dated_back = dated_back()
    correction = correction()
    last = month(Text("截止月份", "To month"), required=False)
