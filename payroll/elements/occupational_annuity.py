"""The occupational annuity of establishment staff."""

from __future__ import annotations

from payroll.elements.social_insurance import contribution
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import law
from vocabulary.text import Text

ELEMENT = Element(
    "occupational_annuity",
    Text("职业年金", "Occupational annuity"),
    Text(
        "机关事业单位职业年金：缴费基数与基本养老保险一致（国办发〔2015〕18号）",
        "Occupational annuity of public institutions, on the pension's base (国办发〔2015〕18号)",
    ),
    (
        Figure(
            "annuity_employee",
            Text("职业年金（个人）", "Occupational annuity (own)"),
            FigureKind.EMPLOYEE_CONTRIBUTION,
            contribution("occupational_annuity", law("annuity.employee")),
        ),
        Figure(
            "annuity_employer",
            Text("职业年金（单位）", "Occupational annuity (employer)"),
            FigureKind.EMPLOYER_CONTRIBUTION,
            contribution("occupational_annuity", law("annuity.employer")),
        ),
    ),
)
