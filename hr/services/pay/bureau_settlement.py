"""Settling differences with the bureau: adjusted in a coming run through approved inputs, or explained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hr.database import unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.pay.back_pay import BackPay
from hr.models.pay.bureau_line import BureauSettlement, SettlementWay
from hr.models.pay.pay_input import PayInput
from hr.models.pay.pay_run import PayRun
from hr.models.staff.employment import Employment
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.unit import unit_of
from hr.queries.pay.bureau import Compared, Who, compared
from hr.queries.pay.contributions import SEPARATOR
from hr.queries.pay.settled import last_settled_at, refuse_settled
from hr.refusals import Refusal
from reports.contributions import Difference, DifferenceKind, Side
from vocabulary.pay_inputs import PayInputKind
from vocabulary.periods import Month
from vocabulary.terms import ContributionItem
from vocabulary.text import Text

_REASON = Text("与核定表的{kind}（{month}）", "Difference with the bureau ({month}): {kind}")
_NOBODY = Text(
    "此人不在本单位工资中，只能说明，不能调整",
    "They are not in our pay: this can be explained, not adjusted",
)
_APPROVED = Text(
    "{month} 的这项差额已经审批，不能再改",
    "The difference of {month} is approved already and stays as it is",
)
_LEFT = Text("此人在 {month} 前已离职，不能在该月调整", "They have left before {month}: it can't be adjusted then")
_EARLIER = Text("调整月份须晚于 {month}", "It is adjusted in a month after {month}")
_MADE_GOOD = Text(
    "{month} 的这项缴费已由补发在 {paid} 批次更正，不能再调整一次；还有差额的，请写明理由",
    "Back pay has put this contribution of {month} right in the run of {paid}: it can't be adjusted a second time. "
    "If a difference is left, say why",
)
_OWN = Text("不能处理本人的差异", "Nobody settles their own difference")


@dataclass(frozen=True, slots=True)
class SettleWish:
    """One difference of a withholding unit's month, and what is to be done; ``pay_month`` for an adjustment."""

    unit_id: int
    month: Month
    who: str
    item: ContributionItem
    way: SettlementWay
    reason: str = ""
    pay_month: Month | None = None


def settle(wish: SettleWish, *, viewer: Viewer) -> BureauSettlement:
    """Settle a difference.

    An adjustment becomes inputs of the coming month, one a side, which somebody else approves. Raises OutOfScope where
    the two agree; Refusal without a reason for a mere note, for somebody not in our pay or gone by then, for a month
    that is settled or not after the difference's, for what back pay has put right, and for one's own.
    """
    with unit_of_work(viewer, "bureau_difference.settle") as session:
        found = _compared(wish.unit_id, wish.month, viewer)
        one = found.difference(wish.who, wish.item)
        if wish.way is SettlementWay.NOTE and not wish.reason.strip():
            raise Refusal(Text("请写明理由", "Say why"), "reason")
        return _settled(session, found, one, wish, viewer)


def post_rounding(unit_id: int, month: Month, pay_month: Month, *, viewer: Viewer) -> int:
    """Adjust every difference by rounding that nobody has settled; how many. One's own is left for somebody else."""
    with unit_of_work(viewer, "bureau_difference.post_rounding") as session:
        found = _compared(unit_id, month, viewer)
        wanted = [one for one in found.found if one.kind is DifferenceKind.ROUNDING and not found.settlement_of(one)]
        wanted = [one for one in wanted if not viewer.is_person(found.people[one.who].person_id or 0)]
        for one in wanted:
            wish = SettleWish(unit_id, month, one.who, one.item, SettlementWay.ADJUST, "", pay_month)
            _settled(session, found, one, wish, viewer)
    return len(wanted)


def _compared(unit_id: int, month: Month, viewer: Viewer) -> Compared:
    return compared(unit_of(unit_id, viewer=viewer, action=Action.PAY_PREPARE), month)


def _settled(session: Session, found: Compared, one: Difference, wish: SettleWish, viewer: Viewer) -> BureauSettlement:
    who = found.people[one.who]
    if viewer.is_person(who.person_id or 0):
        raise Refusal(_OWN)
    if who.employment_id is not None:
        _take_back(session, who.employment_id, one.item, found.month)
    if wish.way is SettlementWay.ADJUST:
        _hand_over(session, found.unit, one, wish, who, viewer)
    row = found.settled.get((one.who, one.item)) or BureauSettlement(
        unit_id=found.unit.id, month=found.month, identity_index=who.identity_index, item=one.item
    )
    row.person_id, row.employee_fen, row.employer_fen = who.person_id, one.employee, one.employer
    row.way, row.reason = wish.way, wish.reason.strip()[:200]
    row.pay_month = wish.pay_month if wish.way is SettlementWay.ADJUST else None
    row.settled_by_id, row.settled_by = viewer.user_id, viewer.name[:60]
    session.add(row)
    return row


def _hand_over(session: Session, unit: Unit, one: Difference, wish: SettleWish, who: Who, viewer: Viewer) -> None:
    """An input for each side that differs."""
    if who.employment_id is None:
        raise Refusal(_NOBODY, "way")
    if wish.pay_month is None or wish.pay_month <= wish.month:
        raise Refusal(_EARLIER.format(month=wish.month), "pay_month")
    employment = session.get_one(Employment, who.employment_id)
    if employment.ends_on is not None and employment.ends_on < wish.pay_month.first_day:
        raise Refusal(_LEFT.format(month=wish.pay_month), "pay_month")
    if one.kind is DifferenceKind.BASE:
        _refuse_made_good(session, employment.id, one.item, wish.month)
    refuse_settled(wish.pay_month, last_settled_at(unit.path), "pay_month")
    reason = wish.reason.strip() or _REASON.format(kind=one.kind.label, month=wish.month).zh
    for name, amount in _sides(one, wish.month):
        session.add(
            PayInput(
                employment_id=employment.id,
                kind=PayInputKind.CONTRIBUTION,
                name=name,
                month=wish.pay_month,
                amount=amount,
                reason=reason[:200],
                entered_by_id=viewer.user_id,
                entered_by=viewer.name[:60],
            )
        )


def _refuse_made_good(session: Session, employment_id: int, item: ContributionItem, month: Month) -> None:
    """A base corrected dated back is made good by back pay, in this month's run or one that was paid before."""
    names = [f"{item.value}_{side.value}" for side in Side]
    paid = session.scalar(
        select(func.min(PayRun.month))
        .join(BackPay, BackPay.pay_run_id == PayRun.id)
        .where(BackPay.employment_id == employment_id, BackPay.month == month, BackPay.figure.in_(names))
        .where(BackPay.posted != 0)
    )
    if paid is not None:
        raise Refusal(_MADE_GOOD.format(month=month, paid=paid), "way")


def _sides(one: Difference, month: Month) -> Iterable[tuple[str, int]]:
    for side, amount in ((Side.EMPLOYEE, one.employee), (Side.EMPLOYER, one.employer)):
        if amount:
            yield f"{one.item.value}_{side.value}{SEPARATOR}{month}", amount


def _take_back(session: Session, employment_id: int, item: ContributionItem, month: Month) -> None:
    """Inputs of an earlier settlement make room; Refusal once somebody has approved one."""
    names = [f"{item.value}_{side.value}{SEPARATOR}{month}" for side in Side]
    rows = session.scalars(
        select(PayInput).where(
            PayInput.employment_id == employment_id,
            PayInput.kind == PayInputKind.CONTRIBUTION,
            PayInput.name.in_(names),
        )
    ).all()
    for row in rows:
        if row.approved_at is not None:
            raise Refusal(_APPROVED.format(month=month))
        session.delete(row)
    session.flush()
