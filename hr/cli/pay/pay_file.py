"""`gridhr pay-file`: files of a pay month for banks, tax office, people and finance."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from hr.cli.acting import acting, as_option
from hr.cli.answers import answer, json_option, refusing, spoken
from hr.cli.months import MONTH
from hr.models.pay.pay_run import PayRun
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.unit import unit_by_code
from hr.queries.pay.bank_file import bank_shares
from hr.queries.pay.pay_run import run_for
from hr.queries.pay.run_employers import employers_of
from hr.queries.pay.trend import TrendAsked
from hr.refusals import Refusal
from hr.services.pay.bank_file import take_all_bank_files
from hr.services.pay.pay_file import TakenFile
from hr.services.pay.payslip_file import Lock, LockWish, Packing, take_payslips
from hr.services.pay.summary_file import take_summary
from hr.services.pay.tax_file import take_people, take_wages
from hr.services.pay.trend_file import take_trend
from hr.services.pay.year_file import take_statements
from reports.payslip.archive import file_name
from reports.tax_client import LATEST, VERSIONS
from vocabulary.periods import Month
from vocabulary.terms import StaffingType
from vocabulary.text import Text

_NO_FORMAT = Text("没有叫“{name}”的代发格式", "There is no bank file format called “{name}”")
_PASSWORD = Text("口令", "Password")
_unit_option = click.option(
    "--unit", "unit_code", metavar="CODE", help="The run's unit; needed where there are several runs."
)
_lock_option = click.option(
    "--lock",
    type=click.Choice([one.value for one in Lock]),
    default=Lock.NONE.value,
    help="Lock the files (AES-256) by the last six of each person's identity number, or by a password that is asked.",
)


@click.group("pay-file")
def group() -> None:
    """Write a pay month's files to var/reports: bank, tax client, payslips, summary, trend, yearly statements.

    Example: gridhr pay-file bank 2026-10 --unit XN --format 建行代发
    """


def _command(name: str, *options: Callable[..., Any]) -> Callable[[Callable[..., None]], click.Command]:
    """A subcommand with the options that all share, and its own."""

    def made(function: Callable[..., None]) -> click.Command:
        command: Any = with_appcontext(refusing(function))
        for option in (json_option, as_option, _unit_option, *options):
            command = option(command)
        return group.command(name)(command)

    return made


_month = click.argument("month", type=MONTH)
_year = click.argument("year", type=click.IntRange(1990, 2200))


@_command(
    "bank",
    click.option("--leave-out", is_flag=True, help="Go on without those who can't be paid; they are listed."),
    click.option("--format", "wanted", metavar="NAME", help="Name of the format; needed where there are several."),
    _month,
)
def bank(
    month: Month, wanted: str | None, leave_out: bool, unit_code: str | None, login: str | None, as_json: bool
) -> None:
    """The bank's file of each employer of an approved run, with its totals.

    Example: gridhr pay-file bank 2026-10 --unit XN --leave-out
    """
    viewer = acting(login, "pay-file bank")
    run = _run(month, unit_code, viewer)
    file = take_all_bank_files(run.id, _format_id(run, wanted), viewer=viewer, leave_out=leave_out)
    _tell(run.month, [file], as_json)


def _format_id(run: PayRun, wanted: str | None) -> int:
    formats = {one.name: one.id for share in bank_shares(run) for one in share.formats}
    if wanted is None and len(formats) == 1:
        return next(iter(formats.values()))
    if wanted not in formats:
        raise Refusal(_NO_FORMAT.format(name=wanted or "—"))
    return formats[wanted]


@_command(
    "tax",
    click.option(
        "--version",
        type=click.Choice([str(one) for one in VERSIONS]),
        default=str(LATEST),
        help="How many columns the client's form of wages has.",
    ),
    _month,
)
def tax(month: Month, version: str, unit_code: str | None, login: str | None, as_json: bool) -> None:
    """The tax client's sheets of wages and people, for each withholding agent of an approved run.

    Example: gridhr pay-file tax 2026-10 --unit XN --version 29
    """
    viewer = acting(login, "pay-file tax")
    run = _run(month, unit_code, viewer)
    files: list[TakenFile] = []
    for agent in employers_of(run):
        files.append(take_people(run.id, agent.key, viewer=viewer))
        files.append(take_wages(run.id, agent.key, viewer=viewer, version=int(version)))
    _tell(run.month, files, as_json)


@_command(
    "payslips",
    _lock_option,
    click.option(
        "--packing",
        type=click.Choice([one.value for one in Packing]),
        default=Packing.EACH.value,
        help="One PDF for all, a PDF for each centre, or a PDF for each person.",
    ),
    _month,
)
def payslips(month: Month, packing: str, lock: str, unit_code: str | None, login: str | None, as_json: bool) -> None:
    """The payslips of a computed run: one file, a file a centre, or a file a person.

    Example: gridhr pay-file payslips 2026-10 --packing each --lock id_number
    """
    viewer = acting(login, "pay-file payslips")
    run = _run(month, unit_code, viewer)
    _tell(run.month, [take_payslips(run.id, Packing(packing), _wish(lock), viewer=viewer)], as_json)  # type: ignore[call-arg]


def _wish(lock: str) -> LockWish:
    """The lock; a password of one's own is asked and never shown, so that it stays out of the shell's history."""
    chosen = Lock(lock)  # type: ignore[call-arg]
    password = click.prompt(spoken(_PASSWORD), hide_input=True, err=True) if chosen is Lock.CHOSEN else ""
    return LockWish(chosen, password)


@_command("summary", _month)
def summary(month: Month, unit_code: str | None, login: str | None, as_json: bool) -> None:
    """The run by unit, staffing type and fund source, as PDF and XLSX.

    Example: gridhr pay-file summary 2026-10 --unit XN
    """
    viewer = acting(login, "pay-file summary")
    run = _run(month, unit_code, viewer)
    _tell(run.month, [take_summary(run.id, ending, viewer=viewer) for ending in ("pdf", "xlsx")], as_json)


@_command(
    "trend",
    click.option("--staffing-type", type=click.Choice([one.value for one in StaffingType]), help="These people alone."),
    _year,
)
def trend(year: int, staffing_type: str | None, unit_code: str | None, login: str | None, as_json: bool) -> None:
    """Twelve months of a unit's pay, as PDF and XLSX.

    Example: gridhr pay-file trend 2026 --unit N --staffing-type dispatched
    """
    viewer = acting(login, "pay-file trend")
    unit = unit_by_code(unit_code, viewer=viewer, action=Action.PAY_EXPORT)
    asked = TrendAsked(unit, year, StaffingType.of(staffing_type) if staffing_type else None)
    _tell(year, [take_trend(asked, ending, viewer=viewer) for ending in ("pdf", "xlsx")], as_json)


@_command("year", _lock_option, _year)
def year_(year: int, lock: str, unit_code: str | None, login: str | None, as_json: bool) -> None:
    """Everybody's yearly pay statement of a unit, a PDF each in a ZIP.

    Example: gridhr pay-file year 2026 --unit N --lock id_number
    """
    viewer = acting(login, "pay-file year")
    unit = unit_by_code(unit_code, viewer=viewer, action=Action.PAY_EXPORT)
    _tell(year, [take_statements(unit, year, _wish(lock), viewer=viewer)], as_json)


def _run(month: Month, unit_code: str | None, viewer: Viewer) -> PayRun:
    return run_for(month, unit_code, viewer=viewer, action=Action.PAY_EXPORT)


def _tell(period: Month | int, files: Iterable[TakenFile], as_json: bool) -> None:
    """Write the files and say where they are."""
    folder: Path = current_app.config["SETTINGS"].folder / "reports" / str(period)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for file in files:
        path = folder / file_name(file.name)
        path.write_bytes(file.content)
        paths.append(str(path))
    answer({"files": paths}, as_json)
