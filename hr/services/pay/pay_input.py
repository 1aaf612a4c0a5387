"""Monthly inputs: entered by one, approved by another, and never changed by a computation."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from hr.database import now, unit_of_work
from hr.models.pay.pay_input import PayInput, PayInputKind
from hr.models.staff.employment import Employment
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.month_entered import rule_change
from hr.queries.pay.parameter_book import book_for
from hr.queries.pay.pay_input import Payee, as_read, inputs_of, item_of, overridable, payees
from hr.queries.pay.settled import SettledMonths, last_settled_at, refuse_settled
from hr.refusals import Refusal
from payroll.columns import LARGEST_AMOUNT
from vocabulary.pay_inputs import Measure
from vocabulary.periods import Month
from vocabulary.text import Text

LONGEST_NAME = 60
_MOST = {
    Measure.MONEY: LARGEST_AMOUNT,
    Measure.DAYS: 31 * 100,
    Measure.MINUTES: 31 * 24 * 60,
    Measure.YES_NO: 1,
}
_OF_ITS_MONTH = frozenset(
    {
        PayInputKind.DEDUCTION,
        PayInputKind.ANNUAL_BONUS,
        PayInputKind.LABOUR_SERVICE,
        PayInputKind.SEVERANCE,
        PayInputKind.CONTRIBUTION,
    }
)
"""Paid or taken once, in the month in which it is: what was forgotten in an earlier month is entered in an open one."""
_ENTER_NOW = Text(
    "“{kind}”在支付当月录入，不作追溯；请录入未结算的月份",
    "{kind} is entered in the month of payment: choose an open one",
)
_MOST_OF_PERIOD = 12 * _MOST[Measure.MINUTES]
_TOO_MUCH = Text("超出范围：{kind}最多 {most}", "Out of range: {kind} {most} at most")
_WHICH_DAY = Text(
    "病假待遇规定在 {day} 变更，请填写病假起始日，以便分段计算",
    "The rule of sick pay changes on {day}: enter the first day of the leave, so that its days are told apart",
)


@dataclass(frozen=True, slots=True)
class InputWish:
    """One input: ``amount`` in what the kind's measure counts (fen, hundredths of a day, minutes, 1 or 0).

    ``name`` is the item of a named kind, or the figure that is set by hand; ``first_day``: when sick leave began.
    ``dated_back``: the month may be locked, and the difference is paid as back pay.
    """

    staff_number: str
    month: Month
    kind: PayInputKind
    name: str
    amount: int
    reason: str = ""
    first_day: date | None = None
    dated_back: bool = False


def enter(wish: InputWish, *, viewer: Viewer) -> PayInput:
    """Enter an input, to be approved by somebody else.

    Raises Refusal for somebody who is unknown, not employed in the month or oneself; for a month that is approved or
    paid; for an item that is there already; for an amount out of range; for a figure that can't be set by hand, or is
    set without a reason.
    """
    with unit_of_work(viewer, "pay_input.enter") as session:
        payee = _payee(wish, viewer)
        refuse_paid(wish, last_settled_at(payee.unit_path))
        name = name_of(wish)
        refuse_unsound(wish, sick_rule_change(wish.month))
        same = select(PayInput.id).where(
            PayInput.employment_id == payee.employment_id,
            PayInput.month == wish.month,
            PayInput.kind == wish.kind,
            PayInput.name == name,
        )
        if session.scalar(same) is not None:
            raise Refusal(
                Text("该月已有同名项目；请先撤回原项目", "The item is there already: withdraw it first"), "name"
            )
        row = input_row(payee.employment_id, wish, name, viewer)
        session.add(row)
    return row


def input_row(employment_id: int, wish: InputWish, name: str, viewer: Viewer, import_id: int | None = None) -> PayInput:
    """The row of an input that has been judged."""
    return PayInput(
        employment_id=employment_id,
        month=wish.month,
        kind=wish.kind,
        name=name,
        amount=wish.amount,
        first_day=wish.first_day if wish.kind.is_dated else None,
        reason=wish.reason.strip()[:200],
        entered_by_id=viewer.user_id,
        entered_by=viewer.name[:60],
        import_id=import_id,
    )


def refuse_paid(wish: InputWish, settled: SettledMonths) -> None:
    """Raises Refusal for a settled month, unless it is locked, that is meant, and the input can be made good."""
    refuse_settled(wish.month, settled, "month", dated_back=wish.dated_back)
    if settled.last is not None and wish.month <= settled.last and wish.kind in _OF_ITS_MONTH:
        raise Refusal(_ENTER_NOW.format(kind=wish.kind.label), "month")


def approve(ids: Collection[int], *, viewer: Viewer, dated_back: bool = False) -> int:
    """Approve inputs; how many were waiting. All of them or none.

    Raises Refusal when one was entered by the viewer or is about them, or belongs to a month that is settled; one that
    is locked is taken if it is ``dated_back``.
    """
    with unit_of_work(viewer, "pay_input.approve"):
        rows = [row for row in inputs_of(ids, viewer=viewer, action=Action.PAY_APPROVE) if row.approved_at is None]
        for row in rows:
            _refuse_own(row, viewer)
            _refuse_settled(row, dated_back=dated_back)
            row.approved_at, row.approved_by_id, row.approved_by = now(), viewer.user_id, viewer.name[:60]
    return len(rows)


def withdraw(input_id: int, *, viewer: Viewer) -> None:
    """Take out an input that nobody has approved yet."""
    with unit_of_work(viewer, "pay_input.withdraw") as session:
        (row,) = inputs_of([input_id], viewer=viewer, action=Action.PAY_PREPARE)
        if row.approved_at is not None:
            raise Refusal(
                Text("已审批的项目须先由审批人退回", "It is approved: the approver has to send it back first")
            )
        session.delete(row)


def send_back(input_id: int, *, viewer: Viewer, dated_back: bool = False) -> None:
    """Undo an approval while the month is open, or of a locked one if that is meant."""
    with unit_of_work(viewer, "pay_input.send_back"):
        (row,) = inputs_of([input_id], viewer=viewer, action=Action.PAY_APPROVE)
        _refuse_settled(row, dated_back=dated_back)
        row.approved_at = row.approved_by_id = row.approved_by = None


def _payee(wish: InputWish, viewer: Viewer) -> Payee:
    key = (wish.staff_number, wish.month)
    found = payees([key], viewer=viewer)
    if key not in found:
        raise Refusal(
            Text("查无此工号，或不在您的管理范围内", "No such staff number, or not in your care"), "staff_number"
        )
    payee = found[key]
    if payee is None:
        raise Refusal(Text("此人该月不在职", "They are not employed in that month"), "month")
    if viewer.is_person(payee.person_id):
        raise Refusal(Text("不能为自己录入", "Nobody enters their own pay"), "staff_number")
    return payee


def name_of(wish: InputWish) -> str:
    """The name that an input is kept under: its item, its figure, or a code where a month has one of its kind.

    Sick leave is kept by the day on which it began, where that is known. Raises Refusal for a name that is missing.
    """
    if wish.kind.is_dated and wish.first_day is not None:
        return wish.first_day.isoformat()
    if not wish.kind.is_named:
        return wish.kind.value
    name = wish.name.strip()[:LONGEST_NAME]
    if not name and wish.kind is PayInputKind.OVERRIDE:
        raise Refusal(Text("请选择工资条项目", "Choose the figure of the slip"), "figure")
    if not name:
        raise Refusal(Text("请填写项目名称", "Name the item"), "name")
    if wish.kind is PayInputKind.OVERRIDE:
        _refuse_override(wish, name)
    return name


def _refuse_override(wish: InputWish, name: str) -> None:
    if name not in {figure.name for figure in overridable(wish.month)}:
        raise Refusal(
            Text("只能核定工资条上的单项，不能核定合计", "Only the parts of a slip are set by hand, never totals"),
            "name",
        )
    if not wish.reason.strip():
        raise Refusal(Text("人工核定须说明理由", "Setting a figure by hand needs a reason"), "reason")


def sick_rule_change(month: Month) -> date | None:
    """The day inside a month from which another rule of sick pay holds, if any."""
    return rule_change(book_for(month), month)


def refuse_unsound(wish: InputWish, change: date | None) -> None:
    """Raises Refusal for an amount that its measure can't have, or sick leave without its day where a rule changes."""
    most = _MOST_OF_PERIOD if wish.kind is PayInputKind.OVERTIME_PERIOD else _MOST[wish.kind.measure]
    if not 0 <= wish.amount <= most:
        raise Refusal(_TOO_MUCH.format(kind=wish.kind.label, most=as_read(wish.kind, most)), "amount")
    if not wish.kind.is_dated:
        return
    if wish.first_day is not None and wish.first_day not in wish.month.range:
        raise Refusal(Text("起始日不在该月之内", "The first day lies outside the month"), "first_day")
    if wish.first_day is None and change is not None:
        raise Refusal(_WHICH_DAY.format(day=change), "first_day")


def as_counted(kind: PayInputKind, written: Decimal) -> int:
    """What is stored of an amount as written: yuan, days, minutes, 1 or 0. Raises Refusal for part of a minute."""
    per = 100 if kind.measure in (Measure.MONEY, Measure.DAYS) else 1
    scaled = written * per
    if scaled != scaled.to_integral_value():
        raise Refusal(Text("应为整数", "A whole number"), "amount")
    return int(scaled)


def _refuse_own(row: PayInput, viewer: Viewer) -> None:
    own = viewer.user_id is None or viewer.user_id == row.entered_by_id or viewer.name == row.entered_by
    if own or viewer.is_person(row.employment.person_id):
        raise Refusal(
            Text(
                "“{name}”由您录入或与您本人有关，须由他人审批",
                "You entered “{name}”, or it is your own pay: somebody else approves it",
            ).format(name=item_of(row))
        )


def _refuse_settled(row: PayInput, *, dated_back: bool) -> None:
    employment: Employment = row.employment
    settled = last_settled_at(employment.person.home_unit.path)
    refuse_settled(row.month, settled, "month", dated_back=dated_back)
