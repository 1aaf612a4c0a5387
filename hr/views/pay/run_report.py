"""Reports of a run: contribution detail and accounting vouchers, as pages and as files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun
from hr.permissions.actions import Action
from hr.queries.pay.contribution_list import contribution_list
from hr.queries.pay.run_employers import employers_of
from hr.queries.pay.voucher import centres_of
from hr.refusals import OutOfScope
from hr.services.pay import run_reports
from hr.services.pay.run_reports import run_with_slips
from hr.views.door import viewer
from hr.views.listing import ListLook, show
from hr.views.pay.report_page import Crumb, ReportPage, download, refused, shown
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

blueprint = Blueprint("run_report", __name__, url_prefix="/pay/runs/<int:run_id>")
CONTRIBUTIONS = Text("社保公积金明细", "Contribution detail")
VOUCHER = Text("记账凭证", "Accounting voucher")
PEOPLE = Text("逐人明细", "Person by person")
_ALL = Text("全部缴费单位", "All withholding units")
_ALL_CENTRES = Text("全部中心", "All centres")
_ACCOUNTS = Text("科目对照", "Chart of accounts")


@blueprint.get("/contributions")
def contributions(run_id: int) -> ResponseReturnValue:
    """Sums by withholding unit and item, and what is paid for earlier months."""
    run = run_with_slips(run_id, viewer=viewer(), action=Action.PAY_READ)
    employer = request.args.get("employer") or None
    report = run_reports.contributions(run, employer, by_person=False)
    here: dict[str, Any] = {"run_id": run.id}
    links: list[Crumb] = [
        (PEOPLE, url_for("run_report.contribution_people", **here)),
        (Text("核定表对账", "Reconcile with the bureau"), url_for("bureau.listed")),
        (_ALL, url_for("run_report.contributions", **here)),
    ]
    links += [(one.name, url_for("run_report.contributions", **here, employer=one.key)) for one in employers_of(run)]
    files = _files(run, "contribution_file", ("pdf", "xlsx"), employer=employer)
    return shown(report, ReportPage(CONTRIBUTIONS, _trail(run), files, links, run.unit.name))


@blueprint.get("/contributions/people")
def contribution_people(run_id: int) -> ResponseReturnValue:
    """Everybody's bases and contributions, as a list."""
    run = run_with_slips(run_id, viewer=viewer(), action=Action.PAY_READ)
    export = f"contributions-{run.month}" if viewer().may(Action.PAY_EXPORT, run.unit.path) else None
    title = Text("{month} 社保公积金逐人明细", "Contributions {month}, person by person").format(month=run.month)
    look = ListLook(title, {"slip_id": "payslip.page"}, export)
    return show(contribution_list(run), look, "pay/report/people.html", run=run)


@blueprint.get("/contributions.<any(pdf, xlsx):ending>")
def contribution_file(run_id: int, ending: str) -> ResponseReturnValue:
    """The detail as a file."""
    run = run_with_slips(run_id, viewer=viewer())
    return download(run_reports.contributions(run, request.args.get("employer") or None), ending)


@blueprint.get("/voucher")
def voucher(run_id: int) -> ResponseReturnValue:
    """The entries of the month, or which element has no account yet."""
    run = run_with_slips(run_id, viewer=viewer(), action=Action.PAY_READ)
    centres, here = centres_of(run), _centre_asked()
    links: list[Crumb] = [(_ACCOUNTS, url_for("account_rule.listed", month=run.month))]
    if len(centres) > 1:
        links.append((_ALL_CENTRES, url_for("run_report.voucher", run_id=run.id)))
        links += [(one.name, url_for("run_report.voucher", run_id=run.id, centre=one.id)) for one in centres]
    files = _files(run, "voucher_file", ("pdf", "xlsx", "csv"), centre=here)
    try:
        report = run_reports.vouchers(run, _centre(centres, here))
    except BadInput as bad:
        return refused(bad, ReportPage(VOUCHER, _trail(run), (), links, run.unit.name))
    return shown(report, ReportPage(VOUCHER, _trail(run), files, links, run.unit.name))


@blueprint.get("/voucher.<any(pdf, xlsx, csv):ending>")
def voucher_file(run_id: int, ending: str) -> ResponseReturnValue:
    """The vouchers as a file."""
    run = run_with_slips(run_id, viewer=viewer())
    return download(run_reports.vouchers(run, _centre(centres_of(run), _centre_asked())), ending)


def _centre_asked() -> int | None:
    """The centre that the address names; a word that is no number names none that there is."""
    asked = request.args.get("centre")
    return None if not asked else int(asked) if asked.isdecimal() else 0


def _centre(centres: Sequence[Unit], asked: int | None) -> Unit | None:
    if asked is None:
        return None
    for centre in centres:
        if centre.id == asked:
            return centre
    raise OutOfScope(f"centre {asked}")


def _files(run: PayRun, view: str, endings: tuple[str, ...], **asked: Any) -> list[tuple[str, str]]:
    if not viewer().may(Action.PAY_EXPORT, run.unit.path):
        return []
    return [(ending, url_for(f"run_report.{view}", run_id=run.id, ending=ending, **asked)) for ending in endings]


def _trail(run: PayRun) -> list[Crumb]:
    title = Text("{month} 发薪批次", "Pay run {month}").format(month=run.month)
    return [
        (Text("发薪批次", "Pay runs"), url_for("pay_run.listed")),
        (title, url_for("pay_run.page", run_id=run.id)),
    ]
