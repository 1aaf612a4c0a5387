"""What a run gives: one int64 column a figure, the rows that failed and why, and the book it was computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from payroll.faults import Fault
from payroll.formula.figure import Figure, FigureKind
from payroll.inputs import BoolArray
from vocabulary.money import FenArray
from vocabulary.periods import Month


@dataclass(frozen=True)
class Result:
    """Row i is row i of the inputs. Money in fen. A failed row holds 0 in every figure and has at least one fault.

    ``catalogue`` describes the figures in the order of the slip; ``fingerprint`` is the book's.
    """

    month: Month
    employment_id: FenArray
    figures: Mapping[str, FenArray]
    failed: BoolArray
    faults: tuple[Fault, ...]
    catalogue: tuple[Figure, ...]
    fingerprint: str

    def __len__(self) -> int:
        return len(self.employment_id)

    def column(self, name: str) -> FenArray:
        """The figure of everybody."""
        return self.figures[name]

    def of_kind(self, *kinds: FigureKind) -> tuple[Figure, ...]:
        """The figures of those kinds, in the order of the slip."""
        return tuple(figure for figure in self.catalogue if figure.kind in kinds)

    def slip(self, row: int) -> dict[str, int]:
        """All figures of one person by name."""
        return {figure.name: int(self.figures[figure.name][row]) for figure in self.catalogue}

    def faults_of(self, row: int) -> tuple[Fault, ...]:
        """Why that person's slip failed; empty when it did not."""
        return tuple(fault for fault in self.faults if fault.row == row)

    def total(self, name: str) -> int:
        """The figure summed over everybody who did not fail (fen)."""
        return int(self.figures[name].sum())
