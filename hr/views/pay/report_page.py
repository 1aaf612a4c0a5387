"""A report about pay as a page with its files beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from hr.services.pay.report_file import PayReport, written
from hr.views.door import viewer
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
Crumb = tuple[Text | str, str]
Link = tuple[Text | str, str]


@dataclass(frozen=True)
class ReportPage:
    """What stands around a report: pages above it, files (ending, address), links, and a message instead of figures."""

    title: Text
    trail: Sequence[Crumb]
    files: Sequence[tuple[str, str]] = ()
    links: Sequence[Link] = ()
    lead: Text | str = ""


def shown(
    report: PayReport | None, page: ReportPage, template: str = "pay/report/page.html", **context: object
) -> ResponseReturnValue:
    """The page of a report."""
    document = report.document if report else None
    return render_template(template, report=document, page=page, **context)


def refused(bad: BadInput, page: ReportPage, **context: object) -> ResponseReturnValue:
    """The page of a report that can't be made, with the reason and the links that mend it."""
    return render_template("pay/report/page.html", report=None, page=page, trouble=bad, **context), 409


def download(report: PayReport, ending: str) -> ResponseReturnValue:
    """The file of a report."""
    response = Response(written(report, ending, viewer=viewer()), mimetype=TYPES[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="{report.name}.{ending}"'
    return response
