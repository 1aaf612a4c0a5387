"""Overtime pay at 150, 200 and 300 % of the hourly wage, as far as the working-time regime pays it."""

from __future__ import annotations

from payroll.formula.arithmetic import ZERO, Formula, Sum, number
from payroll.formula.branches import IfGiven, When
from payroll.formula.conditions import Condition, InForce, Not
from payroll.formula.figure import Element, Figure, FigureKind, Guard
from payroll.formula.leaves import figure, given, law
from payroll.formula.limits import Larger, Rounded
from payroll.formula.selections import Positive, TermAmong
from payroll.units import Unit
from vocabulary.terms import WorkingTimeRegime as Regime
from vocabulary.text import Text

HOURS_A_DAY = law("working_time.hours_a_day")
PAID_DAYS = law("working_time.paid_days")
SHARE = Larger(law("settings.overtime_base_share"), law("working_time.overtime_base_least_share"))


def hourly(base: Formula) -> Formula:
    """The hourly wage of a monthly ``base``: ÷ 21.75 ÷ 8; not rounded."""
    return base / PAID_DAYS / HOURS_A_DAY


def overtime_hour(kind: str, base: Formula) -> Formula:
    """One overtime hour of ``kind`` (workday, rest_day, holiday, period); not rounded."""
    return hourly(base) * law(f"working_time.overtime_{kind}")


def under(*regimes: Regime) -> Condition:
    """The person works under one of ``regimes``; whose regime is not given works the standard one."""
    return TermAmong("regime", regimes, Regime.STANDARD)


_IRREGULAR = under(Regime.IRREGULAR)
_HOLIDAY_UNPAID = _IRREGULAR & Not(InForce("working_time.irregular_holiday_overtime"))
_PAID: dict[str, Condition] = {
    "workday": under(Regime.STANDARD),
    "rest_day": under(Regime.STANDARD),
    "holiday": Not(_HOLIDAY_UNPAID),
    "period": under(Regime.COMPREHENSIVE),
}


def _minutes(kind: str) -> Formula:
    return given(f"overtime_minutes_{kind}")


def _pay(kind: str, zh: str, en: str) -> Figure:
    amount = Rounded(overtime_hour(kind, figure("overtime_base_used")) * _minutes(kind) / number(60))
    return Figure(
        f"overtime_{kind}_pay",
        Text(zh, en),
        FigureKind.EARNING,
        When(Positive(_minutes(kind)), When(_PAID[kind], amount)),
        in_minimum_wage=False,
    )


def _unpaid(kind: str) -> Formula:
    return When(Positive(_minutes(kind)), When(_PAID[kind], ZERO, _minutes(kind)))


ELEMENT = Element(
    "overtime_pay",
    Text("加班工资", "Overtime pay"),
    Text(
        "标准工时：工作日150%、休息日200%、法定节假日300%（劳动法第44条）；综合计算工时：周期内超过法定标准的150%、法定节假日300%，"
        "休息日不另付；不定时：仅法定节假日300%（劳部发〔1994〕489号第13条；上海）。小时工资＝月工资÷21.75÷8；"
        "基数按合同约定，没有约定的按设置取正常出勤工资的比例（不低于70%），不低于最低工资"
        "（沪人社综发〔2016〕29号，2026年8月起沪人社规〔2026〕10号）",
        "Standard hours: workdays 150 %, rest days 200 %, statutory holidays 300 % (Labour Law art. 44); comprehensive "
        "hours: 150 % beyond the period's norm, holidays 300 %, rest days nothing more; irregular hours: holidays "
        "300 % only (劳部发〔1994〕489号 art. 13; Shanghai). An hour is the month ÷ 21.75 ÷ 8; the base is the "
        "contract's, else a share (a setting, at least 70 %) of the ordinary wage, not below the minimum wage "
        "(沪人社综发〔2016〕29号, from August 2026 沪人社规〔2026〕10号)",
    ),
    (
        Figure(
            "overtime_base_used",
            Text("加班工资基数", "Overtime base"),
            FigureKind.WORKING,
            Larger(
                IfGiven(given("overtime_base"), "overtime_base", Rounded(figure("usual_pay") * SHARE)),
                law("minimum_wage.monthly"),
            ),
        ),
        _pay("workday", "延时加班工资", "Overtime pay, workdays"),
        _pay("rest_day", "休息日加班工资", "Overtime pay, rest days"),
        _pay("holiday", "法定节假日加班工资", "Overtime pay, statutory holidays"),
        _pay("period", "综合计算周期超时加班工资", "Overtime pay, over the period's norm"),
        Figure(
            "overtime_minutes_unpaid",
            Text("工时制度下不付加班工资的分钟", "Minutes that the working-time regime pays no overtime for"),
            FigureKind.WORKING,
            Sum(tuple(_unpaid(kind) for kind in _PAID)),
            Unit.MINUTES,
        ),
    ),
    (
        Guard(
            Not(under(*Regime)),
            "regime",
            Text("没有这种工时制度。", "There is no such working-time regime."),
        ),
    ),
)
