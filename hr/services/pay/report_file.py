"""A report about pay as a file: PDF, workbook or text; that it was taken is recorded with who took it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hr.audit import record_event
from hr.clock import SHANGHAI
from hr.database import now, unit_of_work
from hr.permissions.viewer import Viewer
from hr.refusals import OutOfScope
from reports.document import Document, Stamp
from reports.formats import said
from reports.table_export import Sheet, write_workbook
from vocabulary.text import Language


@dataclass(frozen=True)
class PayReport:
    """A report in all its forms: ``document`` is page and PDF, ``sheets`` the workbook, ``lines`` the text file.

    ``name`` is the file's, without its ending; ``fingerprint`` that of the parameter book behind the figures.
    """

    name: str
    document: Document
    sheets: Sequence[Sheet]
    lines: Mapping[Language, bytes] = field(default_factory=dict)
    fingerprint: str = ""

    @property
    def endings(self) -> tuple[str, ...]:
        """The forms it can be had in."""
        return ("pdf", "xlsx", "csv") if self.lines else ("pdf", "xlsx")


def written(report: PayReport, ending: str, *, viewer: Viewer) -> bytes:
    """The file with that ending; the caller has checked the viewer's right. OutOfScope for a form it does not have."""
    if ending not in report.endings:
        raise OutOfScope(f"{report.name}.{ending}")
    content = _content(report, ending, viewer)
    with unit_of_work(viewer, "pay_report.export") as session:
        record_event(session, "pay_report", report.name[:40], {"ending": ending, "filters": _filters(report.document)})
    return content


def _content(report: PayReport, ending: str, viewer: Viewer) -> bytes:
    from reports.pdf.document_pdf import document_pdf
    from reports.pdf.look import A4_LANDSCAPE

    stamp = Stamp(now().astimezone(SHANGHAI), viewer.name, report.fingerprint)
    if ending == "pdf":
        return document_pdf(report.document, viewer.language, stamp, paper=A4_LANDSCAPE)
    if ending == "csv":
        return report.lines[viewer.language]
    out = io.BytesIO()
    write_workbook(report.sheets, out, viewer.language, stamp, report.document.filters)
    return out.getvalue()


def _filters(document: Document) -> list[str]:
    return [f"{f.label.zh}: {said(f.value, 'zh')}" for f in document.filters]
