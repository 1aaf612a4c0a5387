"""Paid months computed again from today's inputs and rules, and held against what was paid for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.back_pay import BackPay
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.employment import Employment
from hr.queries.pay.back_pay_causes import Causes
from hr.queries.pay.in_force import overlapping
from hr.queries.pay.month_columns import essential
from hr.queries.pay.month_inputs import columns_for
from hr.queries.pay.parameter_book import book_for
from payroll.back_pay import NOT_LOOKED_AT, Difference, differences, postings, recomputed
from payroll.parameters.book import Book
from payroll.results import Result
from vocabulary.periods import Month
from vocabulary.terms import PayRunState
from vocabulary.text import Text

PAID_OUT = (PayRunState.PAID, PayRunState.LOCKED)
"""A run in these states has paid its slips and is never computed again."""
_TOGETHER = 10_000
Key = tuple[int, Month]


@dataclass(frozen=True, slots=True)
class PaidMonth:
    """A month that a run has paid, as far as its units are those of the run that is to make it good."""

    month: Month
    path: str
    run_id: int
    fingerprint: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """One figure of a paid month of an employment that comes out differently now, and why."""

    employment_id: int
    month: Month
    difference: Difference
    cause: Text


@dataclass(frozen=True, slots=True)
class Unclear:
    """A paid month of an employment that can't be computed again."""

    employment_id: int
    month: Month
    reason: Text


@dataclass(frozen=True, slots=True)
class _Slip:
    """What was paid for a month, and the inputs that it was computed from."""

    figures: Mapping[str, int]
    inputs: Mapping[str, Any]


def paid_months(run: PayRun, since: Month) -> list[PaidMonth]:
    """The months from ``since`` to the one before ``run`` that runs of its units have paid, the oldest first."""
    touches = or_(Unit.path.startswith(run.unit.path, autoescape=True), Unit.id.in_(run.unit.ancestor_ids))
    rows = db.session.execute(
        select(PayRun.month, Unit.path, PayRun.id, PayRun.book_fingerprint)
        .join(PayRun.unit)
        .where(PayRun.state.in_(PAID_OUT), PayRun.month >= since, PayRun.month < run.month, touches)
        .order_by(PayRun.month, Unit.path)
    )
    return [PaidMonth(month, max(path, run.unit.path, key=len), key, print_) for month, path, key, print_ in rows]


def made_good(run: PayRun, since: Month) -> dict[Key, dict[str, int]]:
    """What other runs, paid or open, have posted for months from ``since`` on: fen by employment, month and figure."""
    rows = db.session.execute(
        select(BackPay.employment_id, BackPay.month, BackPay.figure, BackPay.posted).where(
            BackPay.pay_run_id != run.id, BackPay.month >= since, BackPay.posted != 0
        )
    )
    found: defaultdict[Key, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for employment_id, month, figure, posted in rows:
        found[employment_id, month][figure] += posted
    return {key: dict(figures) for key, figures in found.items()}


def found_in(paid: PaidMonth, posted: Mapping[Key, Mapping[str, int]]) -> tuple[list[Found], list[Unclear]]:
    """What is different in a paid month. Only those are computed again for whom rules or inputs have changed."""
    book = book_for(paid.month)
    gathered = columns_for(paid.month, paid.path, book)
    rows = {row["employment_id"]: row for row in gathered.rows()}
    slips = _slips_of(paid, rows)
    other_rules = book.fingerprint != paid.fingerprint
    again = [
        place
        for place, (key, row) in enumerate(rows.items())
        if other_rules or (key, paid.month) in posted or _told(row) != _told(slips[key].inputs if key in slips else {})
    ]
    gone = _gone(paid, slips.keys() - rows.keys())
    if not again and not gone:
        return [], []
    result = recomputed(gathered.inputs().take(again), book)
    then = _book_of(paid.run_id) if other_rules else book
    judge = _Judge(paid.month, {**postings(then), **postings(book)}, Causes(then, book, paid.month), posted)
    found = [
        one for key, now in _now(result, gone).items() for one in judge.of(key, slips.get(key), rows.get(key), now)
    ]
    return found, [Unclear(f.employment_id, paid.month, f.reason) for f in result.faults]


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a row of inputs that a difference can come from."""
    return {name: value for name, value in essential(row).items() if name not in NOT_LOOKED_AT}


def _now(result: Result, gone: Iterable[int]) -> dict[int, dict[str, int]]:
    """The recomputed figures by employment; none for those who have gone, nobody whom the computation failed."""
    places = [place for place in range(len(result)) if not result.failed[place]]
    return {int(result.employment_id[place]): result.slip(place) for place in places} | {key: {} for key in gone}


@dataclass(frozen=True)
class _Judge:
    """Tells the differences of one month."""

    month: Month
    known: Mapping[str, Any]
    causes: Causes
    posted: Mapping[Key, Mapping[str, int]]

    def of(
        self, employment_id: int, slip: _Slip | None, row: Mapping[str, Any] | None, now: Mapping[str, int]
    ) -> list[Found]:
        """Those of one employment."""
        paid = slip.figures if slip else {}
        found = differences(self.known, paid, self.posted.get((employment_id, self.month), {}), now)
        if not found:
            return []
        cause = self.causes.of(found, _told(slip.inputs) if slip else None, None if row is None else _told(row))
        return [Found(employment_id, self.month, difference, cause) for difference in found]


def _slips_of(paid: PaidMonth, wanted: Iterable[int]) -> dict[int, _Slip]:
    """By employment, what was paid at those units, and to ``wanted`` wherever they were paid."""
    slips = _slips(paid.month, Unit.path.startswith(paid.path, autoescape=True))
    for some in _parts(set(wanted) - slips.keys()):
        slips |= _slips(paid.month, Payslip.employment_id.in_(some))
    return slips


def _parts(keys: Iterable[int]) -> Iterable[list[int]]:
    """As many keys at a time as a statement takes."""
    ordered = sorted(keys)
    return (ordered[start : start + _TOGETHER] for start in range(0, len(ordered), _TOGETHER))


def _slips(month: Month, condition: ColumnElement[bool]) -> dict[int, _Slip]:
    """Of two slips of a month (one for back pay alone) the one for the days worked tells the inputs."""
    rows = db.session.execute(
        select(Payslip.employment_id, Payslip.figures, Payslip.inputs)
        .join(PayRun, PayRun.id == Payslip.pay_run_id)
        .join(Unit, Unit.id == Payslip.unit_id)
        .where(Payslip.month == month, PayRun.state.in_(PAID_OUT), Payslip.failure_zh.is_(None), condition)
    )
    found: dict[int, _Slip] = {}
    for employment_id, figures, inputs in rows:
        if employment_id not in found or inputs.get("employed_days"):
            found[employment_id] = _Slip(figures, inputs)
    return found


def _gone(paid: PaidMonth, absent: Iterable[int]) -> list[int]:
    """Of those who were paid and are not to be paid any more, whoever is not employed in the month at all.

    The others have moved to units of another run, which owes them what is missing.
    """
    employed = overlapping(Employment, paid.month.first_day, paid.month.last_day)
    still: set[int] = set()
    keys = set(absent)
    for some in _parts(keys):
        still.update(db.session.scalars(select(Employment.id).where(Employment.id.in_(some), employed)))
    return sorted(keys - still)


def _book_of(run_id: int) -> Book:
    return Book.from_json(db.session.scalars(select(PayRun.book_json).where(PayRun.id == run_id)).one() or "")


def oldest(run: PayRun, months: int | None) -> Month:
    """The first month that is looked at: so many back, or January of the year before."""
    return Month(run.month.year - 1, 1) if months is None else run.month + -months


def by_employment(found: Sequence[Found]) -> dict[int, list[Found]]:
    """The differences of each employment, in the order of months and of the slip."""
    grouped: dict[int, list[Found]] = {}
    for one in found:
        grouped.setdefault(one.employment_id, []).append(one)
    return grouped
