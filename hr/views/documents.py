"""Reports on pages and as files: what templates/_document.html needs, and the same document as a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, takewhile

from flask import Flask, Response

from hr import audit
from hr.database import now, unit_of_work
from hr.request_language import language
from hr.views.door import SHANGHAI, viewer
from reports.document import Card, Cards, Cell, Column, Document, Figure, Rank, Row, Spec, Stamp, Table
from reports.formats import said, shown, shown_in
from vocabulary.text import Text


def register_documents(app: Flask) -> None:
    """Filters and tests for the template of documents."""
    app.jinja_env.filters.update(
        said=lambda words: said(words, language()),
        card_value=_card_value,
        cell_of=_cell,
        drawn=_drawn,
        heading_groups=_heading_groups,
        with_spans=_with_spans,
    )
    app.jinja_env.tests.update(
        cards_block=lambda block: isinstance(block, Cards),
        table_block=lambda block: isinstance(block, Table),
        figure_block=lambda block: isinstance(block, Figure),
    )


def pdf_answer(document: Document, name: str, *, log: bool = False) -> Response:
    """``document`` as a PDF to download; with ``log`` (it names people) that it was taken is on the audit trail."""
    from reports.pdf.document_pdf import document_pdf

    if log:
        with unit_of_work(viewer(), "document.export") as session:
            audit.record_event(
                session, "document", name[:40], {"filters": [said(f.value, "zh") for f in document.filters]}
            )
    content = document_pdf(document, language(), Stamp(now().astimezone(SHANGHAI), viewer().name))
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer


def _card_value(card: Card) -> str:
    return shown(card.value, card.kind, language(), card.decimals)


def _cell(value: Cell, column: Column) -> str:
    return shown_in(column, value, language())


def _drawn(figure: Figure) -> Spec:
    return figure.build(language())


def _with_spans(row: Row, columns: Sequence[Column]) -> list[tuple[Column, Cell, int]]:
    """Each cell with its column and over how many it stands: a sum's first takes the room of empty ones after it."""
    empty = 0
    if row.rank in {Rank.SUBTOTAL, Rank.TOTAL}:
        empty = sum(1 for _ in takewhile(lambda cell: cell == "", row.cells[1:]))
    first, *others = zip(columns, row.cells, strict=True)
    return [(*first, 1 + empty), *((column, cell, 1) for column, cell in others[empty:])]


def _heading_groups(columns: Sequence[Column]) -> list[tuple[Text | None, int]]:
    return [(group, len(list(members))) for group, members in groupby(columns, key=lambda column: column.group)]
