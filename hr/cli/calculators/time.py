"""`gridhr calc`: leave, retirement, workdays, and what an identity number says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import click

from hr.cli.calculators.reply import calculator
from hr.cli.months import MONTH
from hr.cli.parameters import DAY
from vocabulary.periods import Month
from vocabulary.terms import RetirementGroup


@calculator("annual-leave")
@click.option("--entitlement", type=int, required=True, help="Days of annual leave in a whole year.")
@click.option("--start", type=DAY, help="First day at work, for the year of joining.")
@click.option("--exit", "exit_on", type=DAY, help="Last day at work, for the year of leaving.")
@click.option("--taken", type=int, default=0, show_default=True, help="Days taken already in that year.")
def annual_leave(entitlement: int, start: date | None, exit_on: date | None, taken: int) -> Mapping[str, object]:
    """Whole days of annual leave due in the year of joining or leaving; give --start or --exit.

    Example: gridhr calc annual-leave --entitlement 10 --start 2026-04-01
    """
    from payroll.calculators import annual_leave as rules

    return rules.annual_leave(entitlement, start=start, exit_on=exit_on, taken=taken).as_json()


@calculator("retirement")
@click.option(
    "--group",
    type=click.Choice([group.value for group in RetirementGroup]),
    required=True,
    help="Men, women in management or technical posts, women in worker posts.",
)
@click.option("--born", type=MONTH, required=True, help="Month of birth, YYYY-MM.")
def retirement(group: str, born: Month) -> Mapping[str, object]:
    """Statutory retirement age and month, and the months of contributions that a pension then needs.

    Example: gridhr calc retirement --group male_60 --born 1965-01
    """
    from analytics.establishment.retirement import retirement_answer

    return retirement_answer(group, str(born))


@calculator("workdays")
@click.option("--year", type=int, required=True, help="A calendar year.")
def workdays(year: int) -> Mapping[str, object]:
    """How many workdays a year has, its statutory holidays and the weekend days that are worked.

    Example: gridhr calc workdays --year 2026
    """
    from scheduling.calendar import china_calendar, workdays_answer

    return workdays_answer(china_calendar(), year)


@calculator("id-number")
@click.argument("number")
def id_number(number: str) -> Mapping[str, object]:
    """Check a resident identity number: form, region, birth date, check digit. A wrong one answers "valid": false.

    Example: gridhr calc id-number 11010519491231002X
    """
    from hr.clock import today
    from vocabulary.resident_id import check_resident_id

    return check_resident_id(number, today()).answer()
