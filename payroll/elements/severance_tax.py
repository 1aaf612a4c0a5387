"""Tax on severance pay beyond the exemption, on its own by the annual table."""

from __future__ import annotations

from payroll.formula.brackets import BracketTax
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import given
from payroll.formula.limits import Rounded
from vocabulary.text import Text

_EXCESS = given("severance_excess_amount")

ELEMENT = Element(
    "severance_tax",
    Text("经济补偿计税", "Tax on severance"),
    Text(
        "超过当地上年职工平均工资3倍的部分，不并入综合所得，单独适用综合所得税率表（财税〔2018〕164号第5条）",
        "The part beyond three local yearly averages is taxed apart by the annual table (财税〔2018〕164号 art. 5)",
    ),
    (
        Figure(
            "severance_tax",
            Text("经济补偿税额", "Tax on severance"),
            FigureKind.TAX,
            Rounded(BracketTax("income_tax.annual_table", _EXCESS, _EXCESS)),
        ),
    ),
)
