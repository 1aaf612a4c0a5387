"""`gridhr pay-file contributions`, `voucher`, `agency`: what finance settles a pay month with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from hr.cli.acting import acting
from hr.cli.pay.written_files import file_command, month_argument, run_asked, tell_files
from hr.models.organisation.agency import Agency
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import WITH_SLIPS, PayRun
from hr.permissions.viewer import Viewer
from hr.queries.pay.agency_statement import agencies_of
from hr.queries.pay.voucher import centres_of
from hr.refusals import OutOfScope
from hr.services.pay import agency_reports, run_reports
from hr.services.pay.pay_file import TakenFile
from hr.services.pay.report_file import PayReport, written
from vocabulary.periods import Month


@file_command("contributions", month_argument)
def contributions(month: Month, unit_code: str | None, login: str | None, as_json: bool) -> None:
    """The contribution detail of a computed run, person by person, as PDF and XLSX.

    Example: gridhr pay-file contributions 2026-10 --unit XN
    """
    viewer = acting(login, "pay-file contributions")
    run = _computed(month, unit_code, viewer)
    tell_files(run.month, _files([run_reports.contributions(run)], viewer), as_json)


@file_command(
    "voucher",
    click.option("--centre", "centre_code", metavar="CODE", help="The voucher of this centre of the run alone."),
    month_argument,
)
def voucher(month: Month, centre_code: str | None, unit_code: str | None, login: str | None, as_json: bool) -> None:
    """The accounting vouchers of a computed run, both ledgers, as PDF, XLSX and CSV.

    Example: gridhr pay-file voucher 2026-10 --unit XN --centre XN03
    """
    viewer = acting(login, "pay-file voucher")
    run = _computed(month, unit_code, viewer)
    report = run_reports.vouchers(run, _centre(run, centre_code) if centre_code else None)
    tell_files(run.month, _files([report], viewer), as_json)


@file_command(
    "agency",
    click.option("--agency", "agency_code", metavar="CODE", help="This agency alone."),
    month_argument,
)
def agency(month: Month, agency_code: str | None, unit_code: str | None, login: str | None, as_json: bool) -> None:
    """What each dispatch agency is owed for the month of a run, and how that compares with what it paid: PDF and XLSX.

    Example: gridhr pay-file agency 2026-10 --agency SF
    """
    viewer = acting(login, "pay-file agency")
    run = _computed(month, unit_code, viewer)
    files: list[TakenFile] = []
    for one in _agencies(run.month, agency_code, viewer):
        files += _files([of(one, run.month, viewer=viewer) for of in _AGENCY_REPORTS], viewer)
    tell_files(run.month, files, as_json)


_AGENCY_REPORTS = (agency_reports.statement, agency_reports.review)


def _computed(month: Month, unit_code: str | None, viewer: Viewer) -> PayRun:
    run = run_asked(month, unit_code, viewer)
    run.must_be(*WITH_SLIPS)
    return run


def _centre(run: PayRun, code: str) -> Unit:
    for centre in centres_of(run):
        if centre.code == code:
            return centre
    raise OutOfScope(code)


def _agencies(month: Month, code: str | None, viewer: Viewer) -> Sequence[Agency]:
    found = [one.agency for one in agencies_of(month, viewer=viewer) if code in (None, one.agency.code)]
    if code and not found:
        raise OutOfScope(code)
    return found


def _files(reports: Iterable[PayReport], viewer: Viewer) -> list[TakenFile]:
    return [
        TakenFile(f"{report.name}.{ending}", written(report, ending, viewer=viewer))
        for report in reports
        for ending in report.endings
    ]
