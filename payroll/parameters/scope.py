"""Whom one of the employer's rows is for, and which of two rows that fit the same person counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a row is for: each tuple lists codes of ``Inputs``' coded columns; an empty tuple means everybody.

    A row for a unit and what lies below it lists all those units: the library knows no tree.
    """

    staffing_type: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    post: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()

    @property
    def narrowness(self) -> tuple[int, int]:
        """The larger, the narrower: first by how many dimensions it names, then by how few units it lists."""
        return sum(1 for codes in self.dimensions().values() if codes), -len(self.unit)

    def dimensions(self) -> dict[str, tuple[str, ...]]:
        """Codes by input column."""
        return {"staffing_type": self.staffing_type, "unit": self.unit, "post": self.post, "grade": self.grade}

    def meets(self, other: Scope) -> bool:
        """Whether somebody could be in both."""
        pairs = zip(self.dimensions().values(), other.dimensions().values(), strict=True)
        return all(not mine or not theirs or set(mine) & set(theirs) for mine, theirs in pairs)

    def ties(self, other: Scope) -> bool:
        """Whether somebody could be in both while neither is the narrower.

        Of rows that name equally many dimensions, the one for a street is narrower than the one for its district if
        they otherwise say the same.
        """
        if self.narrowness[0] != other.narrowness[0] or not self.meets(other):
            return False
        return not (self._within_unit_of(other) or other._within_unit_of(self))

    def _within_unit_of(self, other: Scope) -> bool:
        rest = ("staffing_type", "post", "grade")
        return set(self.unit) < set(other.unit) and all(getattr(self, d) == getattr(other, d) for d in rest)


EVERYBODY = Scope()
