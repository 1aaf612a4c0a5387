"""The group `gridhr analyse`; each analysis is loaded when it is called."""

from __future__ import annotations

import click

from hr.cli.lazy import LazyCommands

_PAY = "hr.cli.analyse.pay"
ANALYSES: dict[str, tuple[str, str]] = {
    "pay-gap": (f"{_PAY}:pay_gap", "The pay gap between two groups by one regression, with its verdict."),
    "decompose": (f"{_PAY}:decompose", "Why two groups' pay differs: Oaxaca–Blinder decompositions."),
    "logib": (f"{_PAY}:logib", "The Swiss standard analysis (Logib Module 1) on its own form."),
    "survival": ("hr.cli.analyse.survival:survival", "Kaplan–Meier, log-rank and Cox regression."),
    "events": ("hr.cli.analyse.events:events", "Figures of an event log, read through a mapping profile."),
}
"""Command → where it is, and its line in the list of commands."""


@click.group("analyse", cls=LazyCommands, places=ANALYSES)
def group() -> None:
    """Analyse a spreadsheet: CSV, CSV.gz or XLSX, no database.

    Group B is the rows where COLUMN equals VALUE, group A all others; gaps are A − B. Rows with a missing value in a
    used column are left out and counted. An answer is one JSON object where it is piped or --json is given.

    Example: gridhr analyse pay-gap pay.csv --pay monthly --group staffing=dispatched --by post,tenure --log
    """
