"""What finance settles with a dispatch agency, as reports: the statement of a month, and the review of its payments."""

from __future__ import annotations

from hr.models.organisation.agency import Agency
from hr.permissions.viewer import Viewer
from hr.queries.pay.agency_review import review_of
from hr.queries.pay.agency_statement import statement_of
from hr.services.pay.report_file import PayReport
from reports.agency import review_document, review_sheets, statement_document, statement_sheets
from vocabulary.periods import Month


def statement(agency: Agency, month: Month, *, viewer: Viewer, by_person: bool = True) -> PayReport:
    """The statement of a month for the units whose pay the viewer sees."""
    made = statement_of(agency, month, viewer=viewer)
    name = f"agency-statement-{month}-{agency.code}"
    return PayReport(name, statement_document(made, by_person=by_person), statement_sheets(made))


def review(agency: Agency, month: Month, *, viewer: Viewer) -> PayReport:
    """What the agency says it paid, compared with the slips of those units."""
    made = review_of(agency, month, viewer=viewer)
    return PayReport(f"agency-payments-{month}-{agency.code}", review_document(made), review_sheets(made))
