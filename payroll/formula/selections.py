"""Conditions that pick few people out: those who have some of an amount, or whose word is one of several terms."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from payroll.columns import CODED
from payroll.formula.arithmetic import Formula
from payroll.formula.conditions import Condition, laid_out
from payroll.formula.said import Used
from payroll.formula.sheet import Sheet
from payroll.inputs import BoolArray
from vocabulary.terms import Term
from vocabulary.text import Text


@dataclass(frozen=True)
class Positive(Condition):
    """There is something of ``amount``; where there is, it goes without saying. Others are not computed for."""

    amount: Formula

    def formulas(self) -> tuple[Formula, ...]:
        return (self.amount,)

    def holds(self, sheet: Sheet) -> BoolArray:
        whole = self.amount.column(sheet).whole
        return laid_out(whole > 0, sheet) if isinstance(whole, int) else np.asarray(whole > 0)

    def reason(self, sheet: Sheet) -> tuple[Text, tuple[Used, ...]]:
        said = self.amount.say(sheet)
        return (Text("", "") if said.value > 0 else said.text), said.used


@dataclass(frozen=True)
class TermAmong(Condition):
    """The coded input ``column`` holds one of ``terms``; where it holds nothing, it counts as ``default``."""

    column: str
    terms: tuple[Term, ...]
    default: Term

    def holds(self, sheet: Sheet) -> BoolArray:
        words = {term.value for term in self.terms} | ({""} if self.default in self.terms else set())
        return sheet.inputs.coded[self.column].among(words)

    def reason(self, sheet: Sheet) -> tuple[Text, tuple[Used, ...]]:
        word = sheet.inputs.coded[self.column].at(0)
        known = {term.value: term.label for term in type(self.default)}
        said = known.get(word or self.default.value, Text(word, word))
        return Text("{c}：{w}", "{c}: {w}").format(c=CODED[self.column], w=said), ()
