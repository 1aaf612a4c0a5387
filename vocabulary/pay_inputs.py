"""What is entered for a pay month: the kinds of inputs, and what the amount of each counts."""

from __future__ import annotations

from vocabulary.terms import Term


class Measure(Term):
    """计量单位 of an input's amount."""

    MONEY = "money", "金额（元）", "Yuan"
    DAYS = "days", "天", "Days"
    MINUTES = "minutes", "分钟", "Minutes"
    YES_NO = "yes_no", "是否", "Yes or no"


class PayInputKind(Term):
    """录入项类型."""

    TAXED = "taxed", "应税一次性项目", "Taxed one-off"
    UNTAXED = "untaxed", "免税一次性项目", "Untaxed one-off"
    DEDUCTION = "deduction", "税后扣款", "Deduction after tax"
    UNPAID_DAYS = "unpaid_days", "无薪天数", "Unpaid days"
    SICK_DAYS = "sick_days", "病假天数", "Days of sick leave"
    SICK_DAYS_RELIEF = "sick_days_relief", "病假超过六个月的天数", "Days of sick leave beyond six months"
    MATERNITY_DAYS = "maternity_days", "产假天数", "Days of maternity leave"
    MATERNITY_ALLOWANCE = "maternity_allowance", "生育津贴（基金拨付）", "Maternity allowance of the fund"
    UNUSED_LEAVE_DAYS = "unused_leave_days", "未休年休假天数", "Days of unused annual leave"
    OVERTIME_WORKDAY = "overtime_workday", "工作日加班分钟", "Overtime minutes on workdays"
    OVERTIME_REST_DAY = "overtime_rest_day", "休息日加班分钟", "Overtime minutes on rest days"
    OVERTIME_HOLIDAY = "overtime_holiday", "法定节假日加班分钟", "Overtime minutes on statutory holidays"
    OVERTIME_PERIOD = "overtime_period", "综合工时超时分钟", "Minutes beyond the norm of the settled period"
    WORKED_MINUTES = "worked_minutes", "计薪分钟（非全日制）", "Paid minutes (part-time)"
    HEAT_EXPOSURE = "heat_exposure", "高温作业", "Works in the heat"
    ANNUAL_BONUS = "annual_bonus", "全年一次性奖金", "Year-end bonus"
    LABOUR_SERVICE = "labour_service", "劳务报酬", "Labour-service remuneration"
    SEVERANCE = "severance", "经济补偿金", "Severance pay"
    CONTRIBUTION = "contribution", "缴费差额", "Contribution difference"
    OVERRIDE = "override", "人工核定", "Set by hand"

    @property
    def measure(self) -> Measure:
        """What the stored whole numbers count: fen, hundredths of a day, minutes, or 1 and 0."""
        if self in _DAYS:
            return Measure.DAYS
        if self in _MINUTES:
            return Measure.MINUTES
        return Measure.YES_NO if self is PayInputKind.HEAT_EXPOSURE else Measure.MONEY

    @property
    def is_dated(self) -> bool:
        """Whether it may say on which day it began, and be there several times a month."""
        return self in SICK_LEAVE

    @property
    def is_named(self) -> bool:
        """Whether a month may have several of the kind, told apart by name; of all others it has one."""
        return self in _NAMED


SICK_LEAVE = (PayInputKind.SICK_DAYS, PayInputKind.SICK_DAYS_RELIEF)
"""Sick leave within and beyond six months."""
ENTERED = tuple(kind for kind in PayInputKind if kind is not PayInputKind.CONTRIBUTION)
"""What is entered by hand; contribution differences come out of the reconciliation with the bureau."""
IN_SHEETS = tuple(kind for kind in ENTERED if kind is not PayInputKind.OVERRIDE)
"""What a sheet may hold; a figure is set by hand one at a time, with its reason."""
_DAYS = frozenset(
    {
        PayInputKind.UNPAID_DAYS,
        PayInputKind.SICK_DAYS,
        PayInputKind.SICK_DAYS_RELIEF,
        PayInputKind.MATERNITY_DAYS,
        PayInputKind.UNUSED_LEAVE_DAYS,
    }
)
_MINUTES = frozenset(
    {
        PayInputKind.OVERTIME_WORKDAY,
        PayInputKind.OVERTIME_REST_DAY,
        PayInputKind.OVERTIME_HOLIDAY,
        PayInputKind.OVERTIME_PERIOD,
        PayInputKind.WORKED_MINUTES,
    }
)
_NAMED = frozenset(
    {
        PayInputKind.TAXED,
        PayInputKind.UNTAXED,
        PayInputKind.DEDUCTION,
        PayInputKind.CONTRIBUTION,
        PayInputKind.OVERRIDE,
    }
)
