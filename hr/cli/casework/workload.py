"""`gridhr workload`: measuring a month."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hr.cli.acting import acting, as_option
from hr.cli.answers import answer, json_option, refusing
from hr.cli.months import MONTH
from hr.services.casework.workload import build
from vocabulary.periods import Month


@click.group("workload")
def group() -> None:
    """Workload of people, measured from case events and shifts.

    Example: gridhr workload build 2026-10
    """


@group.command("build")
@click.argument("month", type=MONTH)
@as_option
@json_option
@with_appcontext
@refusing
def build_(month: Month, login: str | None, as_json: bool) -> None:
    """Measure everybody's MONTH anew from events, standard minutes and shifts; what stood for it is replaced.

    Example: gridhr workload build 2026-10
    """
    people = build(month, viewer=acting(login, "workload build"))
    answer({"month": str(month), "people": people}, as_json)
