"""Months whose pay is approved or paid: what changes in them now is paid as back pay, and never by chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import SETTLED, PayRun
from hr.models.pay.payslip import Payslip
from hr.refusals import Refusal
from vocabulary.periods import Month
from vocabulary.terms import PayRunState
from vocabulary.text import Text

OPEN_ONLY, DATED_BACK = "open", "dated_back"
"""How a file is taken: rows of open months alone, or of locked ones, too."""
WAYS = (
    (OPEN_ONLY, Text("只收未锁定的月份", "Open months only")),
    (DATED_BACK, Text("含已锁定的月份：差额作补发", "Locked months, too: paid as back pay")),
)
_UNLOCKED = Text(
    "{month} 的工资已审批、尚未锁定，不能再改；最早可自 {next} 起。请先发放并锁定，或由审批人退回",
    "Pay of {month} is approved and not locked yet, and stays as it is: {next} is the earliest month. "
    "Pay and lock it first, or have it sent back",
)
_DATED_BACK = Text(
    "{month} 的工资已发放并锁定，不会改动；确要追溯的，请选择“追溯生效”，差额在下一批次作补发。否则最早可自 {next} 起",
    "Pay of {month} is paid and locked and stays as it is. If the change is to reach back, say so by “dated back”: the "
    "difference is paid as back pay in the next run. Otherwise {next} is the earliest month",
)


@dataclass(frozen=True, slots=True)
class SettledMonths:
    """The last month that is approved, paid or locked, and the last of them that is not locked yet; None: none is."""

    last: Month | None = None
    unlocked: Month | None = None


def last_settled_at(path: str) -> SettledMonths:
    """The settled months of the runs that pay somebody at or below the unit of ``path``."""
    ancestors = [int(part) for part in path.strip("/").split("/")]
    touches = or_(Unit.path.startswith(path, autoescape=True), Unit.id.in_(ancestors))
    return _last(select(*_months(PayRun.month)).select_from(PayRun).join(PayRun.unit), touches)


def last_settled_of(condition: ColumnElement[bool]) -> SettledMonths:
    """The settled months of the slips that ``condition`` picks."""
    return _last(select(*_months(Payslip.month)).join(PayRun, PayRun.id == Payslip.pay_run_id), condition)


class SettledEverywhere:
    """The settled months of every unit, looked up at once: for imports, whose rows are of many units."""

    def __init__(self) -> None:
        runs = select(Unit.path, *_months(PayRun.month)).join(PayRun.unit).where(PayRun.state.in_(SETTLED))
        self._runs = [(row[0], SettledMonths(row[1], row[2])) for row in db.session.execute(runs.group_by(Unit.path))]
        self._at: dict[str, SettledMonths] = {}

    def at(self, path: str) -> SettledMonths:
        """As ``last_settled_at``."""
        if path not in self._at:
            touching = [one for run, one in self._runs if run.startswith(path) or path.startswith(run)]
            self._at[path] = SettledMonths(
                max((one.last for one in touching if one.last), default=None),
                max((one.unlocked for one in touching if one.unlocked), default=None),
            )
        return self._at[path]


def _months(month: Any) -> tuple[Any, Any]:
    """The columns of ``SettledMonths``."""
    return func.max(month), func.max(case((PayRun.state != PayRunState.LOCKED, month)))


def _last(statement: Any, condition: ColumnElement[bool]) -> SettledMonths:
    return SettledMonths(*db.session.execute(statement.where(PayRun.state.in_(SETTLED), condition)).one())


def refuse_settled(start: Month, settled: SettledMonths, field: str = "start", *, dated_back: bool = False) -> None:
    """Raises Refusal when a change from ``start`` on would reach into a settled month.

    ``dated_back``: the change is said to reach back, which locked months bear: the next run pays the difference.
    """
    if settled.unlocked is not None and start <= settled.unlocked:
        raise Refusal(_UNLOCKED.format(month=settled.unlocked, next=settled.unlocked + 1), field)
    if settled.last is not None and start <= settled.last and not dated_back:
        raise Refusal(_DATED_BACK.format(month=settled.last, next=settled.last + 1), field)
