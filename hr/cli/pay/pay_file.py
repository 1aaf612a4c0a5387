"""`gridhr pay-file`: files of a pay month for banks, tax office, people and finance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from hr.cli.acting import acting
from hr.cli.answers import spoken
from hr.cli.pay.settlement_files import agency, contributions, voucher
from hr.cli.pay.written_files import file_command, month_argument, run_asked, tell_files
from hr.models.pay.pay_run import PayRun
from hr.permissions.actions import Action
from hr.queries.organisation.unit import unit_by_code
from hr.queries.pay.bank_file import bank_shares
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
from reports.tax_client import LATEST, VERSIONS
from vocabulary.periods import Month
from vocabulary.terms import StaffingType
from vocabulary.text import Text

_NO_FORMAT = Text("没有叫“{name}”的代发格式", "There is no bank file format called “{name}”")
_PASSWORD = Text("口令", "Password")
_lock_option = click.option(
    "--lock",
    type=click.Choice([one.value for one in Lock]),
    default=Lock.NONE.value,
    help="Lock the files (AES-256) by the last six of each person's identity number, or by a password that is asked.",
)


@click.group("pay-file")
def group() -> None:
    """Write a pay month's files to var/reports.

    For the bank, the tax client and everybody's payslips; for finance the summary, trend, yearly statements,
    contributions, voucher and what dispatch agencies are owed.

    Example: gridhr pay-file bank 2026-10 --unit XN --format 建行代发
    """


def _command(name: str, *options: Callable[..., Any]) -> Callable[[Callable[..., None]], click.Command]:
    """A subcommand of the group."""

    def made(function: Callable[..., None]) -> click.Command:
        command = file_command(name, *options)(function)
        group.add_command(command)
        return command

    return made


for settled in (contributions, voucher, agency):
    group.add_command(settled)

_year = click.argument("year", type=click.IntRange(1990, 2200))


@_command(
    "bank",
    click.option("--leave-out", is_flag=True, help="Go on without those who can't be paid; they are listed."),
    click.option("--format", "wanted", metavar="NAME", help="Name of the format; needed where there are several."),
    month_argument,
)
def bank(
    month: Month, wanted: str | None, leave_out: bool, unit_code: str | None, login: str | None, as_json: bool
) -> None:
    """The bank's file of each employer of an approved run, with its totals.

    Example: gridhr pay-file bank 2026-10 --unit XN --leave-out
    """
    viewer = acting(login, "pay-file bank")
    run = run_asked(month, unit_code, viewer)
    file = take_all_bank_files(run.id, _format_id(run, wanted), viewer=viewer, leave_out=leave_out)
    tell_files(run.month, [file], as_json)


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
    month_argument,
)
def tax(month: Month, version: str, unit_code: str | None, login: str | None, as_json: bool) -> None:
    """The tax client's sheets of wages and people, for each withholding agent of an approved run.

    Example: gridhr pay-file tax 2026-10 --unit XN --version 29
    """
    viewer = acting(login, "pay-file tax")
    run = run_asked(month, unit_code, viewer)
    files: list[TakenFile] = []
    for agent in employers_of(run):
        files.append(take_people(run.id, agent.key, viewer=viewer))
        files.append(take_wages(run.id, agent.key, viewer=viewer, version=int(version)))
    tell_files(run.month, files, as_json)


@_command(
    "payslips",
    _lock_option,
    click.option(
        "--packing",
        type=click.Choice([one.value for one in Packing]),
        default=Packing.EACH.value,
        help="One PDF for all, a PDF for each centre, or a PDF for each person.",
    ),
    month_argument,
)
def payslips(month: Month, packing: str, lock: str, unit_code: str | None, login: str | None, as_json: bool) -> None:
    """The payslips of a computed run: one file, a file a centre, or a file a person.

    Example: gridhr pay-file payslips 2026-10 --packing each --lock id_number
    """
    viewer = acting(login, "pay-file payslips")
    run = run_asked(month, unit_code, viewer)
    tell_files(run.month, [take_payslips(run.id, Packing(packing), _wish(lock), viewer=viewer)], as_json)  # type: ignore[call-arg]


def _wish(lock: str) -> LockWish:
    """The lock; a password of one's own is asked and never shown, so that it stays out of the shell's history."""
    chosen = Lock(lock)  # type: ignore[call-arg]
    password = click.prompt(spoken(_PASSWORD), hide_input=True, err=True) if chosen is Lock.CHOSEN else ""
    return LockWish(chosen, password)


@_command("summary", month_argument)
def summary(month: Month, unit_code: str | None, login: str | None, as_json: bool) -> None:
    """The run by unit, staffing type and fund source, as PDF and XLSX.

    Example: gridhr pay-file summary 2026-10 --unit XN
    """
    viewer = acting(login, "pay-file summary")
    run = run_asked(month, unit_code, viewer)
    tell_files(run.month, [take_summary(run.id, ending, viewer=viewer) for ending in ("pdf", "xlsx")], as_json)


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
    tell_files(year, [take_trend(asked, ending, viewer=viewer) for ending in ("pdf", "xlsx")], as_json)


@_command("year", _lock_option, _year)
def year_(year: int, lock: str, unit_code: str | None, login: str | None, as_json: bool) -> None:
    """Everybody's yearly pay statement of a unit, a PDF each in a ZIP.

    Example: gridhr pay-file year 2026 --unit N --lock id_number
    """
    viewer = acting(login, "pay-file year")
    unit = unit_by_code(unit_code, viewer=viewer, action=Action.PAY_EXPORT)
    tell_files(year, [take_statements(unit, year, _wish(lock), viewer=viewer)], as_json)
