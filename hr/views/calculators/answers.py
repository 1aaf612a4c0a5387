"""From what was typed into a calculator to its answer, by the rules that the shell asks too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hr.clock import today
from hr.services.calculators.workings import Explained, cited, explained
from vocabulary.resident_id import check_resident_id
from vocabulary.terms import RetirementGroup

_SEVERANCE = ("cap_multiple", "cap_months", "whole_month_from", "part_year", "unlawful_multiple")


def income_tax(form: Any) -> Explained:
    """Month by month through the year."""
    from payroll.calculators.income_tax import PriorYear, TaxMonth
    from payroll.calculators.income_tax import income_tax as tax

    months = [
        TaxMonth(form.first_month.data + place, amount, form.insurance.data or 0, form.additional.data or 0)
        for place, amount in enumerate(form.amounts)
    ]
    prior = None
    if form.prior_income.data is not None:
        prior = PriorYear(form.prior_income.data, form.all_twelve_months.data)

    def question() -> Mapping[str, object]:
        first = form.first_wage_in_year.data
        return tax(form.year.data, months, first_wage_in_year=first, prior_year=prior).as_json()

    return explained(question)


def bonus_tax(form: Any) -> Explained:
    """A year-end bonus taxed apart; beside it what merging would cost, where the year's income is given."""
    from payroll.calculators import single_taxes
    from payroll.calculators.bonus_choice import bonus_choice, bonus_warning

    bonus, income, on = form.amount.data, form.income.data, form.on.data
    warning = bonus_warning(bonus, on)

    def question() -> Mapping[str, object]:
        if income is None:
            return single_taxes.bonus_tax(bonus, on).as_json()
        both = bonus_choice(bonus, income, form.deductions.data or 0, on).as_json()
        return {"tax_apart": both.pop("tax"), **both}

    found = explained(question)
    return found if warning is None else replace(found, answer={**found.answer, "warning": warning})


def labour_service_tax(form: Any) -> Explained:
    """A payment for labour service."""
    from payroll.calculators import single_taxes

    return explained(lambda: single_taxes.labour_service_tax(form.amount.data, form.on.data).as_json())


def severance_tax(form: Any) -> Explained:
    """Severance pay beyond the exemption."""
    from payroll.calculators import single_taxes

    return explained(lambda: single_taxes.severance_tax(form.amount.data, form.on.data).as_json())


def contributions(form: Any) -> Explained:
    """A month's contributions."""
    from payroll.calculators import contributions as rules
    from payroll.calculators.flexible_employment import flexible_employment

    if form.flexible.data:
        return explained(lambda: flexible_employment(form.on.data, form.base.data).as_json())
    return explained(
        lambda: rules.contributions(
            form.on.data,
            form.base.data,
            housing_rate=form.housing_rate.data,
            supplementary_rate=form.supplementary_rate.data or 0,
            injury_rate=form.injury_rate.data,
        ).as_json()
    )


def severance(form: Any) -> Explained:
    """Severance pay, with the values of the law that it rests on."""
    from payroll.calculators.severance import Service
    from payroll.calculators.severance import severance as owed

    found = owed(
        form.wage.data,
        Service(form.years.data, form.months.data or 0),
        form.city_average.data,
        notice=form.notice.data,
        unlawful=form.unlawful.data,
    )
    names = [f"severance.{name}" for name in _SEVERANCE]
    if form.city_average.data is None:
        names.append("social_insurance.average_monthly_wage")
    return Explained(found.as_json(), [], cited(names, today()))


def overtime(form: Any) -> Explained:
    """What hours are worth."""
    from payroll.calculators import overtime as rules

    return explained(lambda: rules.overtime(form.monthly.data).as_json())


def minimum_wage(form: Any) -> Explained:
    """Whether the minimum wage is reached."""
    from payroll.calculators import minimum_wage as rules

    return explained(lambda: rules.minimum_wage(form.on.data, form.gross.data, form.base.data).as_json())


def annual_leave(form: Any) -> Explained:
    """Leave of a part of a year."""
    from payroll.calculators import annual_leave as rules

    dates: dict[str, date | None] = {"start": form.start.data, "exit_on": form.exit_on.data}
    found = rules.annual_leave(form.entitlement.data, **dates, taken=form.taken.data or 0)
    return Explained(found.as_json(), [], cited(["annual_leave.year_days"], form.start.data or form.exit_on.data))


def retirement(form: Any) -> Explained:
    """When somebody retires."""
    from analytics.establishment.retirement import retirement_answer

    group: RetirementGroup = form.group.data
    return Explained(retirement_answer(group.value, form.born.data), [])


def workdays(form: Any) -> Explained:
    """The days of a year."""
    from scheduling.calendar import china_calendar, workdays_answer

    return Explained(workdays_answer(china_calendar(), form.year.data), [])


def id_number(form: Any) -> Explained:
    """What a number says, and why it is none."""
    found = check_resident_id(form.number.data, today())
    answer = found.answer()
    return Explained({**answer, "reason": found.reason} if found.reason else answer, [])
