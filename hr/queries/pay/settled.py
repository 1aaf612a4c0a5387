"""Months whose pay is approved or paid: no rule, standing or input of theirs may change any more."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, or_, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import SETTLED, PayRun
from hr.models.pay.payslip import Payslip
from hr.refusals import Refusal
from vocabulary.periods import Month
from vocabulary.text import Text

_SETTLED = Text(
    "{month} 的工资已审批或发放，不能再改；最早可自 {next} 起。更正以前月份请走补发",
    "Pay of {month} is approved or paid and stays as it is: {next} is the earliest month. "
    "Earlier ones are corrected by back pay",
)


def last_settled_at(path: str) -> Month | None:
    """The last settled month of a run that pays somebody at or below the unit of ``path``."""
    ancestors = [int(part) for part in path.strip("/").split("/")]
    touches = or_(Unit.path.startswith(path, autoescape=True), Unit.id.in_(ancestors))
    return _last(select(func.max(PayRun.month)).join(PayRun.unit).where(PayRun.state.in_(SETTLED), touches))


def last_settled_of(condition: ColumnElement[bool]) -> Month | None:
    """The last settled month of the slips that ``condition`` picks."""
    slips = select(func.max(Payslip.month)).join(PayRun, PayRun.id == Payslip.pay_run_id)
    return _last(slips.where(PayRun.state.in_(SETTLED), condition))


def _last(statement: object) -> Month | None:
    found: Month | None = db.session.scalar(statement)  # type: ignore[call-overload]
    return found


def refuse_settled(start: Month, last: Month | None, field: str = "start") -> None:
    """Raises Refusal when a change from ``start`` on would reach into ``last``, the last settled month."""
    if last is not None and start <= last:
        raise Refusal(_SETTLED.format(month=last, next=last + 1), field)
