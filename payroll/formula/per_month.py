"""An amount to date spread over the months that it came from, whose number differs by person."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np

from payroll.formula.arithmetic import Formula
from payroll.formula.exact import Exact
from payroll.formula.said import PRODUCT, WHOLE, Said
from payroll.formula.sheet import Sheet
from vocabulary.text import Text

_SHARED = lcm(*range(1, 13))
"""27,720: every number of months of a year divides it, so that one denominator serves everybody."""


@dataclass(frozen=True)
class PerMonth(Formula):
    """``amount / months`` for 1 to 12 months; no month yet counts as one."""

    amount: Formula
    months: Formula

    def parts(self) -> tuple[Formula, ...]:
        return (self.amount, self.months)

    def column(self, sheet: Sheet) -> Exact:
        amount, months = self.amount.column(sheet), self.months.column(sheet)
        if isinstance(months.whole, int):
            return amount.times(Exact(1, max(months.whole, 1)))
        return amount.times(Exact(_SHARED // np.maximum(months.whole, 1), _SHARED))

    def say(self, sheet: Sheet) -> Said:
        amount, months = self.amount.say(sheet), self.months.say(sheet)
        text = Text("{a} ÷ {b}", "{a} ÷ {b}").format(a=amount.within(PRODUCT), b=months.within(WHOLE))
        return Said(amount.value / max(months.value, Fraction(1)), text, amount.used + months.used, PRODUCT)
