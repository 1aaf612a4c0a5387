"""The year's tax before pay was computed here, and what people choose for the year."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hr.database import unit_of_work
from hr.models.pay.payslip import Payslip
from hr.models.pay.tax_year import OpeningTax, TaxElection
from hr.models.staff.employment import Employment
from hr.permissions.viewer import Viewer
from hr.queries.pay.month_staff import employer_of
from hr.queries.pay.pay_standing import employment_seen
from hr.queries.pay.settled import last_settled_of, refuse_settled
from hr.queries.pay.work_terms import settled_in_years
from hr.refusals import Refusal
from hr.services.pay.contribution_base import MAKERS
from hr.services.pay.pay_standing import refuse_outside, refuse_own
from vocabulary.periods import Month
from vocabulary.text import Text

_SETTLED = Text(
    "{month} 已在本系统发薪，期初累计不能再改", "Pay of {month} was settled here: the opening balance stays as it is"
)


@dataclass(frozen=True, slots=True)
class OpeningWish:
    """What the withholding agent of an employment has paid in a year up to ``through`` (fen), in ``months`` of it."""

    employment_id: int
    through: Month
    months: int
    income_fen: int
    deductions_fen: int
    withheld_fen: int
    relief_fen: int = 0
    document: str = ""


def set_opening(wish: OpeningWish, *, viewer: Viewer) -> OpeningTax:
    """Enter or correct an opening balance.

    Raises OutOfScope for an employment out of reach; Refusal for one's own, more months than the year had, or once a
    later month of the year is settled, whose withholding has counted on it.
    """
    with unit_of_work(viewer, "opening_tax.set") as session:
        employment = employment_seen(wish.employment_id, viewer=viewer, actions=MAKERS)
        refuse_own(employment, viewer)
        refuse_outside(employment, wish.through)
        settled = settled_in_years([wish.through.year])
        refuse_unsound(wish, settled.get((employment.person_id, wish.through.year)))
        row = _opening(session, employment, wish.through.year)
        fill_in(row, wish, viewer)
    return row


def _opening(session: Session, employment: Employment, year: int) -> OpeningTax:
    employer = employer_of(employment.agency_id, employment.person.home_unit.path)
    of_agent = (OpeningTax.person_id == employment.person_id, OpeningTax.employer == employer)
    row = session.scalar(select(OpeningTax).where(*of_agent, OpeningTax.year == year))
    if row is None:
        row = OpeningTax(person_id=employment.person_id, employer=employer, year=year)
        session.add(row)
    return row


def fill_in(row: OpeningTax, wish: OpeningWish, viewer: Viewer, import_id: int | None = None) -> None:
    """Write a wish that has been judged into the row of its person, agent and year."""
    row.through, row.months, row.document = wish.through, wish.months, wish.document.strip()[:120]
    row.income_fen, row.deductions_fen = wish.income_fen, wish.deductions_fen
    row.withheld_fen, row.relief_fen = wish.withheld_fen, wish.relief_fen
    row.entered_by, row.import_id = viewer.name[:60], import_id


def refuse_unsound(wish: OpeningWish, settled: Month | None) -> None:
    """Raises Refusal for months that the year did not have, amounts below zero, or a year that went on here.

    ``settled``: the last month of the year that is settled for the person.
    """
    if not 1 <= wish.months <= wish.through.month:
        raise Refusal(
            Text("月份数应在 1 到 {most} 之间", "Between 1 and {most} months").format(most=wish.through.month), "months"
        )
    if min(wish.income_fen, wish.deductions_fen, wish.withheld_fen, wish.relief_fen) < 0:
        raise Refusal(Text("金额不能为负数", "Amounts can't be negative"), "income")
    if settled is not None:
        raise Refusal(_SETTLED.format(month=settled), "through")


@dataclass(frozen=True, slots=True)
class ElectionWish:
    """What the person of an employment chooses for a year (see TaxElection)."""

    employment_id: int
    year: int
    bonus_merged: bool = False
    bonus_apart_elsewhere: bool = False
    deducted_elsewhere: bool = False


def set_election(wish: ElectionWish, start: Month, *, viewer: Viewer) -> TaxElection:
    """Enter a choice that counts from the run of ``start`` on; earlier months of the year stay as they were taxed.

    Raises as ``set_opening``; Refusal when ``start`` is settled already.
    """
    with unit_of_work(viewer, "tax_election.set") as session:
        employment = employment_seen(wish.employment_id, viewer=viewer, actions=MAKERS)
        refuse_own(employment, viewer)
        refuse_settled(start, last_settled_of(Payslip.person_id == employment.person_id), "year")
        row = session.scalar(
            select(TaxElection).where(TaxElection.person_id == employment.person_id, TaxElection.year == wish.year)
        )
        if row is None:
            row = TaxElection(person_id=employment.person_id, year=wish.year)
            session.add(row)
        row.bonus_merged = wish.bonus_merged
        row.bonus_apart_elsewhere = wish.bonus_apart_elsewhere
        row.deducted_elsewhere = wish.deducted_elsewhere
    return row
