"""Tax tables: a rate and a quick deduction by the bracket that an amount lies in."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import gcd

import numpy as np

from payroll.formula.arithmetic import Formula
from payroll.formula.exact import Exact, passed
from payroll.formula.leaves import used_parameter
from payroll.formula.said import PRODUCT, SUM, Said
from payroll.formula.sheet import Sheet
from payroll.parameters.values import Bracket
from payroll.units import Unit, shown
from vocabulary.money import PPM, FenArray
from vocabulary.text import Text


@dataclass(frozen=True)
class BracketTax(Formula):
    """``amount * rate - quick deduction``; the bracket is that of ``measure``, upper limits belonging to it."""

    table: str
    amount: Formula
    measure: Formula

    def reads(self) -> tuple[str, ...]:
        return (self.table,)

    def parts(self) -> tuple[Formula, ...]:
        return (self.amount, self.measure)

    def brackets(self, sheet: Sheet) -> tuple[Bracket, ...]:
        """The table in force."""
        value = sheet.row_of(self.table).value
        assert isinstance(value, tuple), self.table
        return tuple(step for step in value if isinstance(step, Bracket))

    def column(self, sheet: Sheet) -> Exact:
        uppers, rates, quicks, per = _columns(self.brackets(sheet))
        amount = self.amount.column(sheet)
        measure = amount if self.measure is self.amount else self.measure.column(sheet)
        step = passed(uppers * measure.per, measure.whole, reaching=False)
        tax = amount.whole * rates.take(step) - quicks.take(step) * amount.per
        return Exact(tax if isinstance(tax, np.ndarray) else int(tax), amount.per * per)

    def say(self, sheet: Sheet) -> Said:
        amount, measure = self.amount.say(sheet), self.measure.say(sheet)
        step = next(s for s in self.brackets(sheet) if s.upper is None or measure.value <= s.upper)
        rate, quick = Fraction(step.rate, PPM), Fraction(step.quick)
        text = Text("{a} × {r} − 速算扣除数 {q}", "{a} × {r} − quick deduction {q}").format(
            a=amount.within(PRODUCT), r=shown(rate, Unit.RATE), q=shown(quick, Unit.FEN)
        )
        cited = used_parameter(sheet.book.parameter(self.table), sheet.row_of(self.table), (step,))
        return Said(amount.value * rate - quick, text, (*amount.used, *measure.used, cited), SUM)


@cache
def _columns(brackets: tuple[Bracket, ...]) -> tuple[FenArray, FenArray, FenArray, int]:
    """Upper limits, rates and quick deductions over the smallest common denominator."""
    shared = gcd(PPM, *(step.rate for step in brackets))
    per = PPM // shared
    uppers = np.array([step.upper for step in brackets if step.upper is not None], dtype=np.int64)
    rates = np.array([step.rate // shared for step in brackets], dtype=np.int64)
    return uppers, rates, np.array([step.quick * per for step in brackets], dtype=np.int64), per
