"""`gridhr calc`: contributions, severance pay, overtime hours and the minimum wage."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import click

from hr.cli.calculators.reply import calculator
from hr.cli.parameters import AMOUNT, DAY, PERCENT


@calculator("contributions")
@click.option("--on", type=DAY, required=True, help="A day of the month.")
@click.option("--base", type=AMOUNT, required=True, help="Contribution base before floor and ceiling.")
@click.option("--housing-rate", type=PERCENT, help="Housing fund, percent (default: the highest allowed).")
@click.option("--supplementary-rate", type=PERCENT, default="0", show_default=True, help="Supplementary fund, percent.")
@click.option("--injury-rate", type=PERCENT, help="Work injury, percent (default: class 1, institutions).")
@click.option("--flexible", is_flag=True, help="Flexible employment: the person pays pension and medical alone.")
def contributions(on: date, base: int, *, flexible: bool, **rates: Any) -> Mapping[str, object]:
    """Social insurance and housing fund of one month in Shanghai, employee's and employer's.

    With --flexible the answer holds what somebody in flexible employment pays on a base of their choice, and the
    subsidy that somebody hard to place may claim.

    Example: gridhr calc contributions --on 2026-10-01 --base 8000 --housing-rate 7
    """
    if flexible:
        from payroll.calculators.flexible_employment import flexible_employment

        return flexible_employment(on, base).as_json()
    from payroll.calculators import contributions as rules

    return rules.contributions(on, base, **rates).as_json()


@calculator("severance")
@click.option("--wage", type=AMOUNT, required=True, help="Average monthly wage of the last twelve months.")
@click.option("--years", type=int, required=True, help="Completed years of service.")
@click.option("--months", type=int, default=0, show_default=True, help="Months beyond them (0 to 11).")
@click.option("--city-average", type=AMOUNT, help="The city's average monthly wage (default: the newest known).")
@click.option("--notice", is_flag=True, help="Add a month's wage in place of notice.")
@click.option("--unlawful", is_flag=True, help="Damages for unlawful termination: twice the amount.")
def severance(
    wage: int, years: int, months: int, city_average: int | None, notice: bool, unlawful: bool
) -> Mapping[str, object]:
    """Severance pay on the end of a labour contract (劳动合同法 arts 40, 46, 47, 87).

    Example: gridhr calc severance --wage 9000 --years 6 --months 7 --city-average 12434
    """
    from payroll.calculators.severance import Service
    from payroll.calculators.severance import severance as owed

    return owed(wage, Service(years, months), city_average, notice=notice, unlawful=unlawful).as_json()


@calculator("overtime")
@click.option("--monthly", type=AMOUNT, required=True, help="Monthly wage that overtime is reckoned from.")
def overtime(monthly: int) -> Mapping[str, object]:
    """What a day, an hour, and an overtime hour on a workday, rest day and statutory holiday are worth.

    Example: gridhr calc overtime --monthly 5000
    """
    from payroll.calculators import overtime as rules

    return rules.overtime(monthly).as_json()


@calculator("minimum-wage")
@click.option("--on", type=DAY, required=True, help="A day of the month.")
@click.option("--gross", type=AMOUNT, required=True, help="Gross without overtime, shift and heat allowances.")
@click.option("--base", type=AMOUNT, help="Contribution base (default: the gross).")
def minimum_wage(on: date, gross: int, base: int | None) -> Mapping[str, object]:
    """Whether a whole month's wage reaches Shanghai's minimum wage, which is net of own contributions.

    Example: gridhr calc minimum-wage --on 2026-10-01 --gross 3200
    """
    from payroll.calculators import minimum_wage as rules

    return rules.minimum_wage(on, gross, base).as_json()
