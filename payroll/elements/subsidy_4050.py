"""What the employer of somebody hard to place is paid back: post subsidy and insurance subsidy; nobody's income."""

from __future__ import annotations

from payroll.formula.arithmetic import Formula, Sum
from payroll.formula.branches import When
from payroll.formula.conditions import AtLeast, Condition, Flag, InForce, Is, Not
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import given, law
from payroll.formula.limits import Rounded
from vocabulary.terms import StaffingType
from vocabulary.text import Text

_BY_AGENCY = Is("staffing_type", StaffingType.DISPATCHED.value, StaffingType.DISPATCHED.label)
_USED_UP = AtLeast(given("subsidy_months_used"), law("subsidy_4050.max_months"))
_INSURED = Flag("insured_pension") & Flag("insured_medical") & Flag("insured_unemployment")
GRANTED: Condition = Flag("subsidy_4050") & InForce("subsidy_4050.rule") & Not(_USED_UP) & _INSURED & Not(_BY_AGENCY)


def _subsidy(name: str, zh: str, en: str, amount: Formula) -> Figure:
    return Figure(name, Text(zh, en), FigureKind.SUBSIDY, When(GRANTED, Rounded(amount)))


_RATES = Sum(tuple(law(f"social_insurance.{item}_employer") for item in ("pension", "medical", "unemployment")))

ELEMENT = Element(
    "subsidy_4050",
    Text("“4050”用人单位补贴", "The employer's 4050 subsidies"),
    Text(
        "招用就业困难人员并依法参保的用人单位（不含劳务派遣单位）：岗位补贴为月最低工资的50%；社保补贴为按缴费基数下限计算的单位养老、"
        "医疗、失业保险费的50%；累计不超过36个月，事后申领（沪人社规〔2022〕8号，至2026-12-31）",
        "For an employer (no dispatch agency) who hires and insures somebody hard to place: half the monthly minimum "
        "wage, and half the employer's pension, medical and unemployment contributions at the floor base; 36 months "
        "at most, claimed afterwards (沪人社规〔2022〕8号, to 2026-12-31)",
    ),
    (
        _subsidy(
            "post_subsidy",
            "岗位补贴",
            "Post subsidy",
            law("minimum_wage.monthly") * law("subsidy_4050.post_share"),
        ),
        _subsidy(
            "insurance_subsidy",
            "社保补贴",
            "Insurance subsidy",
            law("social_insurance.base_floor") * _RATES * law("subsidy_4050.insurance_share"),
        ),
    ),
)
