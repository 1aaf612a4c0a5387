"""What was agreed on somebody's working time, and the 4050 subsidy that an employer is granted for them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from hr.database import unit_of_work
from hr.models.pay.pay_standing import SubsidyGrant, WorkTerms
from hr.models.pay.payslip import Payslip
from hr.permissions.viewer import Viewer
from hr.queries.pay.pay_standing import employment_seen
from hr.queries.pay.settled import last_settled_of, refuse_settled
from hr.refusals import Refusal
from hr.services.pay.contribution_base import MAKERS
from hr.services.pay.dated_rows import put
from hr.services.pay.pay_standing import refuse_outside, refuse_own
from vocabulary.periods import Month
from vocabulary.terms import SettlementPeriod, StaffingType, WorkingTimeRegime
from vocabulary.text import Text

_MOST_BEFORE = 36
_APPROVAL = Text(
    "综合计算和不定时工时制须填写人社部门的批准文号（劳部发〔1994〕503号）",
    "Comprehensive and irregular working time need the labour office's approval (劳部发〔1994〕503号)",
)


@dataclass(frozen=True, slots=True)
class TermsWish:
    """Terms of an employment from ``start`` on; ``overtime_base_fen``: fen a month, None: the wage of the post.

    ``dated_back``: they are meant to reach into locked months, and their difference is paid as back pay.
    ``correction``: why the row from ``start`` on was wrong, and is put right in its place.
    """

    employment_id: int
    start: Month
    regime: WorkingTimeRegime
    period: SettlementPeriod | None = None
    approval: str = ""
    overtime_base_fen: int | None = None
    dated_back: bool = False
    correction: str = ""


def set_work_terms(wish: TermsWish, *, viewer: Viewer) -> WorkTerms:
    """Agree on terms; those before end the day before.

    Raises OutOfScope for an employment out of reach; Refusal for one's own, a settled month, a comprehensive regime
    without its period, or a special regime without approval.
    """
    with unit_of_work(viewer, "work_terms.set") as session:
        employment = employment_seen(wish.employment_id, viewer=viewer, actions=MAKERS)
        refuse_own(employment, viewer)
        refuse_outside(employment, wish.start)
        _refuse_unsound(wish)
        settled = last_settled_of(Payslip.employment_id == employment.id)
        refuse_settled(wish.start, settled, dated_back=wish.dated_back)
        rows = session.scalars(select(WorkTerms).where(WorkTerms.employment_id == employment.id)).all()
        row = WorkTerms(
            employment_id=employment.id,
            regime=wish.regime,
            period=wish.period,
            approval=wish.approval.strip()[:80],
            overtime_base_fen=wish.overtime_base_fen,
            valid_from=max(wish.start.first_day, employment.starts_on),
        )
        return put(session, rows, row, correction=wish.correction)


def _refuse_unsound(wish: TermsWish) -> None:
    comprehensive = wish.regime is WorkingTimeRegime.COMPREHENSIVE
    if comprehensive != (wish.period is not None):
        raise Refusal(
            Text("仅综合计算工时制填写计算周期", "Comprehensive working time, and no other, has a period"), "period"
        )
    if wish.regime is not WorkingTimeRegime.STANDARD and not wish.approval.strip():
        raise Refusal(_APPROVAL, "approval")


@dataclass(frozen=True, slots=True)
class GrantWish:
    """The subsidy of a 4050 employment: its first month, its last if it was stopped, and months used before."""

    employment_id: int
    first_month: Month
    last_month: Month | None = None
    months_before: int = 0
    document: str = ""


def set_subsidy(wish: GrantWish, *, viewer: Viewer) -> SubsidyGrant:
    """Enter or correct the grant of an employment.

    Raises as ``set_work_terms``; Refusal for who is no 4050 assistant.
    """
    with unit_of_work(viewer, "subsidy_grant.set") as session:
        employment = employment_seen(wish.employment_id, viewer=viewer, actions=MAKERS)
        refuse_own(employment, viewer)
        if employment.staffing_type is not StaffingType.ASSISTANT_4050:
            raise Refusal(Text("仅“4050”协管有此补贴", "The subsidy is for 4050 assistants only"), "first_month")
        refuse_outside(employment, wish.first_month)
        if wish.last_month is not None and wish.last_month < wish.first_month:
            raise Refusal(Text("截止月份早于起始月份", "It would end before it begins"), "last_month")
        if not 0 <= wish.months_before <= _MOST_BEFORE:
            raise Refusal(Text("此前月数应在 0 到 36 之间", "Between 0 and 36 months before"), "months_before")
        row = session.scalar(select(SubsidyGrant).where(SubsidyGrant.employment_id == employment.id))
        changed = wish.first_month if row is None else _first_change(row, wish)
        refuse_settled(changed, last_settled_of(Payslip.employment_id == employment.id), "first_month")
        if row is None:
            row = SubsidyGrant(employment_id=employment.id)
            session.add(row)
        row.first_month, row.last_month = wish.first_month, wish.last_month
        row.months_before, row.document = wish.months_before, wish.document.strip()[:80]
    return row


def _first_change(row: SubsidyGrant, wish: GrantWish) -> Month:
    """The first month whose subsidy a correction touches: stopping one leaves the months before as they were."""
    same_start = (row.first_month, row.months_before) == (wish.first_month, wish.months_before)
    if same_start and wish.last_month is not None:
        return wish.last_month + 1
    return min(row.first_month, wish.first_month)
