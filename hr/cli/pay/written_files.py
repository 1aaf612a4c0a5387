"""What commands that write a pay month's files share: whose run, which options, and where the files are put."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from hr.cli.acting import as_option
from hr.cli.answers import answer, json_option, refusing
from hr.cli.months import MONTH
from hr.models.pay.pay_run import PayRun
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.pay_run import run_for
from hr.services.pay.pay_file import TakenFile
from reports.payslip.archive import file_name
from vocabulary.periods import Month

month_argument = click.argument("month", type=MONTH)
_unit_option = click.option(
    "--unit", "unit_code", metavar="CODE", help="The run's unit; needed where there are several runs."
)


def file_command(name: str, *options: Callable[..., Any]) -> Callable[[Callable[..., None]], click.Command]:
    """A subcommand with the options that all share (``unit_code``, ``login``, ``as_json``), and its own."""

    def made(function: Callable[..., None]) -> click.Command:
        command: Any = with_appcontext(refusing(function))
        for option in (json_option, as_option, _unit_option, *options):
            command = option(command)
        found: click.Command = click.command(name)(command)
        return found

    return made


def run_asked(month: Month, unit_code: str | None, viewer: Viewer) -> PayRun:
    """The run whose files are asked for; OutOfScope unless the viewer may export it."""
    return run_for(month, unit_code, viewer=viewer, action=Action.PAY_EXPORT)


def tell_files(period: Month | int, files: Iterable[TakenFile], as_json: bool) -> None:
    """Write the files to the data folder's ``reports`` and say where they are."""
    folder: Path = current_app.config["SETTINGS"].folder / "reports" / str(period)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for file in files:
        path = folder / file_name(file.name)
        path.write_bytes(file.content)
        paths.append(str(path))
    answer({"files": paths}, as_json)
