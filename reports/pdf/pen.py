"""Putting words, lines and shades on a canvas in our fonts."""

from __future__ import annotations

from typing import Any, cast

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
        state = cast("Any", self.canvas)
        if state._strokeColorObj is not ink:
            self.canvas.setStrokeColor(ink)
        if state._lineWidth != thickness:
            self.canvas.setLineWidth(thickness)
        self.canvas.line(x, y, to, y)

    def shade(self, x: float, y: float, wide: float, high: float, colour: Color) -> None:
        """A filled rectangle whose lower left corner is ``x``, ``y``."""
        self._fill_with(colour)
        self.canvas.rect(x, y, wide, high, stroke=0, fill=1)

    def _set(self, size: float, bold: bool, ink: Color) -> None:
        font, state = BOLD if bold else REGULAR, cast("Any", self.canvas)
        if state._fontname != font or state._fontsize != size:
            self.canvas.setFont(font, size)
        self._fill_with(ink)

    def _fill_with(self, colour: Color) -> None:
        """The canvas would write out every colour, font and width anew: most strings follow one of their own kind."""
        if cast("Any", self.canvas)._fillColorObj is not colour:
            self.canvas.setFillColor(colour)
