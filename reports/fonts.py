"""The two fonts that every printed page is set in, and whether they have a character."""

from __future__ import annotations

from functools import cache

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics

from reports.assets import assets_folder, make_assets
from reports.embedded_font import EmbeddedFont

REGULAR = "GridHR"
BOLD = "GridHR-Bold"


@cache
def register_fonts() -> None:
    """Make Regular and Bold known to ReportLab, and Regular its default so that no file names Helvetica.

    Streams are written as they are, not in base 85, which is a fifth longer. Idempotent; makes the assets first where
    set-up has not.
    """
    make_assets()
    for name, file in ((REGULAR, "GridHRSans-Regular.ttf"), (BOLD, "GridHRSans-Bold.ttf")):
        pdfmetrics.registerFont(EmbeddedFont(name, assets_folder() / file))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, REGULAR, BOLD)
    rl_config.canvas_basefontname = REGULAR
    rl_config.useA85 = 0


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters of ``text`` that our fonts can't print, each once, in order; for checking names when entered."""
    has = _font(REGULAR).face.charToGlyph
    return tuple(dict.fromkeys(c for c in text if ord(c) not in has and not c.isspace()))


def width(text: str, size: float, font: str = REGULAR) -> float:
    """How wide ``text`` is at ``size``, both in points."""
    return float(_font(font).stringWidth(text, size))


def _font(name: str) -> EmbeddedFont:
    register_fonts()
    font = pdfmetrics.getFont(name)
    assert isinstance(font, EmbeddedFont)
    return font
