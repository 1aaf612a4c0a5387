"""What a formula says about one person: the value, the words with the numbers in them, and what was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from payroll.units import Unit, shown
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class UsedInput:
    """A number of the person's month, or another figure, that a figure rests on (stored whole number of ``unit``)."""

    name: str
    label: Text
    value: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class UsedParameter:
    """A parameter that a figure rests on: its value in words, since and until when, and where it stands."""

    name: str
    label: Text
    value: Text
    first: date
    last: date | None
    source: str
    confidence: str


Used = UsedInput | UsedParameter

WHOLE, PRODUCT, SUM = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Said:
    """``value`` is exact (fen, days, share of one); ``strength`` tells where brackets are needed."""

    value: Fraction
    text: Text
    used: tuple[Used, ...] = ()
    strength: int = WHOLE

    def within(self, strength: int) -> Text:
        """The words as part of something that binds as strongly as ``strength``."""
        return self.text if self.strength >= strength else Text("({t})", "({t})").format(t=self.text)


def leaf(label: Text, value: Fraction, unit: Unit, used: Used) -> Said:
    """A named number: ``养老保险个人费率 8%``."""
    return Said(value, Text("{l} {v}", "{l} {v}").format(l=label, v=shown(value, unit)), (used,))
