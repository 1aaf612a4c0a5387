"""The reports that finance takes out of a computed run: contribution detail and accounting vouchers."""

from __future__ import annotations

from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import WITH_SLIPS, PayRun
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.contributions import detail_of
from hr.queries.pay.pay_run import run_of
from hr.queries.pay.run_employers import employer_in
from hr.queries.pay.voucher import vouchers_of
from hr.services.pay.report_file import PayReport
from reports.contributions import contribution_document, contribution_sheets
from reports.voucher import voucher_csv, voucher_document, voucher_sheets
from vocabulary.text import LANGUAGES


def run_with_slips(run_id: int, *, viewer: Viewer, action: Action = Action.PAY_EXPORT) -> PayRun:
    """The run, if the viewer may do ``action`` there and it has been computed; else OutOfScope or Refusal."""
    run = run_of(run_id, viewer=viewer, action=action)
    run.must_be(*WITH_SLIPS)
    return run


def contributions(run: PayRun, employer: str | None = None, *, by_person: bool = True) -> PayReport:
    """The contribution detail of a run looked up within scope, of one withholding unit or of all.

    OutOfScope for a withholding unit that the run does not pay for.
    """
    if employer is not None:
        employer_in(run, employer)
    detail = detail_of(run, employer)
    document = contribution_document(detail, by_person=by_person)
    name = f"contributions-{run.month}-{run.unit.code}"
    return PayReport(name, document, contribution_sheets(detail), fingerprint=run.book_fingerprint or "")


def vouchers(run: PayRun, centre: Unit | None = None) -> PayReport:
    """The accounting vouchers of a run looked up within scope, or of one of its centres.

    Raises BadInput naming what has no account, OutOfScope for a centre that the run doesn't pay for.
    """
    made = vouchers_of(run, centre.id if centre else None)
    return PayReport(
        f"voucher-{run.month}-{(centre or run.unit).code}",
        voucher_document(run.unit.name, made),
        voucher_sheets(made),
        {language: voucher_csv(made, language) for language in LANGUAGES},
        run.book_fingerprint or "",
    )
