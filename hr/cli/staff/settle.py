"""`gridhr staff`: what the calendar brings about."""

from __future__ import annotations

from datetime import date, datetime

import click
from flask.cli import with_appcontext

from hr.cli.answers import answer, json_option, refusing
from hr.clock import today
from hr.permissions.viewer import system_viewer
from hr.services.staff.assignment import settle_home_units


@click.group("staff")
def group() -> None:
    """What the calendar brings about for people on file.

    Example: gridhr staff settle --json
    """


@group.command("settle")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day to settle for (default: today).")
@json_option
@with_appcontext
@refusing
def settle(on: datetime | None, as_json: bool) -> None:
    """Move the files of people whose transfer to another unit has taken effect; run it daily.

    Example: gridhr staff settle --on 2026-11-01 --json
    """
    day: date = on.date() if on else today()
    moved = settle_home_units(day, viewer=system_viewer("staff settle"))
    answer({"on": day, "moved": moved}, as_json)
