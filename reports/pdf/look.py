"""How paper looks: sizes, margins, type sizes and colours (points; colours survive a black-and-white printer)."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A3, A4, A5, landscape

from reports.document import Rank, Tone

INK = HexColor("#1b2733")
QUIET = HexColor("#5b6875")
LINE = HexColor("#c3ccd4")
HAIRLINE = HexColor("#e3e8ec")
SHADE = HexColor("#f1f4f7")
ACCENT = HexColor("#1f4e79")
WHITE = HexColor("#ffffff")
TONES: dict[Tone, Color] = {
    "plain": ACCENT,
    "good": HexColor("#1a7f5a"),
    "warn": HexColor("#b35c00"),
    "bad": HexColor("#b3261e"),
}
ROW_SHADES = {Rank.GROUP: HexColor("#e6edf4"), Rank.SUBTOTAL: SHADE, Rank.TOTAL: HexColor("#dbe5ef")}

BODY, SMALL, TINY = 9.0, 8.0, 6.5


@dataclass(frozen=True, slots=True)
class Paper:
    """A page's size and its margins."""

    width: float
    height: float
    side: float = 42.0
    top: float = 36.0
    bottom: float = 40.0

    @property
    def text_width(self) -> float:
        """Between the side margins."""
        return self.width - 2 * self.side


A4_PORTRAIT = Paper(*A4)
A4_LANDSCAPE = Paper(*landscape(A4), side=30, top=30, bottom=36)
A3_LANDSCAPE = Paper(*landscape(A3), side=30, top=30, bottom=36)
A5_LANDSCAPE = Paper(*landscape(A5), side=28, top=24, bottom=24)
