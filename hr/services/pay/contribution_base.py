"""Contribution bases and tax deductions: a new amount from a month on ends the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from hr.database import db, unit_of_work
from hr.models.pay.pay_standing import ContributionBase, OtherDeduction, TaxDeduction
from hr.models.pay.payslip import Payslip
from hr.models.staff.employment import Employment
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.pay_standing import employment_seen
from hr.queries.pay.settled import last_settled_of, refuse_settled
from hr.refusals import OutOfScope, Refusal
from hr.services.pay.dated_rows import end_of, end_with, put
from hr.services.pay.pay_standing import refuse_outside, refuse_own
from payroll.calculators.additional_deductions import Additional
from vocabulary.periods import Month
from vocabulary.text import Text

MAKERS = (Action.PAY_STANDING_WRITE, Action.PAY_PREPARE)
"""Bases and deductions are kept by staff affairs or by finance."""


@dataclass(frozen=True, slots=True)
class BaseWish:
    """Declared monthly bases (fen, before floor and ceiling) from ``start`` on.

    ``injury_only``: work injury insurance alone, as for people who have retired; ``insured`` False: nothing at all.
    ``dated_back``: it is meant to reach into locked months, and their difference is paid as back pay.
    ``correction``: why the row from ``start`` on was wrong, and is put right in its place.
    """

    employment_id: int
    start: Month
    social_base_fen: int
    housing_base_fen: int
    insured: bool = True
    injury_only: bool = False
    retires_later: bool = False
    dated_back: bool = False
    correction: str = ""


def set_contribution_base(wish: BaseWish, *, viewer: Viewer) -> ContributionBase:
    """Declare the bases of an employment. Raises as ``set_standing``."""
    with unit_of_work(viewer, "contribution_base.set") as session:
        employment = employment_seen(wish.employment_id, viewer=viewer, actions=MAKERS)
        refuse_own(employment, viewer)
        refuse_outside(employment, wish.start)
        if wish.insured and min(wish.social_base_fen, wish.housing_base_fen) <= 0:
            raise Refusal(Text("请填写两项缴费基数", "Enter both bases"), "social_base")
        settled = last_settled_of(Payslip.employment_id == employment.id)
        refuse_settled(wish.start, settled, dated_back=wish.dated_back)
        rows = session.scalars(select(ContributionBase).where(ContributionBase.employment_id == employment.id)).all()
        row = ContributionBase(
            employment_id=employment.id,
            social_base_fen=wish.social_base_fen,
            housing_base_fen=wish.housing_base_fen,
            insured=wish.insured,
            injury_only=wish.injury_only,
            retires_later=wish.retires_later,
            valid_from=max(wish.start.first_day, employment.starts_on),
        )
        return put(session, rows, row, correction=wish.correction)


@dataclass(frozen=True, slots=True)
class DeductionWish:
    """A deduction that the person of an employment has declared, special additional or other: fen a month, dated.

    ``dated_back``: it is meant to hold for locked months, too, whose tax comes right in the next by cumulation.
    ``correction`` as for ``BaseWish``.
    """

    employment_id: int
    item: Additional | OtherDeduction
    monthly_fen: int
    start: Month
    last: Month | None = None
    dated_back: bool = False
    correction: str = ""


def set_tax_deduction(wish: DeductionWish, *, viewer: Viewer) -> TaxDeduction:
    """Enter a declared deduction. Raises Refusal for a paid month, and for rent beside a housing loan.

    国发〔2018〕41号 art. 20: spouses and single people deduct one of the two.
    """
    with unit_of_work(viewer, "tax_deduction.set") as session:
        employment = employment_seen(wish.employment_id, viewer=viewer, actions=MAKERS)
        refuse_own(employment, viewer)
        settled = last_settled_of(Payslip.person_id == employment.person_id)
        refuse_settled(wish.start, settled, dated_back=wish.dated_back)
        rows = session.scalars(select(TaxDeduction).where(TaxDeduction.person_id == employment.person_id)).all()
        _refuse_rent_beside_loan(wish, rows)
        same = [row for row in rows if row.item == wish.item.value]
        row = TaxDeduction(
            person_id=employment.person_id,
            item=wish.item.value,
            monthly_fen=wish.monthly_fen,
            valid_from=wish.start.first_day,
            valid_to=end_of(wish.start, wish.last),
        )
        return put(session, same, row, correction=wish.correction)


def end_tax_deduction(
    employment_id: int, deduction_id: int, last: Month, *, viewer: Viewer, dated_back: bool = False
) -> None:
    """Let a deduction end with ``last``, in a locked month only if that is meant."""
    with unit_of_work(viewer, "tax_deduction.end"):
        employment = employment_seen(employment_id, viewer=viewer, actions=MAKERS)
        refuse_own(employment, viewer)
        row = deduction_of(employment, deduction_id)
        settled = last_settled_of(Payslip.person_id == employment.person_id)
        refuse_settled(last + 1, settled, "last", dated_back=dated_back)
        end_with(row, last)


def deduction_of(employment: Employment, deduction_id: int) -> TaxDeduction:
    """A deduction of the person of an employment that was looked up within scope, or OutOfScope."""
    row = db.session.get(TaxDeduction, deduction_id)
    if row is None or row.person_id != employment.person_id:
        raise OutOfScope(f"tax deduction {deduction_id}")
    return row


def _refuse_rent_beside_loan(wish: DeductionWish, rows: Sequence[TaxDeduction]) -> None:
    beside: dict[str, Additional] = {
        Additional.RENT: Additional.HOUSING_LOAN,
        Additional.HOUSING_LOAN: Additional.RENT,
    }
    other = beside.get(wish.item)
    if other is None:
        return
    for row in rows:
        if row.item == other.value and (row.valid_to is None or row.valid_to >= wish.start.first_day):
            raise Refusal(
                Text(
                    "住房租金与住房贷款利息不能同时扣除；请先截止另一项",
                    "Rent and a housing loan can't both be deducted: end the other one first",
                ),
                "item",
            )
