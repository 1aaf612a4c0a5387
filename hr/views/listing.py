"""List pages: what the address asks for, the page that answers it, and the same list as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from flask import make_response, render_template, request, send_file
from flask.typing import ResponseReturnValue

from hr import audit
from hr.database import now, unit_of_work
from hr.queries.computed_listing import all_of, page_of
from hr.queries.listing import LARGEST_EXPORT, Kind, ListColumn, Listing, ListPage, ListRequest
from hr.refusals import Refusal
from hr.request_language import language
from hr.views.door import SHANGHAI, viewer
from reports import document
from reports.document import Cell, Stamp
from vocabulary.terms import Term
from vocabulary.text import Text

SIZES = (20, 50, 100, 200)
_NO, _YES = Text("否", "No"), Text("是", "Yes")
_SHEET_KINDS: dict[Kind, document.Kind] = {
    "money": document.Kind.MONEY,
    "date": document.Kind.DATE,
    "number": document.Kind.NUMBER,
    "percent": document.Kind.PERCENT,
    "month": document.Kind.MONTH,
}


@dataclass(frozen=True, slots=True)
class ListLook:
    """How a list is put before a reader.

    ``links``: for each hidden column that another one links with, the endpoint that takes it as its argument of the
    same name. ``export``: the file name of the spreadsheet, None where this viewer may not have it. ``hint`` says what
    to do when there is nothing at all, and ``action`` (words, address) does it.
    """

    title: Text
    links: Mapping[str, str] = field(default_factory=dict)
    export: str | None = None
    lead: Text | None = None
    hint: Text | None = None
    action: tuple[Text, str] | None = None


def asked() -> ListRequest:
    """The list request in this page's address; nonsense in it falls back to the defaults."""
    args = request.args
    size = args.get("size", 50, int)
    return ListRequest(
        search=args.get("q", "").strip()[:60],
        chosen={key: value for key, value in args.items() if value},
        sort=args.get("sort"),
        descending=args.get("dir") == "desc",
        page=max(1, args.get("page", 1, int)),
        size=size if size in SIZES else 50,
        columns=args.getlist("col") or None,
    )


def show(listing: Listing, look: ListLook, template: str = "_list_page.html", **context: object) -> ResponseReturnValue:
    """The page of ``listing`` that the address asks for; its table alone for htmx, a spreadsheet for ``?export=xlsx``.

    ``template`` extends ``_list_page.html`` and may fill its blocks ``crumbs``, ``actions``, ``above`` and ``below``.
    """
    if request.args.get("export") == "xlsx" and look.export:
        return export(listing, look)
    page = page_of(listing, asked())
    if page.request.page > page.pages:
        page = page_of(listing, replace(page.request, page=page.pages))
    part = request.headers.get("HX-Target") == "list" and "HX-History-Restore-Request" not in request.headers
    shown = render_template("_list.html" if part else template, page=page, look=look, sizes=SIZES, **context)
    answer = make_response(shown)
    answer.vary.add("HX-Request")
    return answer


def export(listing: Listing, look: ListLook) -> ResponseReturnValue:
    """Every row that the address asks for as XLSX, in the columns chosen; that it was taken is on the audit trail.

    Raises Refusal for more rows than a spreadsheet is good for.
    """
    wish = asked()
    total = page_of(listing, replace(wish, size=1, page=1)).total
    if total > LARGEST_EXPORT:
        reason = Text(
            "共 {n} 行，超过一次可导出的 {most} 行，请先筛选", "{n} rows, and at most {most} are exported: filter"
        )
        raise Refusal(reason.format(n=total, most=LARGEST_EXPORT))
    content = _workbook(all_of(listing, wish), look)
    details = {"rows": total, "query": request.query_string.decode()[:300]}
    with unit_of_work(viewer(), "list.export") as session:
        audit.record_event(session, "list_export", (look.export or "")[:40], details)
    return send_file(content, as_attachment=True, download_name=f"{look.export}.xlsx")


def _workbook(page: ListPage, look: ListLook) -> BytesIO:
    from reports.table_export import Sheet, write_workbook

    columns = [
        document.Column(column.label, _SHEET_KINDS.get(column.kind, document.Kind.TEXT)) for column in page.columns
    ]
    out = BytesIO()
    stamp = Stamp(now().astimezone(SHANGHAI), viewer().name)
    write_workbook([Sheet(look.title, tuple(columns), _rows(page))], out, language(), stamp)
    out.seek(0)
    return out


def _rows(page: ListPage) -> Iterator[document.Row]:
    for row in page.rows:
        values = row._mapping
        yield document.Row(tuple(_cell(column, values[column.key]) for column in page.columns))


def _cell(column: ListColumn, value: Any) -> Cell:
    if isinstance(value, Term):
        return value.label
    if column.kind == "yes_no":
        return _YES if value else _NO
    if column.kind == "moment" and value is not None:
        return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    cell: Cell = value
    return cell
