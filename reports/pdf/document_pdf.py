"""A whole report as a PDF, block by block in reading order."""

from __future__ import annotations

import io

from reports.document import Block, Cards, Document, Figure, Note, Stamp, Table
from reports.formats import said
from reports.pdf.blocks import draw_cards, draw_figure, draw_note
from reports.pdf.look import A4_PORTRAIT, QUIET, SMALL, Paper
from reports.pdf.pages import Head, Pages
from reports.pdf.tables import draw_table
from reports.pdf.text import wrapped
from vocabulary.text import Language


def document_pdf(
    document: Document, language: Language, stamp: Stamp, *, paper: Paper = A4_PORTRAIT, invariant: bool = False
) -> bytes:
    """``document`` on ``paper``; ``invariant`` leaves out what differs between two printings of the same thing."""
    out = io.BytesIO()
    subtitle = document.subtitle.in_(language) if document.subtitle else ""
    head = Head(said(document.issuer, language), document.title.in_(language), subtitle)
    pages = Pages(out, paper, head, stamp, language, invariant=invariant)
    _draw_filters(pages, document)
    for block in document.blocks:
        _draw(pages, block)
    pages.save()
    return out.getvalue()


def _draw_filters(pages: Pages, document: Document) -> None:
    language = pages.language
    words = "   ".join(f"{f.label.in_(language)}: {said(f.value, language)}" for f in document.filters)
    for line in wrapped(words, SMALL, pages.right - pages.left) if words else ():
        pages.text(pages.left, pages.y - SMALL, line, SMALL, ink=QUIET)
        pages.y -= SMALL * 1.5
    pages.y -= 6


def _draw(pages: Pages, block: Block) -> None:
    match block:
        case Cards():
            draw_cards(pages, block)
        case Table():
            draw_table(pages, block)
        case Figure():
            draw_figure(pages, block)
        case Note():
            draw_note(pages, block)
