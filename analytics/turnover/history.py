"""What turnover is computed from: spells of employment and the separations that end them, a column each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace

import numpy as np
from numpy.typing import NDArray

from vocabulary.bad_input import BadInput
from vocabulary.terms import SeparationKind, Term
from vocabulary.text import Text

Days = NDArray[np.datetime64]
"""Dates as ``datetime64[D]``; NaT where there is none."""
Rows = NDArray[np.int64]
"""Places of rows, or whole numbers that the caller gives people."""
Words = NDArray[np.str_]
"""Codes as text."""
END_OF_TIME = np.datetime64("9999-12-31", "D")
NOT_A_DAY = np.datetime64("NaT", "D")


class By(Term):
    """What turnover is shown by."""

    STAFFING_TYPE = "staffing_type", "用工性质", "Staffing type"
    UNIT = "unit", "机构", "Unit"
    POST = "post", "岗位", "Post"
    TENURE = "tenure", "司龄", "Tenure"


@dataclass(frozen=True, slots=True)
class Spells:
    """One row for each time that a person stood unchanged in one place: a new type, unit or post begins a new row.

    ``first`` and ``last`` are both days of employment; ``last`` is NaT while it goes on. ``hired`` is the first day of
    the whole employment, so a row with ``first == hired`` is a joiner and any other is a move.
    """

    person: Rows
    hired: Days
    first: Days
    last: Days
    staffing_type: Words
    unit: Words
    post: Words

    def __post_init__(self) -> None:
        if len({len(getattr(self, column.name)) for column in fields(self)}) != 1:
            raise BadInput(Text("各列长度不一", "The columns differ in length"), "spells")
        wrong = np.flatnonzero((self.last < self.first) | (self.first < self.hired) | np.isnat(self.first))
        if wrong.size:
            row = int(wrong[0])
            raise BadInput(
                Text(
                    f"第{row}行的起止日期不成立", f"The dates of row {row} can't be: hired, first, last in this order"
                ),
                "spells",
            )

    def __len__(self) -> int:
        return len(self.person)

    @property
    def until(self) -> Days:
        """``last``, with the end of time for those that go on."""
        return np.where(np.isnat(self.last), END_OF_TIME, self.last)

    def take(self, rows: Rows) -> Spells:
        """Some of its rows."""
        return Spells(**{column.name: getattr(self, column.name)[rows] for column in fields(self)})

    def between(self, first: Days, last: Days) -> Spells:
        """The same rows with other ends."""
        return replace(self, first=first, last=last)

    @classmethod
    def concatenate(cls, parts: Sequence[Spells]) -> Spells:
        """All rows of ``parts``, one after the other."""
        return cls(**{c.name: np.concatenate([getattr(part, c.name) for part in parts]) for c in fields(cls)})

    def covering(self, day: np.datetime64) -> NDArray[np.bool_]:
        """Which rows include ``day``."""
        return np.asarray((self.first <= day) & (day <= self.until))

    @property
    def employment(self) -> Rows:
        """A number for each employment (one person, one day of hiring), equal on all rows of it, counted from 0."""
        person = np.unique(self.person, return_inverse=True)[1]
        days, hired = np.unique(self.hired, return_inverse=True)
        return np.asarray(np.unique(person * len(days) + hired, return_inverse=True)[1], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Separations:
    """Ends of employment: the row of the spell that ended (on its ``last`` day), the kind, and the coded reason.

    Kinds are codes of ``SeparationKind``. A conversion (转换用工性质) may be listed, and is a move, never a loss.
    """

    spell: Rows
    kind: Words
    reason: Words

    def __post_init__(self) -> None:
        unknown = set(np.unique(self.kind).tolist()) - {kind.value for kind in SeparationKind}
        if unknown:
            code = min(unknown)
            raise BadInput(Text(f"没有这种离职类别：{code}", f"No such kind of separation: {code}"), "kind")

    @property
    def is_loss(self) -> NDArray[np.bool_]:
        """Which of them lose a person: all but conversions."""
        return np.asarray(self.kind != SeparationKind.CONVERSION.value)


@dataclass(frozen=True, slots=True)
class History:
    """Spells and separations that belong together; ``complete_from`` is the date from which records miss nobody."""

    spells: Spells
    separations: Separations
    complete_from: np.datetime64 = field(default_factory=lambda: np.datetime64("1900-01-01", "D"))

    def __post_init__(self) -> None:
        ended = self.separations.spell
        if ended.size and (ended.min() < 0 or ended.max() >= len(self.spells)):
            raise BadInput(
                Text("离职记录指向不存在的任职", "A separation names a spell that is not there"), "separations"
            )
        if len(np.unique(ended)) != len(ended):
            raise BadInput(Text("同一任职有两条离职记录", "One spell has two separations"), "separations")
        if np.isnat(self.spells.last[ended]).any():
            raise BadInput(Text("离职记录对应的任职没有结束日期", "A separated spell has no last day"), "separations")

    def on(self, spells: Spells, row_of_end: Rows) -> History:
        """The same separations on other rows: ``row_of_end`` says for each old spell in which new one it ends."""
        return replace(
            self, spells=spells, separations=replace(self.separations, spell=row_of_end[self.separations.spell])
        )

    @property
    def lost(self) -> NDArray[np.bool_]:
        """Which spells ended with the loss of the person."""
        lost = np.zeros(len(self.spells), dtype=np.bool_)
        lost[self.separations.spell[self.separations.is_loss]] = True
        return lost

    @property
    def kind(self) -> Words:
        """The kind of separation that ended each spell; empty where none did."""
        longest = max(len(kind.value) for kind in SeparationKind)
        kind = np.full(len(self.spells), "", dtype=f"<U{longest}")
        kind[self.separations.spell] = self.separations.kind
        return kind
