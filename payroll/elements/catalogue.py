"""All elements of a book: the fixed ones, the employer's allowances, and the totals over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from payroll.elements import (
    annual_bonus,
    back_pay,
    base_pay,
    bonus_choice,
    bonus_tax,
    civil_bonus,
    flexible_employment,
    heat_allowance,
    hour_values,
    housing_fund,
    labour_service,
    maternity_leave,
    occupational_annuity,
    one_off,
    overtime_pay,
    paid_days,
    probation,
    proration,
    severance,
    shift_differential,
    sick_leave,
    social_insurance,
    subsidy_4050,
    unused_leave,
)
from payroll.elements.allowances import allowance_elements
from payroll.elements.annual_bonus import bonus_sum_element
from payroll.elements.employer_cost import employer_cost_element
from payroll.elements.gross import gross_element
from payroll.elements.income_tax import income_tax_element
from payroll.elements.minimum_wage_test import minimum_wage_element
from payroll.elements.net import net_element
from payroll.formula.figure import Element, Figure
from payroll.parameters.book import Book
from payroll.parameters.own import Allowance

_EARNINGS = (
    base_pay,
    paid_days,
    proration,
    probation,
    sick_leave,
    maternity_leave,
    shift_differential,
    overtime_pay,
    heat_allowance,
    unused_leave,
)
_BEFORE_TAX = (
    one_off,
    annual_bonus,
    civil_bonus,
    labour_service,
    severance,
    social_insurance,
    occupational_annuity,
    housing_fund,
    back_pay,
)
_TOTALS: tuple[Callable[[tuple[Figure, ...]], Element], ...] = (
    bonus_sum_element,
    gross_element,
    income_tax_element,
    lambda _: bonus_tax.ELEMENT,
    lambda _: bonus_choice.ELEMENT,
    net_element,
    lambda _: subsidy_4050.ELEMENT,
    employer_cost_element,
    minimum_wage_element,
)
APART = (hour_values.ELEMENT, flexible_employment.ELEMENT)
"""Answers that do not stand on the monthly slip; computed only when asked for."""


def catalogue(book: Book) -> tuple[Element, ...]:
    """Every element in the order of the slip; each total is over the elements that stand before it."""
    return elements_with(book.own.allowances)


@lru_cache(maxsize=64)
def elements_with(allowances: tuple[Allowance, ...]) -> tuple[Element, ...]:
    """The catalogue of every book with these allowances: nothing else of a book makes an element."""
    elements = [module.ELEMENT for module in _EARNINGS]
    elements += allowance_elements(allowances)
    elements += [module.ELEMENT for module in _BEFORE_TAX]
    for total in _TOTALS:
        elements.append(total(_figures(elements)))
    return (*elements, *APART)


def monthly_figures(elements: Sequence[Element]) -> frozenset[str]:
    """The figures of the monthly slip."""
    return frozenset(name for element in elements if element not in APART for name in element.gives)


def _figures(elements: Sequence[Element]) -> tuple[Figure, ...]:
    return tuple(f for element in elements for f in element.figures)
