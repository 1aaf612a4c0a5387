"""The employer's own values for what law leaves open: entered by one with its document, approved by another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from hr.database import now, unit_of_work
from hr.models.pay.own_value import OwnValue
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.own_value import cares_for_all, choices_of, law_with, refuse_against_law, value_row
from hr.queries.pay.settled import last_settled_of, refuse_settled
from hr.refusals import OutOfScope, Refusal
from hr.services.pay.dated_rows import end_of, end_with, give_way
from payroll.parameters.values import Kind, Parameter, Value
from vocabulary.bad_input import BadInput
from vocabulary.money import PPM, fen
from vocabulary.periods import Month
from vocabulary.text import Text

_EVERYWHERE = Text(
    "法定参数的补录适用于全部机构，须由负责全部机构的人员办理",
    "A value for law holds for every unit: somebody who is responsible for all of them sets it",
)
_WAITS = Text("该参数已有一项待审批的补录，请先审批或撤回", "A value of it waits already: approve or withdraw it first")
_SAME_START = Text(
    "自 {month} 起已有已审批的补录；新补录须自以后某月起",
    "An approved value begins in {month} already: a new one begins in a later month",
)
_FORMS = {
    Kind.YUAN: Text("应为金额（元），如 7546 或 7546.50", "An amount in yuan, such as 7546 or 7546.50"),
    Kind.RATE: Text("应为百分数，如 9.5%", "A percentage, such as 9.5%"),
    Kind.DAYS: Text("应为天数，最多两位小数，如 21.75", "Days with at most two decimals, such as 21.75"),
    Kind.COUNT: Text("应为整数", "A whole number"),
    Kind.CHOICE: Text("请从列出的选项中选择", "One of the choices on offer"),
    Kind.RATES: Text("应为若干百分数，用逗号隔开，如 5%, 6%, 7%", "Percentages with commas between: 5%, 6%, 7%"),
    Kind.COUNTS: Text("应为若干整数，用逗号隔开，如 6, 7, 8, 9", "Whole numbers with commas between: 6, 7, 8, 9"),
}
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class ValueWish:
    """The value of a parameter as it is written (``9.5%``), from ``start`` on (to ``last``), by which document.

    ``dated_back``: it is meant to reach into locked months, and their difference is paid as back pay.
    """

    name: str
    written: str
    start: Month
    document: str
    last: Month | None = None
    dated_back: bool = False


def enter(wish: ValueWish, *, viewer: Viewer) -> OwnValue:
    """Enter a value, to be approved by somebody else.

    Raises OutOfScope for an unknown parameter; Refusal for who does not prepare pay everywhere, a settled month, a
    value of the wrong form or against law that is certain, and while another value of it waits.
    """
    _everywhere(viewer, Action.PAY_PREPARE)
    if not wish.document.strip():
        raise Refusal(Text("请填写文件依据", "Name the document"), "document")
    with unit_of_work(viewer, "own_value.enter") as session:
        parameter = _parameter(wish.name)
        row = OwnValue(
            name=wish.name,
            value=as_stored(parsed(parameter, wish.written)),
            valid_from=wish.start.first_day,
            valid_to=end_of(wish.start, wish.last),
            document=wish.document.strip()[:200],
            entered_by_id=viewer.user_id,
            entered_by=viewer.name[:60],
        )
        _refuse_settled(row, dated_back=wish.dated_back)
        _refuse_unfit(row)
        _refuse_second(row, _rows(session, wish.name))
        session.add(row)
    return row


def approve(value_id: int, *, viewer: Viewer, dated_back: bool = False) -> OwnValue:
    """Approve a value; the one approved before for the same parameter ends the day before.

    Raises Refusal for who entered it, for a month that was settled meanwhile, and for law that is certain by now.
    """
    _everywhere(viewer, Action.PAY_APPROVE)
    with unit_of_work(viewer, "own_value.approve") as session:
        row = value_row(value_id, viewer=viewer)
        if row.approved_at is not None:
            return row
        if viewer.user_id is None or viewer.user_id == row.entered_by_id or viewer.name == row.entered_by:
            raise Refusal(Text("由您录入，须由他人审批", "You entered it: somebody else approves it"))
        _refuse_settled(row, dated_back=dated_back)
        _refuse_unfit(row)
        approved = [one for one in _rows(session, row.name) if one.approved_at is not None]
        give_way(approved, Month.of(row.valid_from))
        row.approved_at, row.approved_by_id, row.approved_by = now(), viewer.user_id, viewer.name[:60]
    return row


def withdraw(value_id: int, *, viewer: Viewer) -> None:
    """Take out a value that nobody has approved yet."""
    _everywhere(viewer, Action.PAY_PREPARE)
    with unit_of_work(viewer, "own_value.withdraw") as session:
        row = value_row(value_id, viewer=viewer)
        if row.approved_at is not None:
            raise Refusal(Text("已审批的补录只能截止", "It is approved: it can be ended only"))
        session.delete(row)


def end(value_id: int, last: Month, *, viewer: Viewer) -> None:
    """Let an approved value be in force to the end of ``last``."""
    _everywhere(viewer, Action.PAY_APPROVE)
    with unit_of_work(viewer, "own_value.end"):
        row = value_row(value_id, viewer=viewer)
        refuse_settled(last + 1, last_settled_of(true()), "last")
        end_with(row, last)


def parsed(parameter: Parameter, written: str) -> Value:
    """The stored form of what is written for a parameter; raises Refusal that says how to write it."""
    try:
        return _parsed(parameter, written.strip().replace("％", "%").replace("，", ","))
    except (ValueError, InvalidOperation, KeyError, StopIteration):
        reason = _FORMS.get(parameter.kind, Text("此参数不能补录", "This parameter can't be given a value here"))
        raise Refusal(reason, "value") from None


def _parsed(parameter: Parameter, written: str) -> Value:
    kind = parameter.kind
    if kind is Kind.CHOICE:
        return next(code for code, _ in choices_of(parameter) if code == written)
    if kind is Kind.YUAN:
        return fen(written)
    if kind in (Kind.RATES, Kind.COUNTS):
        one = Kind.RATE if kind is Kind.RATES else Kind.COUNT
        return tuple(_number(one, part.strip()) for part in written.split(","))
    return _number(kind, written)


def _number(kind: Kind, written: str) -> int:
    per = {Kind.RATE: PPM // _HUNDRED, Kind.DAYS: _HUNDRED, Kind.COUNT: 1}[kind]
    if kind is Kind.RATE and not written.endswith("%"):
        raise ValueError(f"not a percentage: {written!r}")
    scaled = Decimal(written.removesuffix("%")) * per
    if scaled != scaled.to_integral_value() or scaled < 0:
        raise ValueError(f"not a whole number of its unit: {written!r}")
    return int(scaled)


def as_stored(value: Value) -> int | str | list[object]:
    """A value in the form of its column."""
    return list(value) if isinstance(value, tuple) else value


def _parameter(name: str) -> Parameter:
    found = law_with(()).get(name)
    if found is None:
        raise OutOfScope(f"parameter {name}")
    return found


def _rows(session: Session, name: str) -> list[OwnValue]:
    return list(session.scalars(select(OwnValue).where(OwnValue.name == name)))


def _refuse_unfit(row: OwnValue) -> None:
    try:
        refuse_against_law(row)
    except BadInput as bad:
        raise Refusal(bad.reason, "value") from bad


def _refuse_second(row: OwnValue, others: Iterable[OwnValue]) -> None:
    """One value waits at a time, and no two begin in the same month."""
    for one in others:
        if one.approved_at is None:
            raise Refusal(_WAITS, "value")
        if one.valid_from == row.valid_from:
            raise Refusal(_SAME_START.format(month=Month.of(row.valid_from)), "start")


def _refuse_settled(row: OwnValue, *, dated_back: bool) -> None:
    refuse_settled(Month.of(row.valid_from), last_settled_of(true()), dated_back=dated_back)


def _everywhere(viewer: Viewer, action: Action) -> None:
    viewer.require(action)
    if not cares_for_all(viewer, action):
        raise Refusal(_EVERYWHERE)
