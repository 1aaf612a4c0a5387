"""Amounts by tiers of a measured input: the tier reached, or each unit at its own tier's rate."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from payroll.columns import COLUMNS
from payroll.formula.arithmetic import Formula
from payroll.formula.exact import Exact, Whole, either, passed
from payroll.formula.leaves import given
from payroll.formula.said import PRODUCT, SUM, WHOLE, Said, UsedParameter
from payroll.formula.scoped import allowance_rows, in_scope
from payroll.formula.sheet import Sheet
from payroll.parameters.allowance import Allowance, Tier
from payroll.parameters.values import Confidence
from payroll.units import Unit, shown
from vocabulary.text import Text


@dataclass(frozen=True)
class TieredAmount(Formula):
    """For each person the tiers of the narrowest row of allowance ``code`` that fits, read off the input ``measure``.

    The tier reached gives the amount; ``marginal``: each unit beyond a tier's beginning is paid at that tier's rate
    until the next begins. Below the first tier, and where no row fits, nothing.
    """

    code: str
    label: Text
    measure: str
    marginal: bool = False

    def parts(self) -> tuple[Formula, ...]:
        return (given(self.measure),)

    def column(self, sheet: Sheet) -> Exact:
        measured = given(self.measure).column(sheet)
        amount = Exact(0, measured.per if self.marginal else 1)
        for row in allowance_rows(sheet, self.code):
            amount = either(in_scope(row.scope, sheet), self._of(row, measured), amount)
        return amount

    def _of(self, row: Allowance, measured: Exact) -> Exact:
        begins = np.array([tier.least * measured.per for tier in row.tiers], dtype=np.int64)
        reached = passed(begins, measured.whole, reaching=True)
        rates = np.array([0, *(tier.amount for tier in row.tiers)], dtype=np.int64)
        if not self.marginal:
            return Exact(_whole(rates.take(reached)))
        full = np.array([0, *_amounts_below(row.tiers, measured.per)], dtype=np.int64)
        beyond = measured.whole - np.array([0, *begins], dtype=np.int64).take(reached)
        return Exact(_whole(full.take(reached) + rates.take(reached) * beyond), measured.per)

    def say(self, sheet: Sheet) -> Said:
        fitting = [row for row in allowance_rows(sheet, self.code) if in_scope(row.scope, sheet)[0]]
        measured = given(self.measure).say(sheet)
        if not fitting:
            nothing = Text("{l}：不适用", "{l}: does not apply").format(l=self.label)
            return Said(Fraction(0), nothing, measured.used)
        row = fitting[-1]
        said = self._marginal(row, measured) if self.marginal else self._level(row, measured)
        return Said(said.value, said.text, (*measured.used, self._cited(row)), said.strength)

    def _level(self, row: Allowance, measured: Said) -> Said:
        reached = [tier for tier in row.tiers if tier.least <= measured.value]
        if not reached:
            below = Text("0.00［{m}，未达首档 {s}］", "0.00 [{m}, below the first tier, {s}]")
            return Said(Fraction(0), below.format(m=measured.text, s=row.tiers[0].least))
        tier = reached[-1]
        text = Text("{a}［{m}，{s} 起一档］", "{a} [{m}, the tier from {s} on]")
        amount = shown(Fraction(tier.amount), Unit.FEN)
        return Said(Fraction(tier.amount), text.format(a=amount, m=measured.text, s=tier.least), (), WHOLE)

    def _marginal(self, row: Allowance, measured: Said) -> Said:
        unit = COLUMNS[self.measure].unit
        ends = [Fraction(tier.least) for tier in row.tiers[1:]] + [measured.value]
        inside = [max(Fraction(0), min(measured.value, end) - t.least) for t, end in zip(row.tiers, ends, strict=True)]
        counted = [(tier.amount, units) for tier, units in zip(row.tiers, inside, strict=True) if units]
        terms = [f"{shown(Fraction(a), Unit.FEN).en} × {shown(units, unit).en}" for a, units in counted]
        value = sum((a * units for a, units in counted), Fraction(0))
        said = " + ".join(terms) or "0.00"
        text = Text("{t}［{m}］", "{t} [{m}]").format(t=said, m=measured.text)
        return Said(value, text, (), PRODUCT if len(terms) == 1 else SUM)

    def _cited(self, row: Allowance) -> UsedParameter:
        said = [(tier.least, shown(Fraction(tier.amount), Unit.FEN).en) for tier in row.tiers]
        zh = "；".join(f"满{least}：{amount}" for least, amount in said)
        en = "; ".join(f"from {least}: {amount}" for least, amount in said)
        name, confidence = f"allowance.{row.code}", Confidence.HIGH.value
        return UsedParameter(name, self.label, Text(zh, en), row.valid.first, row.valid.last, row.source, confidence)


def _whole(amounts: Any) -> Whole:
    return amounts if isinstance(amounts, np.ndarray) and amounts.ndim else int(amounts)


def _amounts_below(tiers: tuple[Tier, ...], per: int) -> list[int]:
    """What has been earned in full where each tier begins."""
    earned, found = 0, []
    for place, tier in enumerate(tiers):
        if place:
            before = tiers[place - 1]
            earned += before.amount * (tier.least - before.least) * per
        found.append(earned)
    return found
