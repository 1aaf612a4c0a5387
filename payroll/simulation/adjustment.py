"""How one number of a simulation moves: to a value, by a rate, or by an amount."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from payroll.units import Unit, shown
from vocabulary.bad_input import BadInput
from vocabulary.money import PPM, Whole, divide_half_up
from vocabulary.terms import Term
from vocabulary.text import Text

LARGEST_RATE = 10 * PPM
_LARGEST_VALUE = 10**10
_WRITTEN = re.compile(r"([+-]?)(\d{1,10}(?:\.\d{1,4})?)(%?)")


class Move(Term):
    """How a simulated value comes from the present one."""

    TO = "to", "改为", "Set to"
    BY_RATE = "by_rate", "按比例增减", "Change by per cent"
    BY_AMOUNT = "by_amount", "按金额增减", "Change by an amount"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """``value``: ppm for BY_RATE (50 000 is 5 % more), else whole numbers of what is adjusted.

    ``step``: results are rounded half-up to a multiple of it (100 for whole yuan of an amount in fen).
    """

    move: Move
    value: int
    step: int = 1

    def __post_init__(self) -> None:
        largest = LARGEST_RATE if self.move is Move.BY_RATE else _LARGEST_VALUE
        if abs(self.value) > largest or (self.move is Move.BY_RATE and self.value < -PPM):
            raise BadInput(Text("增减超出允许范围。", "The change is outside its limits."), "value")
        if self.step < 1:
            raise BadInput(Text("取整单位至少为 1。", "The rounding step is at least 1."), "step")

    def of(self, present: Whole) -> Whole:
        """The new value of ``present``."""
        return self._rounded(self._exact_ppm(present))

    def spread(self, present: Whole) -> Whole:
        """The new values of whole counts whose sum is to be right: what rounding leaves over goes to the next.

        A tenth more of four shifts each is no more for anybody; of ten people's forty it is four more for four people.
        """
        if self.move is not Move.BY_RATE or not isinstance(present, np.ndarray):
            return self.of(present)
        running = self.of(np.cumsum(present))
        return np.diff(running, prepend=0)

    def _exact_ppm(self, present: Whole) -> Whole:
        if self.move is Move.TO:
            return present * 0 + self.value * PPM
        if self.move is Move.BY_AMOUNT:
            return (present + self.value) * PPM
        return present * (PPM + self.value)

    def _rounded(self, exact: Whole) -> Whole:
        return divide_half_up(exact, PPM * self.step) * self.step

    def said(self, unit: Unit) -> Text:
        """In words: ``→ 60.00``, ``+5%``."""
        if self.move is Move.BY_RATE:
            return _signed(shown(Fraction(self.value, PPM), Unit.RATE), self.value)
        words = shown(Fraction(self.value, unit.per), unit)
        return words.format() if self.move is Move.BY_AMOUNT and self.value < 0 else _marked(words, self.move)


def adjustment(written: str, unit: Unit, *, step: int = 1) -> Adjustment:
    """``60`` (set to), ``+5%`` or ``-3%`` (by a rate), ``+100`` (by an amount), in yuan, per cent, days or counts.

    A rate itself is always set: ``7%``. Raises BadInput for anything else, and for more decimals than ``unit`` has.
    """
    found = _WRITTEN.fullmatch(written.strip().replace("％", "%").replace("−", "-"))
    if found is None:
        raise BadInput(
            Text("“{w}”应写成 60、+5% 或 -100 的形式。", "“{w}” should be like 60, +5% or -100.").format(w=written),
            "value",
        )
    sign, digits, percent = found.groups()
    number = Decimal(sign + digits)
    if percent and (sign or unit is not Unit.RATE):
        return Adjustment(Move.BY_RATE, _whole(number * PPM / 100, written), step)
    scale = Decimal(100) if unit is Unit.FEN else Decimal(unit.per)
    return Adjustment(
        Move.BY_AMOUNT if sign else Move.TO, _whole(number * (scale / 100 if percent else scale), written), step
    )


def _whole(number: Decimal, written: str) -> int:
    if number != number.to_integral_value():
        raise BadInput(Text("“{w}”的小数位数过多。", "“{w}” has too many decimals.").format(w=written), "value")
    return int(number)


def _signed(words: Text, value: int) -> Text:
    return words if value < 0 else Text(f"+{words.zh}", f"+{words.en}")


def _marked(words: Text, move: Move) -> Text:
    mark = "→ " if move is Move.TO else "+"
    return Text(mark + words.zh, mark + words.en)
