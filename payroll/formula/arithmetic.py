"""Sums, differences, products: formulas put together with + - * / as they stand in the rule."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import chain

from payroll.formula.exact import Exact, total
from payroll.formula.said import PRODUCT, SUM, WHOLE, Said
from payroll.formula.sheet import Sheet
from payroll.units import Unit, shown
from vocabulary.text import Text


class Formula(ABC):
    """A rule's arithmetic: ``column`` computes every row at once, ``say`` does the first row in fractions and words."""

    def parts(self) -> tuple[Formula, ...]:
        """The formulas that this one is made of."""
        return ()

    def reads(self) -> tuple[str, ...]:
        """The law parameters that this formula itself reads, its parts aside."""
        return ()

    def reads_at_end(self) -> tuple[str, ...]:
        """Those that it reads as they stand on the month's last day."""
        return ()

    @abstractmethod
    def column(self, sheet: Sheet, /) -> Exact:
        """The exact numbers of all rows."""

    @abstractmethod
    def say(self, sheet: Sheet, /) -> Said:
        """The first row's value and words; for a sheet of one person."""

    def walk(self) -> Iterable[Formula]:
        """This formula and everything in it."""
        return chain((self,), *(part.walk() for part in self.parts()))

    def __add__(self, other: Formula) -> Formula:
        return Sum((self, other))

    def __sub__(self, other: Formula) -> Formula:
        return Difference(self, other)

    def __mul__(self, other: Formula) -> Formula:
        return Product(self, other)

    def __truediv__(self, other: Formula) -> Formula:
        return Quotient(self, other)


@dataclass(frozen=True)
class Constant(Formula):
    """A number that is no law and no input: zero, or the 12 months of a year."""

    value: Fraction
    unit: Unit = Unit.FEN

    def column(self, _sheet: Sheet) -> Exact:
        return Exact.scalar(self.value)

    def say(self, _sheet: Sheet) -> Said:
        return Said(self.value, shown(self.value, self.unit))


ZERO = Constant(Fraction(0))


def number(count: int) -> Constant:
    """A plain count."""
    return Constant(Fraction(count), Unit.COUNT)


@dataclass(frozen=True)
class Sum(Formula):
    """All of ``terms`` together; nothing at all is zero."""

    terms: tuple[Formula, ...]

    def parts(self) -> tuple[Formula, ...]:
        return self.terms

    def column(self, sheet: Sheet) -> Exact:
        return total(term.column(sheet) for term in self.terms)

    def say(self, sheet: Sheet) -> Said:
        """Zero terms are passed over: a slip is read by people."""
        said = [term.say(sheet) for term in self.terms]
        used = tuple(chain.from_iterable(s.used for s in said))
        shown_terms = [s.within(SUM) for s in said if s.value] or [shown(Fraction(0), Unit.FEN)]
        text = reduce(lambda a, b: Text(f"{a.zh} + {b.zh}", f"{a.en} + {b.en}"), shown_terms)
        return Said(sum((s.value for s in said), Fraction(0)), text, used, SUM)


@dataclass(frozen=True)
class Difference(Formula):
    """``left - right``."""

    left: Formula
    right: Formula

    def parts(self) -> tuple[Formula, ...]:
        return (self.left, self.right)

    def column(self, sheet: Sheet) -> Exact:
        return self.left.column(sheet).minus(self.right.column(sheet))

    def say(self, sheet: Sheet) -> Said:
        left, right = self.left.say(sheet), self.right.say(sheet)
        text = Text("{a} − {b}", "{a} − {b}").format(a=left.within(SUM), b=right.within(PRODUCT))
        return Said(left.value - right.value, text, left.used + right.used, SUM)


@dataclass(frozen=True)
class Product(Formula):
    """``left * right``."""

    left: Formula
    right: Formula

    def parts(self) -> tuple[Formula, ...]:
        return (self.left, self.right)

    def column(self, sheet: Sheet) -> Exact:
        return self.left.column(sheet).times(self.right.column(sheet))

    def say(self, sheet: Sheet) -> Said:
        left, right = self.left.say(sheet), self.right.say(sheet)
        text = Text("{a} × {b}", "{a} × {b}").format(a=left.within(PRODUCT), b=right.within(PRODUCT))
        return Said(left.value * right.value, text, left.used + right.used, PRODUCT)


@dataclass(frozen=True)
class Quotient(Formula):
    """``left / right``, where ``right`` is the same number for everybody (21.75, 12, 60)."""

    left: Formula
    right: Formula

    def parts(self) -> tuple[Formula, ...]:
        return (self.left, self.right)

    def column(self, sheet: Sheet) -> Exact:
        by = self.right.column(sheet)
        if not isinstance(by.whole, int) or by.whole <= 0:
            raise ValueError("a formula divides only by a positive number that is the same for everybody")
        return self.left.column(sheet).times(Exact(by.per, by.whole))

    def say(self, sheet: Sheet) -> Said:
        left, right = self.left.say(sheet), self.right.say(sheet)
        text = Text("{a} ÷ {b}", "{a} ÷ {b}").format(a=left.within(PRODUCT), b=right.within(WHOLE))
        return Said(left.value / right.value, text, left.used + right.used, PRODUCT)
