"""The lines of a payslip as they will stand: which note fits beside its label, which goes below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.fonts import width
from reports.payslip.slip import PayLine
from reports.pdf.text import wrapped
from vocabulary.money import yuan_grouped
from vocabulary.text import Language

LABEL, NOTE = 8.3, 6.4
_LEADING, _NOTE_LEADING, _GAP = 12.6, 8.2, 6.0
_AMOUNT_ROOM = 62.0


@dataclass(frozen=True, slots=True)
class Line:
    """A label, its amount as text, the note beside the label and the note's lines below it."""

    label: str
    amount: str
    beside: str = ""
    below: tuple[str, ...] = ()

    def height(self, scale: float) -> float:
        """How high it stands, in points."""
        return scale * (_LEADING + _NOTE_LEADING * len(self.below))


def lines_of(pay: Sequence[PayLine], language: Language, room: float, scale: float) -> list[Line]:
    """``pay`` broken to fit into ``room`` points, type sizes multiplied by ``scale``."""
    return [_line(line, language, room, scale) for line in pay]


def height(lines: Sequence[Line], scale: float) -> float:
    """How high they are one below the other."""
    return sum(line.height(scale) for line in lines)


def baseline_step(scale: float) -> float:
    """From a label's baseline to that of the note below it."""
    return scale * _NOTE_LEADING


def beside_offset(label: str, scale: float) -> float:
    """Where the note beside ``label`` begins, from the label's left edge."""
    return width(label, LABEL * scale) + _GAP


def _line(line: PayLine, language: Language, room: float, scale: float) -> Line:
    label, amount = line.label.in_(language), yuan_grouped(line.amount)
    note = line.note.in_(language) if line.note else ""
    if not note:
        return Line(label, amount)
    if beside_offset(label, scale) + width(note, NOTE * scale) <= room - _AMOUNT_ROOM * scale:
        return Line(label, amount, beside=note)
    return Line(label, amount, below=wrapped(note, NOTE * scale, room - 10))
