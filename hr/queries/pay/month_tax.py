"""The year's tax so far of everybody: what earlier slips and opening balances say, deductions, elections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, and_, cast, func, or_, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import SETTLED, PayRun
from hr.models.pay.pay_standing import OtherDeduction, TaxDeduction
from hr.models.pay.payslip import Payslip
from hr.models.pay.tax_year import OpeningTax, TaxElection
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Employment
from hr.queries.pay.month_columns import Column, transposed
from hr.queries.pay.month_staff import Paid, employer_of
from payroll.parameters.book import Book
from vocabulary.periods import Month

OTHER_DEDUCTIONS = frozenset(OtherDeduction)
Agent = tuple[int, str]
"""A person and a withholding agent (Payslip.employer)."""
_JANUARY, _DECEMBER = 1, 12
_MONTHS_A_YEAR = 12
_NAMES = (
    "tax_months",
    "tax_income_before",
    "tax_deductions_before",
    "tax_withheld_before",
    "tax_relief_to_date",
    "additional_to_date",
    "other_deductions_to_date",
    "first_wage_in_year",
    "sixty_thousand_rule",
    "basic_deduction_elsewhere",
    "bonus_merged",
    "bonus_taxed_apart_before",
)


@dataclass(frozen=True, slots=True)
class YearSoFar:
    """What was taxed, deducted, relieved and withheld of somebody by one agent earlier in the year (fen).

    ``first_month``: the first month of the year that the agent paid, as far as slips tell; ``opened``: the one that an
    opening balance counts from, which is what the agent has declared.
    """

    income: int = 0
    deductions: int = 0
    withheld: int = 0
    relief: int = 0
    first_month: Month | None = None
    opened: Month | None = None


_NOTHING = YearSoFar()


@dataclass(frozen=True, slots=True)
class Deductions:
    """A person's monthly deductions (fen) with the months of this year that each holds for."""

    additional: list[tuple[int, Month, Month]] = field(default_factory=list)
    other: list[tuple[int, Month, Month]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Elections:
    """What a person chose for the year (see TaxElection)."""

    bonus_merged: bool = False
    bonus_apart: bool = False
    deducted_elsewhere: bool = False


@dataclass(frozen=True)
class TaxFacts:
    """All of them, looked up once for everybody."""

    month: Month
    so_far: Mapping[Agent, YearSoFar]
    low_paid: frozenset[Agent]
    deductions: Mapping[int, Deductions]
    elections: Mapping[int, Elections]
    came: Mapping[tuple[int, str], Month]

    def row(self, one: Paid) -> tuple[int, ...]:
        """What _NAMES name, of one employment."""
        so_far = self.so_far.get((one.person_id, one.employer), _NOTHING)
        since = self._since(one, so_far)
        chosen, declared = self.elections.get(one.person_id), self.deductions.get(one.person_id)
        return (
            self.month - since + 1,
            so_far.income,
            so_far.deductions,
            so_far.withheld,
            so_far.relief,
            _sum_since(declared.additional, since) if declared else 0,
            _sum_since(declared.other, since) if declared else 0,
            int(one.first_wage_in_year and one.starts_on.year == self.month.year),
            int((one.person_id, one.employer) in self.low_paid and since.month == _JANUARY),
            int(chosen is not None and chosen.deducted_elsewhere),
            int(chosen is not None and chosen.bonus_merged),
            int(chosen is not None and chosen.bonus_apart),
        )

    def _since(self, one: Paid, so_far: YearSoFar) -> Month:
        """The month of this year from which they have worked for the agent (公告2018年第61号 art. 6)."""
        if so_far.opened is not None:
            return so_far.opened
        began = self.came.get((one.employment_id, one.employer), Month.of(one.starts_on))
        return max(Month(self.month.year, _JANUARY), min(began, so_far.first_month or self.month))


def _sum_since(declared: list[tuple[int, Month, Month]], since: Month) -> int:
    return sum(fen * max(0, last - max(first, since) + 1) for fen, first, last in declared)


def tax_columns(people: Sequence[Paid], month: Month, book: Book) -> dict[str, Column]:
    """The columns of everybody."""
    limit = book.whole("income_tax.basic_deduction_year", month.last_day)
    facts = TaxFacts(
        month,
        tax_before(month),
        low_paid_all_year(month.year - 1, limit),
        _deductions(month),
        _elections(month),
        _came_during(month),
    )
    return transposed(_NAMES, map(facts.row, people))


def _figure(name: str) -> ColumnElement[int]:
    """Fen of a figure of a slip, 0 where it has none."""
    return func.coalesce(cast(Payslip.figures[name].as_string(), BigInteger), 0)


def _settled_slips(months: Sequence[Month], *columns: Any) -> Select[Any]:
    """Settled slips of ``months`` of one year, by person and agent, but those that an opening balance stands for."""
    covered = and_(
        OpeningTax.person_id == Payslip.person_id,
        OpeningTax.employer == Payslip.employer,
        OpeningTax.year == months[0].year,
        OpeningTax.through >= Payslip.month,
    )
    return (
        select(Payslip.person_id, Payslip.employer, *columns)
        .join(PayRun, PayRun.id == Payslip.pay_run_id)
        .outerjoin(OpeningTax, covered)
        .where(PayRun.state.in_(SETTLED), Payslip.month.in_(months), OpeningTax.id.is_(None))
        .group_by(Payslip.person_id, Payslip.employer)
    )


def _whole_year(year: int) -> list[Month]:
    return list(Month(year, _JANUARY).until(Month(year, _DECEMBER)))


def _earlier(month: Month) -> list[Month]:
    return [one for one in _whole_year(month.year) if one < month]


def tax_before(month: Month) -> dict[Agent, YearSoFar]:
    """By person and agent, from opening balances and the settled slips of the year that they don't stand for."""
    found: dict[Agent, YearSoFar] = {}
    if earlier := _earlier(month):
        sums = [func.sum(_figure(name)) for name in ("taxed_income", "tax_deductions", "income_tax")]
        rows = db.session.execute(_settled_slips(earlier, *sums, func.min(Payslip.month)))
        for person_id, employer, income, deductions, withheld, first in rows:
            found[person_id, employer] = YearSoFar(int(income), int(deductions), int(withheld), 0, first)
    for opening in _openings(month.year):
        if opening.through < month:
            key = (opening.person_id, opening.employer)
            found[key] = _with_opening(found.get(key, YearSoFar()), opening)
    return found


def _with_opening(slips: YearSoFar, opening: OpeningTax) -> YearSoFar:
    return YearSoFar(
        slips.income + opening.income_fen,
        slips.deductions + opening.deductions_fen,
        slips.withheld + opening.withheld_fen,
        opening.relief_fen,
        slips.first_month,
        opening.through + (1 - opening.months),
    )


def low_paid_all_year(year: int, limit: int) -> frozenset[Agent]:
    """Persons whom an agent paid in every month of ``year``, at most ``limit`` fen in all (公告2020年第19号)."""
    income = func.sum(_figure("taxed_income") + _figure("annual_bonus"))
    rows = db.session.execute(_settled_slips(_whole_year(year), income, func.count(Payslip.month.distinct())))
    paid: dict[Agent, tuple[int, int]] = {(person, agent): (int(sum_), n) for person, agent, sum_, n in rows}
    for opening in _openings(year):
        sum_, months = paid.get((opening.person_id, opening.employer), (0, 0))
        paid[opening.person_id, opening.employer] = (sum_ + opening.income_fen, months + opening.months)
    return frozenset(key for key, (sum_, months) in paid.items() if months == _MONTHS_A_YEAR and sum_ <= limit)


def _openings(year: int) -> list[OpeningTax]:
    return list(db.session.scalars(select(OpeningTax).where(OpeningTax.year == year)))


def _deductions(month: Month) -> dict[int, Deductions]:
    """By person; a row that began in an earlier year counts from January, one that goes on up to this month."""
    january = Month(month.year, _JANUARY)
    rows = db.session.execute(
        select(
            TaxDeduction.person_id,
            TaxDeduction.item,
            TaxDeduction.monthly_fen,
            TaxDeduction.valid_from,
            TaxDeduction.valid_to,
        ).where(
            TaxDeduction.valid_from <= month.last_day,
            or_(TaxDeduction.valid_to.is_(None), TaxDeduction.valid_to >= january.first_day),
        )
    )
    found: defaultdict[int, Deductions] = defaultdict(Deductions)
    for person_id, item, fen, first, end in rows:
        kind = found[person_id].other if item in OTHER_DEDUCTIONS else found[person_id].additional
        kind.append((fen, max(january, Month.of(first)), _last(month, end)))
    return found


def _last(month: Month, end: date | None) -> Month:
    return month if end is None else min(month, Month.of(end))


def _elections(month: Month) -> dict[int, Elections]:
    """By person: what they chose, and whether a bonus was taxed apart already this year."""
    apart = select(Payslip.person_id).join(PayRun, PayRun.id == Payslip.pay_run_id).distinct()
    taxed = apart.where(PayRun.state.in_(SETTLED), Payslip.month.in_(_earlier(month)), _figure("annual_bonus_tax") > 0)
    found = {person_id: Elections(bonus_apart=True) for person_id in db.session.scalars(taxed)}
    for one in db.session.scalars(select(TaxElection).where(TaxElection.year == month.year)):
        here = one.person_id in found
        found[one.person_id] = Elections(one.bonus_merged, here or one.bonus_apart_elsewhere, one.deducted_elsewhere)
    return found


def _came_during(month: Month) -> dict[tuple[int, str], Month]:
    """By employment and agent: since when those who moved during the year have worked at the agent's units."""
    january = Month(month.year, _JANUARY).first_day
    moved = select(Assignment.employment_id).where(
        Assignment.is_primary, Assignment.starts_on > january, Assignment.starts_on <= month.last_day
    )
    rows = db.session.execute(
        select(Assignment.employment_id, Employment.agency_id, Unit.path, Assignment.starts_on)
        .join(Employment, Employment.id == Assignment.employment_id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(Assignment.is_primary, Assignment.employment_id.in_(moved), Assignment.starts_on <= month.last_day)
        .where(or_(Assignment.ends_on.is_(None), Assignment.ends_on >= january))
    )
    found: dict[tuple[int, str], Month] = {}
    for employment_id, agency_id, path, starts_on in rows:
        key, came = (employment_id, employer_of(agency_id, path)), Month.of(starts_on)
        found[key] = min(came, found.get(key, came))
    return found
