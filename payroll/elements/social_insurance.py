"""Pension, medical, unemployment, maternity and work injury insurance, both sides."""

from __future__ import annotations

from payroll.formula.arithmetic import Formula
from payroll.formula.branches import When
from payroll.formula.conditions import AnyFlag, Flag, InForce, Is, Not
from payroll.formula.figure import Element, Figure, FigureKind, Guard
from payroll.formula.leaves import figure, given, law
from payroll.formula.limits import Rounded, between
from payroll.schemes import PayScheme
from vocabulary.text import Text

BASE = figure("social_contribution_base")
INSURED = ("insured_pension", "insured_medical", "insured_unemployment", "insured_work_injury", "occupational_annuity")


_OTHERS = AnyFlag(("insured_pension", "insured_medical", "insured_unemployment", "occupational_annuity"))
_PART_TIME = Is("scheme", PayScheme.HOURLY.value, PayScheme.HOURLY.label)
_INJURY_ONLY = Flag("insured_work_injury") & Not(_OTHERS) & Not(_PART_TIME)


def contribution(insured: str, rate: Formula) -> Formula:
    """What an insured person or the employer pays: base × rate, rounded by the setting of the date."""
    return When(Flag(insured), Rounded(BASE * rate, "social_insurance.rounding"))


def _own(item: str, zh: str, en: str) -> Figure:
    formula = contribution(f"insured_{item}", law(f"social_insurance.{item}_employee"))
    label = Text(f"{zh}（个人）", f"{en} (own)")
    return Figure(f"{item}_employee", label, FigureKind.EMPLOYEE_CONTRIBUTION, formula)


def _employers(item: str, zh: str, en: str, insured: str, rate: Formula) -> Figure:
    label = Text(f"{zh}（单位）", f"{en} (employer)")
    return Figure(f"{item}_employer", label, FigureKind.EMPLOYER_CONTRIBUTION, contribution(insured, rate))


def _law_rate(item: str) -> Formula:
    return law(f"social_insurance.{item}_employer")


ELEMENT = Element(
    "social_insurance",
    Text("社会保险", "Social insurance"),
    Text(
        "申报基数按当期上下限调整后×费率，分险种、分单位和个人取整（社会保险法；上海市当期缴费基数和费率公告）",
        "The declared base, kept between the period's floor and ceiling, × rate, each item and side rounded "
        "(Social Insurance Law; Shanghai's notices of the period)",
    ),
    (
        Figure(
            "social_contribution_base",
            Text("社保缴费基数", "Contribution base"),
            FigureKind.WORKING,
            When(
                AnyFlag(INSURED),
                between(given("social_base"), law("social_insurance.base_floor"), law("social_insurance.base_ceiling")),
            ),
        ),
        _own("pension", "养老保险", "Pension"),
        _own("medical", "医疗保险", "Medical"),
        _own("unemployment", "失业保险", "Unemployment"),
        _employers("pension", "养老保险", "Pension", "insured_pension", _law_rate("pension")),
        _employers("medical", "医疗保险", "Medical", "insured_medical", _law_rate("medical")),
        _employers("maternity", "生育保险", "Maternity", "insured_medical", _law_rate("maternity")),
        _employers("unemployment", "失业保险", "Unemployment", "insured_unemployment", _law_rate("unemployment")),
        _employers("work_injury", "工伤保险", "Work injury", "insured_work_injury", given("work_injury_rate")),
    ),
    (
        Guard(
            _INJURY_ONLY & Not(InForce("social_insurance.injury_only")),
            "insured_work_injury",
            Text(
                "该月不能单独参加工伤保险：超龄和退休返聘人员的规定（沪人社规〔2025〕22号）在该月未施行；非全日制人员除外。",
                "Work injury insurance alone is not to be had in this month: the rule for people over age or "
                "re-employed (沪人社规〔2025〕22号) is not in force; part-timers by the hour are another matter.",
            ),
        ),
    ),
)
