"""Monthly inputs: entered by one, approved by another, and never changed by a computation."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from hr.database import now, unit_of_work
from hr.models.pay.pay_input import PayInput, PayInputKind
from hr.models.staff.employment import Employment
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.pay_input import Payee, inputs_of, overridable, payees
from hr.queries.pay.settled import last_settled_at, refuse_settled
from hr.refusals import Refusal
from vocabulary.periods import Month
from vocabulary.text import Text

LONGEST_NAME = 60
UNPAID = "无薪天数"
"""The name under which unpaid days are kept: a month has one row of them for a person."""


@dataclass(frozen=True, slots=True)
class InputWish:
    """One input: ``amount`` in fen, or hundredths of a day. ``name`` is the item, or the figure that is set by hand."""

    staff_number: str
    month: Month
    kind: PayInputKind
    name: str
    amount: int
    reason: str = ""


def enter(wish: InputWish, *, viewer: Viewer) -> PayInput:
    """Enter an input, to be approved by somebody else.

    Raises Refusal for somebody who is unknown, not employed in the month or oneself; for a month that is approved or
    paid; for an item that is there already; for a figure that can't be set by hand, or is set without a reason.
    """
    with unit_of_work(viewer, "pay_input.enter") as session:
        payee = _payee(wish, viewer)
        refuse_settled(wish.month, last_settled_at(payee.unit_path), "month")
        name = _name(wish)
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
        reason=wish.reason.strip()[:200],
        entered_by_id=viewer.user_id,
        entered_by=viewer.name[:60],
        import_id=import_id,
    )


def approve(ids: Collection[int], *, viewer: Viewer) -> int:
    """Approve inputs; how many were waiting. All of them or none.

    Raises Refusal when one was entered by the viewer or is about them, or belongs to a month that is settled.
    """
    with unit_of_work(viewer, "pay_input.approve"):
        rows = [row for row in inputs_of(ids, viewer=viewer, action=Action.PAY_APPROVE) if row.approved_at is None]
        for row in rows:
            _refuse_own(row, viewer)
            _refuse_settled(row)
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


def send_back(input_id: int, *, viewer: Viewer) -> None:
    """Undo an approval while the month is open."""
    with unit_of_work(viewer, "pay_input.send_back"):
        (row,) = inputs_of([input_id], viewer=viewer, action=Action.PAY_APPROVE)
        _refuse_settled(row)
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


def _name(wish: InputWish) -> str:
    if wish.kind is PayInputKind.UNPAID_DAYS:
        return UNPAID
    name = wish.name.strip()[:LONGEST_NAME]
    if not name:
        raise Refusal(Text("请填写项目名称", "Name the item"), "name")
    if wish.kind is PayInputKind.OVERRIDE:
        if name not in {figure.name for figure in overridable(wish.month)}:
            raise Refusal(
                Text("只能核定工资条上的单项，不能核定合计", "Only the parts of a slip are set by hand, never totals"),
                "name",
            )
        if not wish.reason.strip():
            raise Refusal(Text("人工核定须说明理由", "Setting a figure by hand needs a reason"), "reason")
    return name


def _refuse_own(row: PayInput, viewer: Viewer) -> None:
    own = viewer.user_id is None or viewer.user_id == row.entered_by_id or viewer.name == row.entered_by
    if own or viewer.is_person(row.employment.person_id):
        raise Refusal(
            Text(
                "“{name}”由您录入或与您本人有关，须由他人审批",
                "You entered “{name}”, or it is your own pay: somebody else approves it",
            ).format(name=row.name)
        )


def _refuse_settled(row: PayInput) -> None:
    employment: Employment = row.employment
    refuse_settled(row.month, last_settled_at(employment.person.home_unit.path), "month")
