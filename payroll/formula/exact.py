"""Exact arithmetic on columns: a whole number or int64 column over one common denominator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray

from payroll.inputs import BoolArray
from vocabulary.money import FenArray

Whole = int | FenArray


@dataclass(frozen=True, slots=True)
class Exact:
    """The numbers ``whole / per``; no rounding happens before a rule asks for it."""

    whole: Whole
    per: int = 1

    @classmethod
    def scalar(cls, value: Fraction) -> Exact:
        """One number for every row, in lowest terms, which keeps products small."""
        return cls(value.numerator, value.denominator)

    def plus(self, other: Exact) -> Exact:
        """The sum."""
        if isinstance(other.whole, int) and other.whole == 0:
            return self
        if isinstance(self.whole, int) and self.whole == 0:
            return other
        mine, theirs, per = common(self, other)
        return Exact(mine + theirs, per)

    def minus(self, other: Exact) -> Exact:
        """The difference."""
        mine, theirs, per = common(self, other)
        return Exact(mine - theirs, per)

    def times(self, other: Exact) -> Exact:
        """The product."""
        mine, their_per = _reduced(self.whole, other.per)
        theirs, my_per = _reduced(other.whole, self.per)
        if isinstance(mine, int) and mine == 1:
            return Exact(theirs, my_per * their_per)
        if isinstance(theirs, int) and theirs == 1:
            return Exact(mine, my_per * their_per)
        return Exact(mine * theirs, my_per * their_per)

    def column(self, length: int) -> FenArray:
        """The whole numbers as a column; only for what has been rounded or was whole to begin with."""
        if self.per != 1:
            raise ValueError("a figure must be rounded before it is stored")
        return self.whole if isinstance(self.whole, np.ndarray) else np.broadcast_to(np.int64(self.whole), length)

    @classmethod
    def of_column(cls, column: FenArray, per: int = 1) -> Exact:
        """The column's numbers; one number for all when it holds a single one (a default, an element nobody has)."""
        return cls(int(column[0]) if is_uniform(column) else column, per)


def is_uniform(column: NDArray[Any]) -> bool:
    """Whether a column is one value laid out for every row (as ``broadcast_to`` does) and need not be walked."""
    return column.size > 0 and column.strides == (0,)


def common(one: Exact, two: Exact) -> tuple[Whole, Whole, int]:
    """Both numerators over one denominator."""
    if one.per == two.per:
        return one.whole, two.whole, one.per
    shared = gcd(one.per, two.per)
    return one.whole * (two.per // shared), two.whole * (one.per // shared), one.per // shared * two.per


def larger(one: Exact, two: Exact) -> Exact:
    """Row by row the larger of two."""
    mine, theirs, per = common(one, two)
    if isinstance(mine, int) and isinstance(theirs, int):
        return Exact(max(mine, theirs), per)
    return Exact(np.maximum(mine, theirs), per)


def smaller(one: Exact, two: Exact) -> Exact:
    """Row by row the smaller of two."""
    mine, theirs, per = common(one, two)
    if isinstance(mine, int) and isinstance(theirs, int):
        return Exact(min(mine, theirs), per)
    return Exact(np.minimum(mine, theirs), per)


def either(condition: BoolArray, one: Exact, two: Exact) -> Exact:
    """Row by row ``one`` where the condition holds, else ``two``.

    Multiplied, not chosen: half the time of ``np.where``, whose branches the processor can't foresee. Should the
    difference overflow, adding it back does so the other way.
    """
    mine, theirs, per = common(one, two)
    if isinstance(theirs, int) and theirs == 0:
        return Exact(mine * condition, per)
    if isinstance(mine, int) and mine == 0:
        return Exact(theirs * ~condition, per)
    return Exact((mine - theirs) * condition + theirs, per)


def total(terms: Iterable[Exact]) -> Exact:
    """The sum of all, added up in one column of its own."""
    found, fresh = Exact(0), False
    for term in terms:
        if isinstance(term.whole, int) and term.whole == 0:
            continue
        if fresh and term.per == found.per and isinstance(found.whole, np.ndarray):
            np.add(found.whole, np.asarray(term.whole), out=found.whole)
            continue
        before, found = found, found.plus(term)
        fresh = found is not before and found.whole is not term.whole
    return found


def passed(limits: NDArray[np.int64], measure: Whole, *, reaching: bool) -> Any:
    """How many of the rising ``limits`` each measure is above, or at least at when ``reaching`` one passes it.

    Few limits, compared one after the other: several times as fast as a search, whose branches can't be foreseen.
    """
    if isinstance(measure, int):
        return int(np.searchsorted(limits, measure, side="right" if reaching else "left"))
    count = np.zeros(len(measure), dtype=np.int8)
    for limit in limits.tolist():
        count += measure >= limit if reaching else measure > limit
    return count.astype(np.intp)


def _reduced(whole: Whole, per: int) -> tuple[Whole, int]:
    if not isinstance(whole, int):
        return whole, per
    shared = gcd(whole, per) or 1
    return whole // shared, per // shared
