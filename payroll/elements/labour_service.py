"""Labour-service remuneration: one payment, and the tax withheld from it by its own table."""

from __future__ import annotations

from payroll.formula.brackets import BracketTax
from payroll.formula.branches import When
from payroll.formula.conditions import AtLeast
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import figure, given, law
from payroll.formula.limits import Rounded, never_negative
from vocabulary.text import Text

_PAID = given("labour_service_amount")
_AFTER_FIXED = never_negative(_PAID - law("income_tax.labour_service_allowance"))
_AFTER_SHARE = _PAID - _PAID * law("income_tax.labour_service_allowance_rate")

ELEMENT = Element(
    "labour_service",
    Text("劳务报酬", "Labour-service remuneration"),
    Text(
        "每次收入不超过4,000元减800元，超过的减20%，余额按预扣率表；"
        "同一项目连续取得的，一个月内为一次（公告2018年第61号第8条；个人所得税法实施条例第14条）。"
        "不计入缴费基数、最低工资和累计预扣",
        "Up to 4,000 less 800, above less 20 %; the rest by the withholding table; what one job pays within a month is "
        "one payment (notice 2018 no. 61 art. 8; IIT Regulations art. 14). Outside contribution bases, the minimum "
        "wage and cumulative withholding",
    ),
    (
        Figure(
            "labour_service",
            Text("劳务报酬", "Labour-service remuneration"),
            FigureKind.EARNING,
            _PAID,
            taxed=False,
            in_contribution_base=False,
            in_minimum_wage=False,
        ),
        Figure(
            "labour_service_taxable",
            Text("劳务报酬预扣应纳税所得额", "Taxable labour-service remuneration"),
            FigureKind.WORKING,
            Rounded(
                When(AtLeast(law("income_tax.labour_service_small"), _PAID), _AFTER_FIXED, _AFTER_SHARE),
            ),
        ),
        Figure(
            "labour_service_tax",
            Text("劳务报酬预扣税额", "Tax on labour-service remuneration"),
            FigureKind.TAX,
            Rounded(
                BracketTax(
                    "income_tax.labour_service_table",
                    figure("labour_service_taxable"),
                    figure("labour_service_taxable"),
                )
            ),
        ),
    ),
)
