"""Working-time terms, 4050 subsidy and tax years of an employment that the caller has looked up within scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from hr.database import db
from hr.models.pay.pay_run import SETTLED, PayRun
from hr.models.pay.pay_standing import SubsidyGrant, WorkTerms
from hr.models.pay.payslip import Payslip
from hr.models.pay.tax_year import OpeningTax, TaxElection
from hr.models.staff.employment import Employment
from vocabulary.periods import Month


@dataclass(frozen=True)
class Particulars:
    """What pay knows of an employment beyond standing, bases and deductions; each list has the newest first."""

    terms: Sequence[WorkTerms]
    grant: SubsidyGrant | None
    openings: Sequence[OpeningTax]
    elections: Sequence[TaxElection]


def particulars_of(employment: Employment) -> Particulars:
    """All of them."""
    person_id = employment.person_id
    openings = select(OpeningTax).where(OpeningTax.person_id == person_id).order_by(OpeningTax.year.desc())
    elections = select(TaxElection).where(TaxElection.person_id == person_id).order_by(TaxElection.year.desc())
    return Particulars(
        terms_of(employment),
        grant_of(employment),
        db.session.scalars(openings).all(),
        db.session.scalars(elections).all(),
    )


def terms_of(employment: Employment) -> Sequence[WorkTerms]:
    """The working-time terms, the newest first."""
    return db.session.scalars(
        select(WorkTerms).where(WorkTerms.employment_id == employment.id).order_by(WorkTerms.valid_from.desc())
    ).all()


def grant_of(employment: Employment) -> SubsidyGrant | None:
    """The 4050 subsidy granted for it."""
    return db.session.scalar(select(SubsidyGrant).where(SubsidyGrant.employment_id == employment.id))


def settled_in_years(years: Sequence[int]) -> dict[tuple[int, int], Month]:
    """By person and year: the last month of the year whose slip is settled. For services."""
    found: dict[tuple[int, int], Month] = {}
    for year in years:
        rows = db.session.execute(
            select(Payslip.person_id, func.max(Payslip.month))
            .join(PayRun, PayRun.id == Payslip.pay_run_id)
            .where(PayRun.state.in_(SETTLED), Payslip.month.between(Month(year, 1), Month(year, 12)))
            .group_by(Payslip.person_id)
        )
        found |= {(person_id, year): month for person_id, month in rows}
    return found
