"""What a day, an hour and an overtime hour are worth: shown to people, asked by the calculator."""

from __future__ import annotations

from payroll.elements.overtime_pay import PAID_DAYS, hourly, overtime_hour
from payroll.formula.arithmetic import Formula
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import figure
from payroll.formula.limits import Rounded
from vocabulary.text import Text

_BASE = figure("overtime_base_used")


def _value(name: str, zh: str, en: str, formula: Formula) -> Figure:
    return Figure(f"hour_{name}", Text(zh, en), FigureKind.WORKING, Rounded(formula))


ELEMENT = Element(
    "hour_values",
    Text("日工资与小时工资", "Daily and hourly wage"),
    Text(
        "日工资＝月工资÷21.75，小时工资＝日工资÷8（人社部发〔2025〕2号）；加班倍率见劳动法第44条",
        "A day is the month ÷ 21.75, an hour the day ÷ 8 (人社部发〔2025〕2号); overtime rates of Labour Law art. 44",
    ),
    (
        _value("daily", "日工资", "Daily wage", _BASE / PAID_DAYS),
        _value("hourly", "小时工资", "Hourly wage", hourly(_BASE)),
        _value("workday", "延时加班每小时", "Overtime hour, workday", overtime_hour("workday", _BASE)),
        _value("rest_day", "休息日加班每小时", "Overtime hour, rest day", overtime_hour("rest_day", _BASE)),
        _value("holiday", "法定节假日加班每小时", "Overtime hour, statutory holiday", overtime_hour("holiday", _BASE)),
    ),
)
