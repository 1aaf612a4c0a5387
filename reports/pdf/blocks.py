"""Drawing the blocks of a report that are not tables: cards, figures and notes."""

from __future__ import annotations

import io

from reportlab.lib.utils import ImageReader

from reports.charts.images import to_png
from reports.document import Card, Cards, Figure, Note
from reports.fonts import BOLD, width
from reports.formats import shown
from reports.pdf.look import BODY, INK, QUIET, SHADE, SMALL, TINY, TONES
from reports.pdf.pages import Pages
from reports.pdf.text import fitted, wrapped

_CARD_GAP, _CARD_PAD, _MOST_ABREAST = 8.0, 8.0, 4
_FIGURE = 16.0
_LEADING = 1.45
_PIXELS_PER_POINT = 3.0


def draw_cards(pages: Pages, cards: Cards) -> None:
    """Number cards side by side, four at most in a row."""
    for first in range(0, len(cards.cards), _MOST_ABREAST):
        _draw_card_row(pages, cards.cards[first : first + _MOST_ABREAST])
    pages.y -= 6


def _draw_card_row(pages: Pages, cards: tuple[Card, ...]) -> None:
    room = (pages.right - pages.left - _CARD_GAP * (len(cards) - 1)) / len(cards)
    notes = [_note_lines(pages, card, room) for card in cards]
    height = 2 * _CARD_PAD + SMALL + 1.5 * _FIGURE + max(map(len, notes)) * TINY * _LEADING
    pages.need(height)
    for index, (card, lines) in enumerate(zip(cards, notes, strict=True)):
        _draw_card(pages, card, lines, (pages.left + index * (room + _CARD_GAP), room, height))
    pages.y -= height + _CARD_GAP


def _note_lines(pages: Pages, card: Card, room: float) -> tuple[str, ...]:
    return wrapped(card.note.in_(pages.language), TINY, room - 2 * _CARD_PAD) if card.note else ()


def _draw_card(pages: Pages, card: Card, notes: tuple[str, ...], place: tuple[float, float, float]) -> None:
    x, room, height = place
    inner = room - 2 * _CARD_PAD
    pages.shade(x, pages.y - height, room, height, SHADE)
    pages.shade(x, pages.y - height, 2.4, height, TONES[card.tone])
    y = pages.y - _CARD_PAD - SMALL
    left = x + _CARD_PAD + 1
    pages.text(left, y, fitted(card.label.in_(pages.language), SMALL, inner), SMALL, ink=QUIET)
    words = shown(card.value, card.kind, pages.language, card.decimals)
    size = min(_FIGURE, _FIGURE * inner / max(width(words, _FIGURE, BOLD), 1.0))
    y -= 1.25 * _FIGURE
    pages.text(left, y, words, size, bold=True, ink=TONES[card.tone] if card.tone != "plain" else INK)
    for line in notes:
        y -= TINY * _LEADING
        pages.text(left, y - 1, line, TINY, ink=QUIET)


def draw_figure(pages: Pages, figure: Figure) -> None:
    """A chart across the text, no higher than half the page, with its caption."""
    image = ImageReader(io.BytesIO(to_png(figure.build(pages.language), scale=_PIXELS_PER_POINT)))
    pixels_wide, pixels_high = image.getSize()
    room = pages.right - pages.left
    scale = min(room / pixels_wide, 0.5 * pages.paper.height / pixels_high, 1 / (_PIXELS_PER_POINT * 0.8))
    wide, high = pixels_wide * scale, pixels_high * scale
    caption = wrapped(figure.caption.in_(pages.language), TINY, room) if figure.caption else ()
    pages.need(high + len(caption) * TINY * _LEADING + 8)
    pages.canvas.drawImage(image, pages.left, pages.y - high, wide, high)
    pages.y -= high
    for line in caption:
        pages.y -= TINY * _LEADING
        pages.text(pages.left, pages.y, line, TINY, ink=QUIET)
    pages.y -= 12


def draw_note(pages: Pages, note: Note) -> None:
    """A heading with its lines; several lines are a list."""
    language, many = pages.language, len(note.lines) > 1
    indent = 10.0 if many else 0.0
    room = pages.right - pages.left - indent
    pages.need(4 * BODY)
    pages.text(pages.left, pages.y - BODY, note.heading.in_(language), BODY + 0.5, bold=True, ink=TONES[note.tone])
    pages.y -= BODY + 4
    for text in note.lines:
        for number, line in enumerate(wrapped(text.in_(language), SMALL, room)):
            pages.need(SMALL * _LEADING)
            pages.y -= SMALL * _LEADING
            if many and number == 0:
                pages.text(pages.left + 1, pages.y, "•", SMALL, ink=QUIET)
            pages.text(pages.left + indent, pages.y, line, SMALL)
        pages.y -= 1.5
    pages.y -= 10
