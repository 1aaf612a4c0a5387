"""The group `gridhr calc`; each calculator is loaded when it is called."""

from __future__ import annotations

import click

from hr.cli.lazy import LazyCommands

_TAX = "hr.cli.calculators.tax"
_PAY = "hr.cli.calculators.pay"
_TIME = "hr.cli.calculators.time"

CALCULATORS: dict[str, tuple[str, str]] = {
    "income-tax": (f"{_TAX}:income_tax", "Income tax on wages, month by month, by cumulative withholding."),
    "bonus-tax": (f"{_TAX}:bonus_tax", "Income tax on a year-end bonus taxed apart."),
    "labour-service-tax": (f"{_TAX}:labour_service_tax", "Tax withheld from a payment for labour service."),
    "severance-tax": (f"{_TAX}:severance_tax", "Tax on severance pay beyond the exemption."),
    "contributions": (f"{_PAY}:contributions", "Social insurance and housing fund of a month, both sides."),
    "severance": (f"{_PAY}:severance", "Severance pay on the end of a labour contract."),
    "overtime": (f"{_PAY}:overtime", "What a day, an hour and an overtime hour are worth."),
    "minimum-wage": (f"{_PAY}:minimum_wage", "Whether a wage reaches the minimum wage, net of own contributions."),
    "annual-leave": (f"{_TIME}:annual_leave", "Annual leave in the year of joining or leaving."),
    "retirement": (f"{_TIME}:retirement", "Statutory retirement age and month."),
    "workdays": (f"{_TIME}:workdays", "Workdays, statutory holidays and make-up workdays of a year."),
    "id-number": (f"{_TIME}:id_number", "Check a resident identity number."),
}
"""Command → where it is, and its line in the list of commands (so that the list loads no library)."""


@click.group("calc", cls=LazyCommands, places=CALCULATORS)
def group() -> None:
    """Statutory questions, answered exactly to the fen.

    An answer is one JSON object where it is piped or --json is given, and lines for people on a terminal.

    Example: gridhr calc overtime --monthly 5000
    """
