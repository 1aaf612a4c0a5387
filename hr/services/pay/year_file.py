"""Handing out the yearly pay statements that the employer owes: one, or everybody's of a unit, locked where wished."""

from __future__ import annotations

import io
import zipfile

from hr.audit import record_event
from hr.clock import SHANGHAI
from hr.database import now, unit_of_work
from hr.models.organisation.unit import Unit
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.year_statement import PersonYear, person_year, statements_of
from hr.refusals import Refusal
from hr.services.pay.pay_file import TakenFile
from hr.services.pay.payslip_file import LockWish
from reports.document import Stamp
from reports.pay_year import year_document, year_xlsx
from reports.payslip.archive import file_name
from reports.pdf.document_pdf import document_pdf
from reports.pdf.look import A4_LANDSCAPE
from reports.pdf.protection import locked
from vocabulary.text import Text

MOST_AT_ONCE = 1_000
_NOBODY = Text("该年度没有已审批的工资", "No pay of that year is approved")
_TOO_MANY = Text(
    "共 {n} 人，一次最多 {most} 人，请选下级机构", "{n} people, and at most {most} at once: choose a unit below"
)


def take_statement(person_id: int, year: int, wish: LockWish, *, viewer: Viewer) -> TakenFile:
    """One person's statement as a PDF. Raises OutOfScope when the viewer may see no pay of theirs in the year."""
    found = person_year(person_id, year, viewer=viewer)
    _record_reading(found, viewer, "pdf")
    return TakenFile(_name(found, "pdf"), _pdf(found, wish, viewer))


def take_statement_sheet(person_id: int, year: int, *, viewer: Viewer) -> TakenFile:
    """The same as a workbook, which can't be locked."""
    found = person_year(person_id, year, viewer=viewer)
    _record_reading(found, viewer, "xlsx")
    return TakenFile(_name(found, "xlsx"), year_xlsx(found.statement, viewer.language, _stamp(viewer)))


def take_statements(unit: Unit, year: int, wish: LockWish, *, viewer: Viewer) -> TakenFile:
    """Everybody's statement of a unit looked up within scope, a PDF each in a ZIP; that it was taken is on record.

    Raises OutOfScope without the right to export pay there; Refusal for nobody, or for more people than at once.
    """
    viewer.require(Action.PAY_EXPORT, unit.path)
    below = Unit.path.startswith(unit.path, autoescape=True)
    found = statements_of(year, below, viewer=viewer)
    if not found:
        raise Refusal(_NOBODY)
    if len(found) > MOST_AT_ONCE:
        raise Refusal(_TOO_MANY.format(n=len(found), most=MOST_AT_ONCE))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for one in found:
            archive.writestr(_name(one, "pdf"), _pdf(one, wish, viewer))
    with unit_of_work(viewer, "pay_year.export") as session:
        record_event(session, "unit", unit.id, {"export": "pay_year", "year": year, "people": len(found)})
    return TakenFile(f"{year}-{unit.name}-年度薪酬清单.zip", out.getvalue())


def _pdf(one: PersonYear, wish: LockWish, viewer: Viewer) -> bytes:
    content = document_pdf(year_document(one.statement), viewer.language, _stamp(viewer), paper=A4_LANDSCAPE)
    password = wish.for_person(one.id_number)
    return content if password is None else locked(content, password)


def _name(one: PersonYear, ending: str) -> str:
    return file_name(f"{one.statement.year}-{one.statement.staff_number}-{one.statement.name}") + f".{ending}"


def _stamp(viewer: Viewer) -> Stamp:
    return Stamp(now().astimezone(SHANGHAI), viewer.name)


def _record_reading(found: PersonYear, viewer: Viewer, form: str) -> None:
    """Somebody else's pay leaving the program is on the audit trail; one's own is nobody's business."""
    if not viewer.is_person(found.person_id):
        with unit_of_work(viewer, "pay_year.export") as session:
            details = {"export": "pay_year", "year": found.statement.year, "form": form}
            record_event(session, "person", found.person_id, details)
