"""The deductions from taxed income as people call them."""

from __future__ import annotations

from hr.models.pay.pay_standing import OtherDeduction
from payroll.calculators.additional_deductions import Additional
from vocabulary.text import Text

ITEMS: dict[Additional | OtherDeduction, Text] = {
    Additional.CHILD_EDUCATION: Text("子女教育", "Children's education"),
    Additional.INFANT_CARE: Text("3岁以下婴幼儿照护", "Care of a child under three"),
    Additional.ELDERLY_CARE: Text("赡养老人", "Support of parents"),
    Additional.DEGREE_EDUCATION: Text("继续教育（学历）", "Continuing education for a degree"),
    Additional.PROFESSIONAL_CERTIFICATE: Text("继续教育（职业资格）", "Professional certificate"),
    Additional.HOUSING_LOAN: Text("住房贷款利息", "Interest on the first home"),
    Additional.RENT: Text("住房租金", "Rent"),
    **{item: item.label for item in OtherDeduction},
}


def item_named(code: str) -> Additional | OtherDeduction:
    """The deduction with that code; raises ValueError for a code that is none."""
    return next((item for item in OtherDeduction if item.value == code), None) or Additional(code)
