"""The form of one payslip: who, what is earned and deducted side by side, what is paid on top, and the net in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from reports.chinese_capitals import in_capitals
from reports.document import Rank, Stamp
from reports.fonts import width
from reports.formats import said
from reports.payslip import words
from reports.payslip.lines import LABEL, NOTE, Line, baseline_step, beside_offset, height, lines_of
from reports.payslip.slip import PayLine, Payslip
from reports.pdf.look import HAIRLINE, INK, LINE, QUIET, ROW_SHADES, SHADE, SMALL, TINY, Paper
from reports.pdf.pages import printed_line
from reports.pdf.pen import Pen
from reports.pdf.text import fitted, wrapped
from vocabulary.money import Fen, yuan_grouped
from vocabulary.text import Language, Text

_HEAD, _FACTS, _BAND, _NET, _FOOT, _GUTTER = 42.0, 25.0, 15.0, 38.0, 14.0, 18.0
_FACTS_ABREAST = 4


@dataclass(frozen=True, slots=True)
class _Block:
    """One of the slip's lists with its heading and, where it adds up, its total."""

    heading: Text
    lines: list[Line]
    total: tuple[Text, Fen] | None = None


class SlipForm:
    """``slip`` laid out on ``paper`` with type sizes times ``scale``; ``fits`` says whether the paper holds it."""

    def __init__(self, slip: Payslip, language: Language, stamp: Stamp, paper: Paper, scale: float) -> None:
        self.slip, self.language, self.stamp, self.paper, self.scale = slip, language, stamp, paper, scale
        self.column = (paper.text_width - _GUTTER) / 2
        self.upper = (
            self._block(words.EARNINGS, slip.earnings, (words.GROSS, slip.gross)),
            self._block(words.DEDUCTIONS, slip.deductions, (words.DEDUCTED, slip.deducted)),
        )
        self.lower = (
            self._block(words.EMPLOYER, slip.employer, (words.EMPLOYER_TOTAL, slip.employer_cost)),
            self._block(words.YEAR_TO_DATE, slip.year_to_date, None),
        )
        self.facts = _facts(slip, language)
        self.notes = [line for note in slip.notes for line in wrapped(note.in_(language), TINY, paper.text_width)]

    @property
    def fits(self) -> bool:
        """Whether all of it stands on the page."""
        return self._needed <= self.paper.height - self.paper.top - self.paper.bottom

    @property
    def _needed(self) -> float:
        rows = -(-len(self.facts) // _FACTS_ABREAST)
        notes = len(self.notes) * TINY * 1.35
        pairs = self._pair_height(self.upper) + self._pair_height(self.lower)
        return _HEAD + rows * _FACTS + pairs + _NET + notes + _FOOT

    def draw(self, canvas: Canvas) -> None:
        """Draw it on the current page of ``canvas``."""
        pen, paper = Pen(canvas), self.paper
        y = self._draw_head(pen, paper.height - paper.top)
        y = self._draw_facts(pen, y)
        y = self._draw_pair(pen, self.upper, y)
        y = self._draw_net(pen, y)
        y = self._draw_pair(pen, self.lower, y)
        for line in self.notes:
            y -= TINY * 1.35
            pen.text(paper.side, y, line, TINY, ink=QUIET)
        self._draw_foot(pen)

    def _block(self, heading: Text, pay: Sequence[PayLine], total: tuple[Text, Fen] | None) -> _Block:
        return _Block(heading, lines_of(pay, self.language, self.column, self.scale), total)

    def _pair_height(self, pair: tuple[_Block, _Block]) -> float:
        if not any(block.lines for block in pair):
            return 0.0
        lines = max(height(block.lines, self.scale) for block in pair)
        totals = _BAND if any(block.total for block in pair) else 0.0
        return lines + self.scale * (_BAND + totals) + 10

    def _draw_head(self, pen: Pen, top: float) -> float:
        slip, left, right = self.slip, self.paper.side, self.paper.width - self.paper.side
        month = words.MONTH.format(year=slip.month.year, month=slip.month.month).in_(self.language)
        pen.text(left, top - 8, said(slip.issuer, self.language), SMALL, ink=QUIET)
        mark = slip.mark.in_(self.language) if slip.mark else ""
        pen.text_right(right, top - 8, mark, SMALL, bold=True, ink=QUIET)
        pen.text(left, top - 27, words.TITLE.in_(self.language), 15, bold=True)
        pen.text_right(right, top - 27, month, 12, bold=True)
        pen.line(left, right, top - 34, INK, 0.9)
        return top - _HEAD

    def _draw_facts(self, pen: Pen, y: float) -> float:
        room = self.paper.text_width / _FACTS_ABREAST
        for index, (label, value) in enumerate(self.facts):
            row, column = divmod(index, _FACTS_ABREAST)
            x, top = self.paper.side + column * room, y - row * _FACTS
            pen.text(x, top - TINY, label, TINY, ink=QUIET)
            size = min(9.0, max(7.0, 9 * (room - 6) / width(value, 9)))
            pen.text(x, top - TINY - 11, fitted(value, size, room - 4), size)
        return y - -(-len(self.facts) // _FACTS_ABREAST) * _FACTS

    def _draw_pair(self, pen: Pen, pair: tuple[_Block, _Block], y: float) -> float:
        high = self._pair_height(pair)
        if high:
            for index, block in enumerate(pair):
                self._draw_block(pen, block, (self.paper.side + index * (self.column + _GUTTER), y), y - high + 10)
        return y - high

    def _draw_block(self, pen: Pen, block: _Block, place: tuple[float, float], bottom: float) -> None:
        if not block.lines and block.total is None:
            return
        (x, y), band, size = place, _BAND * self.scale, LABEL * self.scale
        pen.shade(x, y - band, self.column, band, ROW_SHADES[Rank.GROUP])
        pen.text(x + 4, y - 0.72 * band, block.heading.in_(self.language), size, bold=True)
        y -= band
        for line in block.lines:
            self._draw_line(pen, line, x, y)
            y -= line.height(self.scale)
            pen.line(x, x + self.column, y, HAIRLINE, 0.5)
        if block.total:
            label, amount = block.total
            pen.line(x, x + self.column, bottom + band, INK, 0.6)
            pen.text(x + 4, bottom + 0.28 * band, label.in_(self.language), size, bold=True)
            pen.text_right(x + self.column - 4, bottom + 0.28 * band, yuan_grouped(amount), size, bold=True)

    def _draw_line(self, pen: Pen, line: Line, x: float, top: float) -> None:
        size, note = LABEL * self.scale, NOTE * self.scale
        base = top - 1.12 * size
        pen.text(x + 4, base, line.label, size)
        pen.text_right(x + self.column - 4, base, line.amount, size)
        if line.beside:
            pen.text(x + 4 + beside_offset(line.label, self.scale), base, line.beside, note, ink=QUIET)
        for below in line.below:
            base -= baseline_step(self.scale)
            pen.text(x + 4, base, below, note, ink=QUIET)

    def _draw_net(self, pen: Pen, y: float) -> float:
        left, wide, high = self.paper.side, self.paper.text_width, _NET - 12
        pen.shade(left, y - high, wide, high, SHADE)
        pen.line(left, left + wide, y, INK, 0.9)
        pen.line(left, left + wide, y - high, INK, 0.9)
        base = y - high + 8
        pen.text(left + 6, base, words.NET.in_(self.language), 10, bold=True)
        pen.text(left + 78, base, in_capitals(self.slip.net), 9)
        pen.text_right(left + wide - 6, base - 1, f"¥ {yuan_grouped(self.slip.net)}", 14, bold=True)
        return y - _NET

    def _draw_foot(self, pen: Pen) -> None:
        y, paper = self.paper.bottom - 6, self.paper
        pen.line(paper.side, paper.width - paper.side, y + 9, LINE, 0.5)
        stamp = Stamp(self.stamp.printed_at, self.stamp.printed_by, self.slip.fingerprint or self.stamp.fingerprint)
        pen.text(paper.side, y, printed_line(stamp, self.language), TINY, ink=QUIET)
        pen.text_right(paper.width - paper.side, y, words.CURRENCY.in_(self.language), TINY, ink=QUIET)


def _facts(slip: Payslip, language: Language) -> list[tuple[str, str]]:
    """What identifies the person and the payment; what is not known is left out."""
    facts: list[tuple[Text, Text | str]] = [
        (words.NAME, slip.name),
        (words.STAFF_NUMBER, slip.staff_number),
        (words.UNIT, slip.unit),
        (words.POST, slip.post),
        (words.STAFFING_TYPE, slip.staffing_type),
        (words.PAID_ON, slip.paid_on.isoformat() if slip.paid_on else ""),
        (words.ACCOUNT, slip.account),
        (words.PAID_BY, slip.paid_by),
    ]
    return [(label.in_(language), said(value, language)) for label, value in facts if value]
