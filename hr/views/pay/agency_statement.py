"""Statements of dispatch agencies, and the review of what they paid, as pages and files."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from hr.models.organisation.agency import Agency
from hr.permissions.actions import Action
from hr.queries.organisation.agency import agency_of
from hr.queries.pay.agency_statement import agencies_of
from hr.queries.pay.pay_run import run_of
from hr.refusals import OutOfScope
from hr.services.pay import agency_reports
from hr.views.door import viewer, whole_viewer
from hr.views.pay.months import month_asked
from hr.views.pay.report_page import Crumb, ReportPage, download, shown
from vocabulary.periods import Month
from vocabulary.text import Text

blueprint = Blueprint("agency_statement", __name__, url_prefix="/pay/agencies")
AGENCIES = Text("派遣结算", "Dispatch settlement")
STATEMENT = Text("劳务派遣结算单", "Dispatch statement")
PAYMENTS = Text("派遣发放核对", "What the agency paid")


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """The agencies with people in a month."""
    viewer().require(Action.PAY_READ)
    month = month_asked()
    return render_template("pay/agency/list.html", month=month, agencies=agencies_of(month, viewer=viewer()))


@blueprint.get("/of-run/<int:run_id>")
def of_run(run_id: int) -> ResponseReturnValue:
    """The same for the month of a run."""
    month = run_of(run_id, viewer=viewer()).month
    return render_template("pay/agency/list.html", month=month, agencies=agencies_of(month, viewer=whole_viewer()))


@blueprint.get("/<int:agency_id>/<month>")
def page(agency_id: int, month: str) -> ResponseReturnValue:
    """What the agency is owed."""
    agency, asked = _asked(agency_id, month, Action.PAY_READ)
    report = agency_reports.statement(agency, asked, viewer=viewer())
    links = [(PAYMENTS, _address("payments", agency, asked)), *_months("page", agency, asked)]
    return shown(report, ReportPage(STATEMENT, _trail(asked), _files("file", agency, asked), links, agency.name))


@blueprint.get("/<int:agency_id>/<month>/statement.<any(pdf, xlsx):ending>")
def file(agency_id: int, month: str, ending: str) -> ResponseReturnValue:
    """The statement as a file."""
    agency, asked = _asked(agency_id, month, Action.PAY_EXPORT)
    return download(agency_reports.statement(agency, asked, viewer=viewer()), ending)


@blueprint.get("/<int:agency_id>/<month>/payments")
def payments(agency_id: int, month: str) -> ResponseReturnValue:
    """What the agency says it paid, and what is wrong with it."""
    agency, asked = _asked(agency_id, month, Action.PAY_READ)
    report = agency_reports.review(agency, asked, viewer=viewer())
    links = [(STATEMENT, _address("page", agency, asked)), *_months("payments", agency, asked)]
    if viewer().may(Action.PAY_PREPARE):
        links.insert(0, (Text("导入发放清单", "Bring in the agency's list"), url_for("agency_payments_import.page")))
    files = _files("payment_file", agency, asked)
    return shown(report, ReportPage(PAYMENTS, _trail(asked), files, links, agency.name))


@blueprint.get("/<int:agency_id>/<month>/payments.<any(pdf, xlsx):ending>")
def payment_file(agency_id: int, month: str, ending: str) -> ResponseReturnValue:
    """The review as a file."""
    agency, asked = _asked(agency_id, month, Action.PAY_EXPORT)
    return download(agency_reports.review(agency, asked, viewer=viewer()), ending)


def _asked(agency_id: int, month: str, action: Action) -> tuple[Agency, Month]:
    viewer().require(action)
    try:
        asked = Month.parse(month)
    except ValueError:
        raise OutOfScope(f"month {month}") from None
    return agency_of(agency_id, viewer=viewer()), asked


def _address(view: str, agency: Agency, month: Month, ending: str | None = None) -> str:
    return url_for(f"agency_statement.{view}", agency_id=agency.id, month=month, ending=ending)


def _months(view: str, agency: Agency, month: Month) -> list[Crumb]:
    return [
        (Text("上月", "Month before"), _address(view, agency, month + -1)),
        (Text("下月", "Month after"), _address(view, agency, month + 1)),
    ]


def _files(view: str, agency: Agency, month: Month) -> list[tuple[str, str]]:
    if not viewer().may(Action.PAY_EXPORT):
        return []
    return [(ending, _address(view, agency, month, ending)) for ending in ("pdf", "xlsx")]


def _trail(month: Month) -> list[Crumb]:
    return [(AGENCIES, url_for("agency_statement.listed", month=month))]
