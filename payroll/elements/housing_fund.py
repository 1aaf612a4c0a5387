"""Housing provident fund and its supplement, both sides alike, each rounded to the yuan."""

from __future__ import annotations

from payroll.formula.branches import When
from payroll.formula.conditions import Flag, Not, RateAmong
from payroll.formula.figure import Element, Figure, FigureKind, Guard
from payroll.formula.leaves import figure, given, law
from payroll.formula.limits import Rounded, between
from vocabulary.text import Text

_FUND = Flag("insured_housing_fund")


def _side(name: str, rate: str, zh: str, en: str, kind: FigureKind) -> Figure:
    amount = Rounded(figure("housing_contribution_base") * given(rate), "housing_fund.rounding")
    return Figure(name, Text(zh, en), kind, When(_FUND, amount))


_OWN, _EMPLOYER = FigureKind.EMPLOYEE_CONTRIBUTION, FigureKind.EMPLOYER_CONTRIBUTION

ELEMENT = Element(
    "housing_fund",
    Text("住房公积金", "Housing fund"),
    Text(
        "基数按当年度上下限调整后×比例，单位和个人分别四舍五入到元（住房公积金管理条例；沪公积金管委会年度通知）",
        "The base, kept between the year's floor and ceiling, × rate, each side rounded to the yuan "
        "(Housing Fund Regulation; the Shanghai committee's yearly notice)",
    ),
    (
        Figure(
            "housing_contribution_base",
            Text("公积金缴存基数", "Housing fund base"),
            FigureKind.WORKING,
            When(
                _FUND, between(given("housing_base"), law("housing_fund.base_floor"), law("housing_fund.base_ceiling"))
            ),
        ),
        _side("housing_fund_employee", "housing_rate", "住房公积金（个人）", "Housing fund (own)", _OWN),
        _side(
            "supplementary_fund_employee",
            "supplementary_rate",
            "补充住房公积金（个人）",
            "Supplementary housing fund (own)",
            _OWN,
        ),
        _side("housing_fund_employer", "housing_rate", "住房公积金（单位）", "Housing fund (employer)", _EMPLOYER),
        _side(
            "supplementary_fund_employer",
            "supplementary_rate",
            "补充住房公积金（单位）",
            "Supplementary housing fund (employer)",
            _EMPLOYER,
        ),
    ),
    (
        Guard(
            _FUND & Not(RateAmong("housing_rate", "housing_fund.rates")),
            "housing_rate",
            Text("公积金缴存比例不在规定档次内。", "The housing fund rate is not one of those allowed."),
        ),
        Guard(
            _FUND & Not(RateAmong("supplementary_rate", "housing_fund.supplementary_rates")),
            "supplementary_rate",
            Text("补充公积金缴存比例不在规定档次内。", "The supplementary rate is not one of those allowed."),
        ),
    ),
)
