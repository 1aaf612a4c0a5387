"""What somebody in flexible employment pays for themselves; asked by the calculator, never on a slip."""

from __future__ import annotations

from payroll.formula.arithmetic import Formula
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import figure, given, law
from payroll.formula.limits import Rounded, between
from vocabulary.text import Text

_FLOOR = law("social_insurance.base_floor")
_BASE = figure("flexible_base")
_PENSION, _MEDICAL = law("flexible_employment.pension"), law("flexible_employment.medical")


def _part(name: str, zh: str, en: str, formula: Formula) -> Figure:
    return Figure(f"flexible_{name}", Text(zh, en), FigureKind.WORKING, Rounded(formula, "social_insurance.rounding"))


ELEMENT = Element(
    "flexible_employment",
    Text("灵活就业人员缴费", "Contributions in flexible employment"),
    Text(
        "本人在上下限之间自选基数，全部自缴；单位不缴费。就业困难人员可申领按下限计算的50%补贴（市人社局2024-03-07答复；沪人社规〔2022〕8号）",
        "The person chooses a base between floor and ceiling and pays all of it, a centre nothing; who is hard to "
        "place may claim half of it at the floor (the bureau's answer of 2024-03-07; 沪人社规〔2022〕8号)",
    ),
    (
        Figure(
            "flexible_base",
            Text("自选缴费基数", "Base chosen"),
            FigureKind.WORKING,
            between(given("social_base"), _FLOOR, law("social_insurance.base_ceiling")),
        ),
        _part("pension", "养老保险（自缴）", "Pension, self-paid", _BASE * _PENSION),
        _part("medical", "医疗保险（自缴）", "Medical, self-paid", _BASE * _MEDICAL),
        Figure(
            "flexible_subsidy",
            Text("灵活就业社保补贴", "Subsidy in flexible employment"),
            FigureKind.WORKING,
            Rounded(_FLOOR * (_PENSION + _MEDICAL) * law("flexible_employment.subsidy_share")),
        ),
    ),
)
