"""Amounts of a year-end bonus of which less would leave more, because one yuan lifts all of it into a bracket."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from payroll.parameters.book import Book
from payroll.parameters.values import Bracket
from vocabulary.money import PPM, divide_half_up, yuan_grouped
from vocabulary.text import Text

TABLE = "income_tax.monthly_table"
MONTHS = 12
_WARNING = Text(
    "奖金 {b} 元落在税率跳档区：发 {t} 元反而多得 {l} 元。",
    "A bonus of {b} yuan lies just over a bracket: {t} yuan would leave {l} yuan more.",
)


@dataclass(frozen=True, slots=True)
class Trap:
    """A bonus of ``limit`` (fen) would leave ``loss`` (fen) more after tax than the larger one that was asked about."""

    limit: int
    loss: int

    def said(self, bonus: int) -> Text:
        """The warning about a bonus of that amount."""
        names = {"b": bonus, "t": self.limit, "l": self.loss}
        return _WARNING.format(**{name: yuan_grouped(value) for name, value in names.items()})


def bonus_trap(book: Book, on: date, bonus: int) -> Trap | None:
    """The trap that a ``bonus`` (fen) taxed apart lies in, or None (财税〔2018〕164号: bonus ÷ 12 finds the rate).

    Raises BadInput when the monthly table has no row on the date.
    """
    value = book.row(TABLE, on).value
    assert isinstance(value, tuple)
    brackets = [step for step in value if isinstance(step, Bracket)]
    kept = _kept(brackets, bonus)
    better = [(_kept(brackets, limit), limit) for limit in _limits(brackets) if limit < bonus]
    most, limit = max(better, default=(kept, bonus))
    return Trap(limit, most - kept) if most > kept else None


def _limits(brackets: Iterable[Bracket]) -> list[int]:
    """The largest bonus of each bracket that ends (fen)."""
    return [step.upper * MONTHS for step in brackets if step.upper is not None]


def _kept(brackets: Iterable[Bracket], bonus: int) -> int:
    """What a bonus leaves after its tax (fen)."""
    step = next(s for s in brackets if s.upper is None or bonus <= s.upper * MONTHS)
    return bonus - divide_half_up(bonus * step.rate - step.quick * PPM, PPM)
