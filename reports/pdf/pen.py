"""Putting words, lines and shades on a canvas in our fonts."""

from __future__ import annotations

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from reports.fonts import BOLD, REGULAR
from reports.pdf.look import BODY, INK


class Pen:
    """Writes on ``canvas``; places are points from the lower left corner, words stand on the line ``y``."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def text(self, x: float, y: float, words: str, size: float = BODY, *, bold: bool = False, ink: Color = INK) -> None:
        """``words`` beginning at ``x``."""
        self._set(size, bold, ink)
        self.canvas.drawString(x, y, words)

    def text_right(
        self, x: float, y: float, words: str, size: float = BODY, *, bold: bool = False, ink: Color = INK
    ) -> None:
        """``words`` ending at ``x``."""
        self._set(size, bold, ink)
        self.canvas.drawRightString(x, y, words)

    def text_centred(self, x: float, y: float, words: str, size: float = BODY, *, bold: bool = False) -> None:
        """``words`` around ``x``."""
        self._set(size, bold, INK)
        self.canvas.drawCentredString(x, y, words)

    def line(self, x: float, to: float, y: float, ink: Color, thickness: float = 0.6) -> None:
        """A level line from ``x`` ``to`` another."""
        self.canvas.setStrokeColor(ink)
        self.canvas.setLineWidth(thickness)
        self.canvas.line(x, y, to, y)

    def shade(self, x: float, y: float, wide: float, high: float, colour: Color) -> None:
        """A filled rectangle whose lower left corner is ``x``, ``y``."""
        self.canvas.setFillColor(colour)
        self.canvas.rect(x, y, wide, high, stroke=0, fill=1)

    def _set(self, size: float, bold: bool, ink: Color) -> None:
        self.canvas.setFont(BOLD if bold else REGULAR, size)
        self.canvas.setFillColor(ink)
