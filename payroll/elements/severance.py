"""Severance pay on the slip: free of tax up to the exemption, the rest taxed on its own by the annual table."""

from __future__ import annotations

from payroll.formula.brackets import BracketTax
from payroll.formula.branches import When
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import LawIfTouched, figure, given, law
from payroll.formula.limits import Rounded, never_negative
from payroll.formula.selections import Positive
from vocabulary.text import Text

_AMOUNT = given("severance_amount")
_PAID = Positive(_AMOUNT)
_EXCESS = figure("severance_excess")

ELEMENT = Element(
    "severance",
    Text("经济补偿", "Severance pay"),
    Text(
        "解除劳动关系的一次性补偿，当地上年职工平均工资3倍以内免税；超过部分不并入综合所得，单独适用综合所得税率表"
        "（财税〔2018〕164号第5条）。不计入缴费基数和最低工资",
        "A one-off payment on the end of the contract: free of tax up to three local yearly averages, the rest taxed "
        "apart by the annual table (财税〔2018〕164号 art. 5). Outside contribution bases and the minimum wage",
    ),
    (
        Figure(
            "severance",
            Text("解除劳动合同一次性补偿金", "Severance pay"),
            FigureKind.EARNING,
            _AMOUNT,
            taxed=False,
            in_contribution_base=False,
            in_minimum_wage=False,
        ),
        Figure(
            "severance_exempt",
            Text("经济补偿免税限额", "Severance free of tax, at most"),
            FigureKind.WORKING,
            When(_PAID, law("severance.exempt_multiple") * LawIfTouched("severance.average_yearly_wage")),
        ),
        Figure(
            "severance_excess",
            Text("经济补偿超过免税限额部分", "Severance beyond the exemption"),
            FigureKind.WORKING,
            When(_PAID, never_negative(_AMOUNT - figure("severance_exempt"))),
        ),
        Figure(
            "severance_tax",
            Text("经济补偿税额", "Tax on severance"),
            FigureKind.TAX,
            Rounded(BracketTax("income_tax.annual_table", _EXCESS, _EXCESS)),
        ),
    ),
)
