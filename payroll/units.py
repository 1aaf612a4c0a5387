"""What the whole numbers of inputs, parameters and figures count, and how people read them."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from vocabulary.money import PPM, divide_half_up, yuan_grouped
from vocabulary.text import Text


class Unit(StrEnum):
    """The unit of a stored whole number."""

    FEN = "fen"
    DAYS = "days"  # hundredths of a day, so that 21.75 is whole
    MINUTES = "minutes"
    COUNT = "count"
    FLAG = "flag"
    RATE = "rate"  # parts per million

    @property
    def per(self) -> int:
        """How many stored units make one: 100 hundredths a day, a million parts a whole; fen count as themselves."""
        return {Unit.DAYS: 100, Unit.RATE: PPM}.get(self, 1)


def shown(value: Fraction, unit: Unit) -> Text:
    """``value`` (fen, days, share of one, …) as people read it: ``1,885.50``, ``21.75``, ``16%``."""
    if unit is Unit.FLAG:
        return Text("是", "yes") if value else Text("否", "no")
    if unit is Unit.FEN:
        return _both(_money(value))
    if unit is Unit.RATE:
        return _both(f"{_plain(value * 100)}%")
    return _both(_plain(value))


def _money(value: Fraction) -> str:
    whole = yuan_grouped(divide_half_up(value.numerator, value.denominator))
    return whole if value.denominator == 1 else f"≈{whole}"


def _plain(value: Fraction) -> str:
    return f"{float(value):.6f}".rstrip("0").rstrip(".")


def _both(text: str) -> Text:
    return Text(text, text)
