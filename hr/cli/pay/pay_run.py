"""`gridhr pay-run`: a month's pay from draft to locked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from hr.cli.acting import acting, as_option
from hr.cli.answers import answer, json_option, refusing, tell, tell_progress
from hr.cli.months import MONTH
from hr.cli.pay.back_pay import back_pay
from hr.cli.pay.simulation import simulate
from hr.models.pay.pay_run import PayRun
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer, system_viewer
from hr.queries.organisation.unit import unit_by_code
from hr.queries.pay.pay_run import run_for, run_of
from hr.queries.pay.run_summary import summary_of
from hr.refusals import Refusal
from hr.services.pay import pay_reports, pay_run
from vocabulary.money import yuan
from vocabulary.periods import Month
from vocabulary.terms import PayRunState
from vocabulary.text import Text


@click.group("pay-run")
def group() -> None:
    """Open, compute, check, submit, approve, pay, lock and export a month's pay.

    Example: gridhr pay-run compute 2026-10 --unit XN
    """


group.add_command(simulate)
group.add_command(back_pay)
_APPROVER = Text(
    "审批、登记发放和锁定须以审批人的身份执行：--as 用户名",
    "Approving, paying and locking is done in the name of an approver: --as LOGIN",
)
_unit_option = click.option(
    "--unit", "unit_code", metavar="CODE", help="The run's unit; needed where there are several runs."
)
_DAY = click.DateTime(["%Y-%m-%d"])
_reason_option = click.option(
    "--reason", default="", metavar="TEXT", help="Why to go on with a month that is not over, or without shifts."
)


def _verb(name: str, help_text: str) -> Callable[[Callable[..., None]], click.Command]:
    """A subcommand with the arguments that all verbs share."""

    def made(function: Callable[..., None]) -> click.Command:
        command: Any = with_appcontext(refusing(function))
        for option in (json_option, as_option, _unit_option, click.argument("month", type=MONTH)):
            command = option(command)
        return group.command(name, help=f"{help_text}\n\nExample: gridhr pay-run {name} 2026-10 --unit XN")(command)

    return made


@_verb("open", "Open a draft run of MONTH for a unit and all below it.")
def open_(month: Month, unit_code: str | None, login: str | None, as_json: bool) -> None:
    """Open a draft run."""
    viewer = acting(login, "pay-run open")
    unit = unit_by_code(unit_code, viewer=viewer)
    _show(pay_run.open_run(month, unit.id, viewer=viewer), as_json)


@_verb("compute", "Compute every payslip of the run anew; nothing is stored unless all of it is.")
def compute(month: Month, unit_code: str | None, login: str | None, as_json: bool) -> None:
    """Compute it."""
    deed = partial(pay_run.compute, progress=tell_progress)
    _do(deed, Action.PAY_PREPARE, month, unit_code, acting(login, "pay-run compute"), as_json)


@_verb("check", "Look for what must not be paid.")
def check(month: Month, unit_code: str | None, login: str | None, as_json: bool) -> None:
    """Check it."""
    _do(pay_run.check, Action.PAY_PREPARE, month, unit_code, acting(login, "pay-run check"), as_json)


@_verb("submit", "Hand a checked run over for approval.")
@click.option("--note", default="", metavar="TEXT", help="What the approver should know.")
@_reason_option
def submit(*, month: Month, unit_code: str | None, login: str | None, as_json: bool, note: str, reason: str) -> None:
    """Submit it."""
    deed = partial(pay_run.submit, note=note, early_reason=reason, no_shift_reason=reason)
    _do(deed, Action.PAY_PREPARE, month, unit_code, acting(login, "pay-run submit"), as_json)


@_verb(
    "approve",
    "Approve a submitted run; never by whoever computed or submitted it (use --as).\n\nA checked run that nobody "
    "submitted is submitted first, in the name of the program, which holds the maker's role at this machine.",
)
@_reason_option
def approve(*, month: Month, unit_code: str | None, login: str | None, as_json: bool, reason: str) -> None:
    """Approve it."""
    viewer = acting(login, "pay-run approve")
    if not viewer.may(Action.PAY_APPROVE):
        raise Refusal(_APPROVER)
    run = run_for(month, unit_code, viewer=viewer, action=Action.PAY_APPROVE)
    if run.state is PayRunState.CHECKED:
        program = system_viewer("pay-run submit")
        pay_run.submit(run.id, viewer=program, early_reason=reason, no_shift_reason=reason)
    _show(pay_run.approve(run.id, viewer=viewer), as_json)


@_verb("pay", "Record that an approved run was paid out (use --as).")
@click.option("--on", "paid_on", type=_DAY, help="The day of payment; default: the payday, or today before it.")
def pay(*, month: Month, unit_code: str | None, login: str | None, as_json: bool, paid_on: datetime | None) -> None:
    """Record its payment."""
    deed = partial(pay_run.pay, paid_on=paid_on.date() if paid_on else None)
    _do(deed, Action.PAY_APPROVE, month, unit_code, acting(login, "pay-run pay"), as_json)


@_verb("lock", "Close a paid run: nothing of it changes any more (use --as). Payment is recorded first if it was not.")
def lock(month: Month, unit_code: str | None, login: str | None, as_json: bool) -> None:
    """Lock it."""

    def paid_and_locked(run_id: int, *, viewer: Viewer) -> PayRun:
        if run_of(run_id, viewer=viewer, action=Action.PAY_APPROVE).state is PayRunState.APPROVED:
            pay_run.pay(run_id, viewer=viewer)
        return pay_run.lock(run_id, viewer=viewer)

    _do(paid_and_locked, Action.PAY_APPROVE, month, unit_code, acting(login, "pay-run lock"), as_json)


@_verb("export", "Write the pay register and the payslips to var/reports/MONTH.")
def export(month: Month, unit_code: str | None, login: str | None, as_json: bool) -> None:
    """Write its reports."""
    viewer = acting(login, "pay-run export")
    run = run_for(month, unit_code, viewer=viewer, action=Action.PAY_EXPORT)
    folder: Path = current_app.config["SETTINGS"].folder / "reports" / str(month)
    tell(Text("正在生成报表……", "Writing the reports …"))
    files = pay_reports.export(run.id, folder, viewer=viewer)
    answer({"files": [str(path) for path in files]}, as_json)


def _do(
    deed: Callable[..., PayRun], action: Action, month: Month, unit_code: str | None, viewer: Viewer, as_json: bool
) -> None:
    if action is Action.PAY_APPROVE and not viewer.may(action):
        raise Refusal(_APPROVER)
    run = run_for(month, unit_code, viewer=viewer, action=action)
    _show(deed(run.id, viewer=viewer), as_json)


def _show(run: PayRun, as_json: bool) -> None:
    summary = summary_of(run)
    answer(
        {
            "unit": run.unit.code,
            "month": str(run.month),
            "state": run.state.value,
            "people": summary.people,
            "failed": summary.failed,
            "gross": yuan(summary.gross),
            "net": yuan(summary.net),
            "employer_cost": yuan(summary.employer_cost),
            "blocking": summary.blocking,
            "warnings": summary.warnings,
            "fingerprint": run.book_fingerprint,
        },
        as_json,
    )
