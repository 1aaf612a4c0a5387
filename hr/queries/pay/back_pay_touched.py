"""Which paid months may have changed since a run last looked at them: read off the audit trail, so that few are read.

Every change of a row stands in the trail with its dates. What says nothing of dates touches every month.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from hr.clock import today
from hr.database import db
from hr.models.pay.back_pay import BackPay
from hr.models.pay.pay_run import PayRun
from hr.models.system.audit_entry import AuditEntry
from hr.models.worktime.shift import Shift
from hr.queries.pay.back_pay_months import PAID_OUT, PaidMonth
from payroll.parameters.canonical import canonical_json
from payroll.parameters.law import load_law
from payroll.parameters.own import OwnRows
from vocabulary.periods import Month

LOOKED = "back_pay_look"
"""Under this subject the trail keeps how far a run has looked: it is part of what the run was computed from."""
_NO_FACTS = frozenset(
    {
        *("pay_run", "payslip", "pay_run_finding", "back_pay", "back_pay_decision", "bank_account", "pending_upload"),
        *("import_batch", "background_job", "user", "role_grant", "case_event", "work_item", "pay_simulation"),
        *(
            "api_token",
            "login_attempt",
            "pay_file",
            "bank_file_format",
            "account_rule",
            "agency_terms",
            "agency_payment",
        ),
        *("base_proposal", "bureau_line", "bureau_settlement", "vacancy", "training_record", "work_standard"),
        *("appraisal", "career_ladder", "qualification"),
    }
)
_BY_KEY = frozenset({"workload"})
_DATES = ("valid_from", "valid_to", "starts_on", "ends_on", "month", "year")
_OF_PEOPLE = frozenset({"born_on", "retirement_group"})


@dataclass(frozen=True, slots=True)
class Look:
    """How far a run has looked: the last entry of the trail, the law it knew, and the first month.

    ``everything``: it looked at every month, whatever the trail says, for changes that were made past the program.
    """

    read_to: int
    law: str
    since: Month
    everything: bool = False

    def details(self) -> dict[str, object]:
        """As the trail keeps it."""
        return {
            "read_to": self.read_to,
            "law": self.law,
            "since": str(self.since),
            **({"everything": True} if self.everything else {}),
        }


def look_now(since: Month, *, everything: bool = False) -> Look:
    """The look that begins now."""
    last = db.session.scalar(select(func.max(AuditEntry.number))) or 0
    law = canonical_json({parameter.name: parameter for parameter in load_law(known_on=today())}, OwnRows())
    return Look(last, hashlib.sha256(law.encode()).hexdigest(), since, everything)


def worth_looking(run: PayRun, months: Iterable[PaidMonth], look: Look) -> list[PaidMonth]:
    """Those of ``months`` that can be different from when the run before of the same unit looked at them."""
    known = list(months)
    before = None if look.everything else _look_before(run)
    if before is None or before[1].law != look.law or before[1].since > look.since:
        return known
    run_id, earlier = before
    touched = _touched_since(earlier.read_to)
    unsettled = _unsettled(run_id)
    return [one for one in known if one.month >= touched.first or one.month in touched.single | unsettled]


def _look_before(run: PayRun) -> tuple[int, Look] | None:
    """The newest paid run of the unit that has looked, and its look."""
    found = db.session.scalars(
        select(PayRun.id)
        .where(PayRun.unit_id == run.unit_id, PayRun.month < run.month, PayRun.state.in_(PAID_OUT))
        .order_by(PayRun.month.desc())
        .limit(1)
    ).first()
    look = None if found is None else last_look(found)
    return None if found is None or look is None else (found, look)


def last_look(run_id: int) -> Look | None:
    """How far a run looked when it was last computed; None before that."""
    details: Any = db.session.scalars(
        select(AuditEntry.details)
        .where(AuditEntry.table_name == LOOKED, AuditEntry.row_key == str(run_id))
        .order_by(AuditEntry.number.desc())
        .limit(1)
    ).first()
    if details is None:
        return None
    month = Month.parse(details["since"])
    return Look(int(details["read_to"]), details["law"], month, bool(details.get("everything")))


def _unsettled(run_id: int) -> set[Month]:
    """Months of which that run has left something open."""
    rows = select(BackPay.month).where(BackPay.pay_run_id == run_id, BackPay.posted != BackPay.now - BackPay.paid)
    return set(db.session.scalars(rows.distinct()))


@dataclass(frozen=True, slots=True)
class _Touched:
    """Every month from ``first`` on, and ``single`` ones."""

    first: Month
    single: set[Month]


_NEVER, _ALWAYS = Month(9999, 12), Month(1900, 1)


def _touched_since(number: int) -> _Touched:
    entries = db.session.execute(
        select(AuditEntry.table_name, AuditEntry.row_key, AuditEntry.change, AuditEntry.details).where(
            AuditEntry.number > number, AuditEntry.change != "event", AuditEntry.table_name.not_in(_NO_FACTS)
        )
    ).all()
    imports = {int(row.row_key) for row in entries if row.table_name == Shift.__tablename__}
    single = {Month.parse(row.row_key) for row in entries if row.table_name in _BY_KEY}
    rest = [row for row in entries if row.table_name not in _BY_KEY | {Shift.__tablename__}]
    first = min((_first(row.table_name, row.change, row.details) for row in rest), default=_NEVER)
    return _Touched(first, single | _months_of(imports))


def _months_of(imports: Iterable[int]) -> set[Month]:
    """The months of the shifts that came with those files."""
    keys = sorted(imports)
    if not keys:
        return set()
    first, last = func.min(Shift.business_date), func.max(Shift.business_date)
    months: set[Month] = set()
    for begin, end in db.session.execute(
        select(first, last).where(Shift.import_id.in_(keys)).group_by(Shift.import_id)
    ):
        months.update(Month.of(begin).until(Month.of(end)))
    return months


def _first(table: str, change: str, details: Mapping[str, Any]) -> Month:
    """The first month that a changed row can matter to."""
    if table == "person":
        return _ALWAYS if change != "insert" and _OF_PEOPLE & details.keys() else _NEVER
    dates = [value for name in _DATES for value in details.get(name, ()) if value]
    if dates:
        return min(map(_month, dates))
    return _NEVER if change == "insert" else _ALWAYS


def _month(written: str) -> Month:
    if len(written) == len("2026"):
        return Month(int(written), 1)
    return Month.parse(written) if len(written) == len("2026-07") else Month.of(date.fromisoformat(written))
