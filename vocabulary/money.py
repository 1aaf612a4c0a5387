"""Money is whole fen in 64-bit integers, rates are whole parts per million; yuan appear only at the edges.

Every rounding here is half away from zero (四舍五入), which NumPy's ``rint`` and Python's ``round`` are not.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Fen = int
Ppm = int
FenArray = NDArray[np.int64]
Whole = TypeVar("Whole", int, FenArray)

PPM = 1_000_000
_SIGN_BIT = 63
_YUAN = re.compile(r"[+-]?\d{1,13}(\.\d{1,2})?")


def divide_half_up(numerator: Whole, denominator: int) -> Whole:
    """``numerator / denominator`` to a whole number, halves away from zero; ``denominator`` must be positive."""
    if denominator <= 0:
        raise ValueError(f"denominator must be positive, got {denominator}")
    if isinstance(numerator, np.ndarray):
        return _column_half_up(numerator, denominator)
    rounded = (abs(numerator) * 2 + denominator) // (2 * denominator)
    return rounded if numerator >= 0 else -rounded


def _column_half_up(numerator: FenArray, denominator: int) -> FenArray:
    """Floor division after half a denominator; a half below zero must come out one lower, so it is begun one lower."""
    found = numerator >> _SIGN_BIT if denominator % 2 == 0 else np.zeros_like(numerator)
    found += numerator
    found += denominator // 2
    found //= denominator
    return found


def share(amount: Whole, rate: Ppm) -> Whole:
    """``amount`` (fen) times ``rate`` (ppm), to the fen. Exact for amounts under 9.2 billion yuan at 100 %."""
    return divide_half_up(amount * rate, PPM)


def to_yuan(amount: Whole) -> Whole:
    """``amount`` (fen) rounded to whole yuan, still in fen."""
    return divide_half_up(amount, 100) * 100


def fen(yuan: str | int | Decimal) -> Fen:
    """Whole fen of an amount in yuan: ``fen("3000.05") == 300005``.

    Raises ValueError for text that is not a plain amount with at most two decimals; floats are not accepted.
    """
    if isinstance(yuan, bool) or not isinstance(yuan, str | int | Decimal):
        raise TypeError(f"an amount in yuan is text, a whole number or a Decimal, not {type(yuan).__name__}")
    if isinstance(yuan, str):
        yuan = yuan.strip().replace(",", "")
        if not _YUAN.fullmatch(yuan):
            raise ValueError(f"not an amount in yuan with at most two decimals: {yuan!r}")
    scaled = Decimal(yuan) * 100
    if scaled != scaled.to_integral_value():
        raise ValueError(f"more than two decimals: {yuan}")
    return int(scaled)


def fen_from_cell(value: float | str | int | Decimal) -> Fen:
    """Whole fen of a spreadsheet cell, which may be a binary float such as 3000.1.

    Floats are read by their shortest decimal form and must have at most two decimals there (to 1e-6 yuan).
    """
    if isinstance(value, float):
        exact = Decimal(repr(value))
        rounded = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
        if abs(exact - rounded) > Decimal("0.000001"):
            raise ValueError(f"more than two decimals: {value!r}")
        return fen(rounded)
    return fen(value)


def yuan(amount: Fen) -> str:
    """``amount`` in fen as yuan with two decimals, as the interfaces print it: ``yuan(188550) == "1885.50"``."""
    whole, rest = divmod(abs(int(amount)), 100)
    return f"{'-' if amount < 0 else ''}{whole}.{rest:02d}"


def yuan_grouped(amount: Fen) -> str:
    """``amount`` in fen as yuan for people to read: ``1,885.50``."""
    whole, rest = divmod(abs(int(amount)), 100)
    return f"{'-' if amount < 0 else ''}{whole:,}.{rest:02d}"


def ppm(rate: str | Decimal) -> Ppm:
    """Whole parts per million of a rate written as a decimal: ``ppm("0.16") == 160000``."""
    scaled = Decimal(rate) * PPM
    if scaled != scaled.to_integral_value():
        raise ValueError(f"finer than a part per million: {rate}")
    return int(scaled)
