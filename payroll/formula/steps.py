"""Rates by steps of something counted: a share by whole years of service."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd

import numpy as np

from payroll.formula.arithmetic import Formula
from payroll.formula.exact import Exact, passed
from payroll.formula.leaves import used_parameter
from payroll.formula.said import WHOLE, Said
from payroll.formula.sheet import Sheet
from payroll.parameters.values import Value
from payroll.units import Unit, shown
from vocabulary.money import PPM
from vocabulary.text import Text


@dataclass(frozen=True)
class RateByStep(Formula):
    """The rate of the highest step that ``measure`` (a count) reaches; below the first step, the first rate.

    ``steps`` and ``rates`` name two parameters of equal length, read on the month's last day ``at_end``.
    """

    measure: Formula
    steps: str
    rates: str
    at_end: bool = False

    def parts(self) -> tuple[Formula, ...]:
        return (self.measure,)

    def reads(self) -> tuple[str, ...]:
        return () if self.at_end else (self.steps, self.rates)

    def reads_at_end(self) -> tuple[str, ...]:
        return (self.steps, self.rates) if self.at_end else ()

    def table(self, sheet: Sheet) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Where each step begins, and its rate (ppm)."""
        steps, rates = (_whole(sheet.row_of(name, at_end=self.at_end).value) for name in (self.steps, self.rates))
        return steps, rates

    def column(self, sheet: Sheet) -> Exact:
        steps, rates = self.table(sheet)
        shared = gcd(PPM, *rates)  # a small denominator keeps the products of a rate, a wage and days inside int64
        beyond_first = passed(np.array(steps[1:], dtype=np.int64), self.measure.column(sheet).whole, reaching=True)
        found = np.array([rate // shared for rate in rates], dtype=np.int64).take(beyond_first)
        return Exact(int(found) if found.ndim == 0 else found, PPM // shared)

    def say(self, sheet: Sheet) -> Said:
        steps, rates = self.table(sheet)
        measure = self.measure.say(sheet)
        step, rate = [pair for pair in zip(steps, rates, strict=True) if pair[0] <= measure.value][-1]
        parameter, row = sheet.book.parameter(self.rates), sheet.row_of(self.rates, at_end=self.at_end)
        said = Text("{l} {r}［{m}，自 {s} 起］", "{l} {r} [{m}, from {s} on]").format(
            l=parameter.label, r=shown(Fraction(rate, PPM), Unit.RATE), m=measure.text, s=step
        )
        cited = used_parameter(parameter, row, (rate,))
        return Said(Fraction(rate, PPM), said, (*measure.used, cited), WHOLE)


def _whole(value: Value | None) -> tuple[int, ...]:
    assert isinstance(value, tuple)
    return tuple(part for part in value if isinstance(part, int))
