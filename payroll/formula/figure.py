"""A figure of the slip and its rule; an element is what one rule gives."""

from __future__ import annotations

from dataclasses import dataclass

from payroll.formula.arithmetic import Formula
from payroll.formula.conditions import Condition
from payroll.units import Unit
from vocabulary.terms import Term
from vocabulary.text import Text


class FigureKind(Term):
    """What a figure is on the slip."""

    EARNING = "earning", "应发项目", "Earning"
    GROSS_DEDUCTION = "gross_deduction", "应发扣减", "Taken off gross"
    EMPLOYEE_CONTRIBUTION = "employee_contribution", "个人缴费", "Own contribution"
    TAX = "tax", "个人所得税", "Income tax"
    NET_DEDUCTION = "net_deduction", "税后扣款", "Taken off net"
    EMPLOYER_CONTRIBUTION = "employer_contribution", "单位缴费", "Employer's contribution"
    SUBSIDY = "subsidy", "用人单位补贴", "Employer's subsidy"
    TOTAL = "total", "合计", "Total"
    WORKING = "working", "计算过程", "Working"


@dataclass(frozen=True)
class Figure:
    """One int64 column of the result; the flags are for earnings: taxed, in contribution bases, in the minimum wage.

    ``taxed`` means with the month's wages. A ``bonus`` is taxed by the rule of the year-end bonus instead: apart or
    merged, as the person chose.
    """

    name: str
    label: Text
    kind: FigureKind
    formula: Formula
    unit: Unit = Unit.FEN
    taxed: bool = True
    in_contribution_base: bool = True
    in_minimum_wage: bool = True
    bonus: bool = False


@dataclass(frozen=True)
class Guard:
    """People for whom ``wrong`` holds fail with ``reason``; ``place`` is the input to look at."""

    wrong: Condition
    place: str
    reason: Text


@dataclass(frozen=True)
class Element:
    """A pay rule: its figures, in words, with its legal basis. What it needs is read off its formulas."""

    name: str
    label: Text
    rule: Text
    figures: tuple[Figure, ...]
    guards: tuple[Guard, ...] = ()

    @property
    def gives(self) -> tuple[str, ...]:
        """The names of its figures."""
        return tuple(f.name for f in self.figures)
