"""People as the tax office's client registers them: since when employed, until when, first job of the year or not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import func, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.back_pay import BackPay
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.employment import Employment
from hr.queries.pay.month_staff import employer_of
from hr.queries.pay.tax_rows import slips_of_employers, tax_id
from payroll.back_pay import WAGES
from reports.tax_client import FirstWage, TaxPerson
from vocabulary.periods import DateRange, Month


def tax_people_of(run: PayRun, employer: str) -> list[TaxPerson]:
    """Everybody whom the run pays for one employer, each once, in the order of the slips."""
    found = slips_of_employers(run, Payslip.employer == employer)
    slips = {slip.person_id: slip for slip in found.get(employer, [])}
    spells, made_good = _spells(set(slips), employer), _made_good(run)
    return [
        _person(slip, spells.get(person_id, []), run.month, person_id in made_good) for person_id, slip in slips.items()
    ]


def _made_good(run: PayRun) -> set[int]:
    """The persons to whom the run pays wages of earlier months; what is put right of contributions alone is no wage."""
    rows = db.session.scalars(
        select(Employment.person_id)
        .join(BackPay, BackPay.employment_id == Employment.id)
        .where(BackPay.pay_run_id == run.id, BackPay.into.in_(sorted(WAGES)))
        .group_by(Employment.person_id)
        .having(func.sum(BackPay.posted) > 0)
    )
    return set(rows)


def _spells(people: set[int], employer: str) -> dict[int, list[Employment]]:
    """By person, their employments at this employer, the earliest first; one statement for everybody."""
    rows = db.session.execute(
        select(Employment, Unit.path)
        .join(Unit, Unit.id == Employment.host_unit_id)
        .where(Employment.person_id.in_(select(Payslip.person_id).where(Payslip.employer == employer)))
        .order_by(Employment.starts_on)
    )
    found: dict[int, list[Employment]] = {}
    for employment, path in rows:
        if employment.person_id in people and employer_of(employment.agency_id, path) == employer:
            found.setdefault(employment.person_id, []).append(employment)
    return found


def _person(slip: Payslip, employments: list[Employment], month: Month, made_good: bool) -> TaxPerson:
    spell = _last_spell(employments) or slip.employment.range
    left = spell.last if spell.last is not None and spell.last <= month.last_day else None
    person = slip.person
    return TaxPerson(
        who=tax_id(person),
        sex=person.sex.label.zh,
        born_on=person.born_on,
        employed_on=spell.first,
        left_on=left,
        first_wage=FirstWage.OTHER if _first_wage(employments, month) else None,
        mobile=person.mobile or "",
        paid_after=month if made_good and left is not None and left < month.first_day else None,
        basic_deduction=not slip.inputs.get("basic_deduction_elsewhere"),
    )


def _last_spell(employments: Iterable[Employment]) -> DateRange | None:
    """The latest unbroken time: a change of staffing type ends one employment and begins the next the day after."""
    spell: DateRange | None = None
    for one in employments:
        goes_on = spell is not None and spell.last is not None and one.starts_on <= spell.last + timedelta(days=1)
        first = spell.first if spell is not None and goes_on else one.starts_on
        spell = DateRange(first, one.ends_on)
    return spell


def _first_wage(employments: Iterable[Employment], month: Month) -> bool:
    return any(one.first_wage_in_year and one.starts_on.year == month.year for one in employments)
