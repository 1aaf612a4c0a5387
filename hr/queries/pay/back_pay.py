"""Back pay as it stands: which runs made good which months, to whom, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import contains_eager

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.back_pay import BackPay, BackPayChoice, BackPayDecision
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.listing import Choice, ListColumn, Listing
from hr.refusals import OutOfScope
from payroll.back_pay import TAXED, WAGES
from vocabulary.periods import Month
from vocabulary.text import Text

_DIFFERENCE = BackPay.now - BackPay.paid
_OWN, _EMPLOYERS = BackPay.into.endswith("_employee"), BackPay.into.endswith("_employer")
_IN_WAGES = BackPay.into.in_(WAGES)


@dataclass(frozen=True, slots=True)
class BackPaySums:
    """What one run makes good (fen): people, posted wages and contributions, and what is left open of the wages."""

    people: int
    wages: int
    own: int
    employers: int
    left: int


@dataclass(frozen=True, slots=True)
class RunSums:
    """A run with its sums."""

    run: PayRun
    sums: BackPaySums


@dataclass(frozen=True, slots=True)
class MonthSums:
    """A month that a run makes good, with its sums and the commonest cause."""

    month: Month
    sums: BackPaySums
    cause: Text


def _sums() -> tuple[Any, ...]:
    def total(condition: Any, amount: Any = BackPay.posted) -> Any:
        return func.coalesce(func.sum(case((condition, amount), else_=0)), 0)

    left = total(_IN_WAGES, _DIFFERENCE - BackPay.posted)
    people = func.count(BackPay.employment_id.distinct())
    return people, total(_IN_WAGES), total(_OWN), total(_EMPLOYERS), left


def runs_with_back_pay(*, viewer: Viewer, limit: int = 24) -> Sequence[RunSums]:
    """The newest runs within scope that make something good, or might."""
    runs = db.session.scalars(
        select(PayRun)
        .join(PayRun.unit)
        .options(contains_eager(PayRun.unit))
        .where(within(Unit.path, viewer, Action.PAY_READ))
        .where(select(BackPay.id).where(BackPay.pay_run_id == PayRun.id).exists())
        .order_by(PayRun.month.desc(), Unit.path)
        .limit(limit)
    ).all()
    keys = [run.id for run in runs]
    rows = db.session.execute(
        select(BackPay.pay_run_id, *_sums()).where(BackPay.pay_run_id.in_(keys)).group_by(BackPay.pay_run_id)
    )
    sums = {key: BackPaySums(*map(int, some)) for key, *some in rows}
    return [RunSums(run, sums[run.id]) for run in runs]


def sums_of(run: PayRun) -> BackPaySums:
    """The whole of a run that was looked up within scope."""
    return BackPaySums(*map(int, db.session.execute(select(*_sums()).where(BackPay.pay_run_id == run.id)).one()))


def month_sums(run: PayRun) -> Sequence[MonthSums]:
    """Its months, the oldest first."""
    mine = BackPay.pay_run_id == run.id
    causes: dict[Month, Text] = {}
    commonest = select(BackPay.month, BackPay.cause_zh, BackPay.cause_en).where(mine)
    for month, zh, en in db.session.execute(
        commonest.group_by(BackPay.month, BackPay.cause_zh, BackPay.cause_en).order_by(func.count().desc())
    ):
        causes.setdefault(month, Text(zh, en))
    rows = db.session.execute(
        select(BackPay.month, *_sums()).where(mine).group_by(BackPay.month).order_by(BackPay.month)
    )
    return [MonthSums(month, BackPaySums(*map(int, sums)), causes[month]) for month, *sums in rows]


def back_pay_list(run: PayRun, *, viewer: Viewer) -> Listing:
    """Everything that a run found, a line a person, month and figure; ``run`` was looked up within scope."""
    statement = (
        select(BackPay.id.label("back_pay_id"))
        .join(Employment, Employment.id == BackPay.employment_id)
        .join(Person, Person.id == Employment.person_id)
        .outerjoin(BackPayDecision, _decided())
        .where(BackPay.pay_run_id == run.id)
    )
    return Listing(
        statement,
        columns=_columns(chinese=viewer.language == "zh"),
        search_in=(Person.name, Person.name_key, Person.staff_number, BackPay.label_zh, BackPay.cause_zh),
        choices=(_months_of(run), Choice("side", Text("类别", "Kind"), _SIDES, _SIDE_CONDITIONS)),
        sort="staff_number",
        key=BackPay.id,
    )


def _columns(*, chinese: bool) -> tuple[ListColumn, ...]:
    return (
        ListColumn("staff_number", Text("工号", "Staff number"), Person.staff_number, link="back_pay_id"),
        ListColumn("name", Text("姓名", "Name"), Person.name, sort_by=Person.name_key, link="back_pay_id"),
        ListColumn("month", Text("所属月份", "Month"), BackPay.month, "month"),
        ListColumn("figure", Text("项目", "Element"), BackPay.label_zh if chinese else BackPay.label_en),
        ListColumn("paid", Text("原发放", "Paid"), BackPay.paid, "money"),
        ListColumn("now", Text("应为", "Now"), BackPay.now, "money"),
        ListColumn("difference", Text("差额", "Difference"), _DIFFERENCE, "money"),
        ListColumn("posted", Text("本批次", "In this run"), BackPay.posted, "money"),
        ListColumn("cause", Text("原因", "Why"), BackPay.cause_zh if chinese else BackPay.cause_en),
        ListColumn("choice", Text("处理决定", "Decision"), BackPayDecision.choice, "term", shown=False),
        ListColumn("reason", Text("理由", "Reason"), BackPayDecision.reason, shown=False),
    )


def _months_of(run: PayRun) -> Choice:
    """The filter by month."""
    found = select(BackPay.month).where(BackPay.pay_run_id == run.id).distinct().order_by(BackPay.month)
    months = {str(month): month for month in db.session.scalars(found)}
    return Choice(
        "of",
        Text("所属月份", "Month"),
        [(written, Text(written, written)) for written in months],
        {written: BackPay.month == month for written, month in months.items()},
    )


def lines_of(run: PayRun) -> Sequence[Any]:
    """The same lines for a program: by person and month; ``run`` was looked up within scope."""
    return db.session.execute(
        select(Person.staff_number, Person.name, *(column for column in BackPay.__table__.columns))
        .select_from(BackPay)
        .join(Employment, Employment.id == BackPay.employment_id)
        .join(Person, Person.id == Employment.person_id)
        .where(BackPay.pay_run_id == run.id)
        .order_by(Person.staff_number, BackPay.month, BackPay.id)
    ).all()


_SIDES = (
    ("wages", Text("工资", "Wages")),
    ("own", Text("个人缴费", "Own contributions")),
    ("employers", Text("单位缴费", "Employer's contributions")),
    ("open", Text("未处理", "Left open")),
)
_SIDE_CONDITIONS = {
    "wages": _IN_WAGES,
    "own": _OWN,
    "employers": _EMPLOYERS,
    "open": BackPay.posted != _DIFFERENCE,
}


def _decided() -> Any:
    return and_(
        BackPayDecision.pay_run_id == BackPay.pay_run_id, BackPayDecision.employment_id == BackPay.employment_id
    )


@dataclass(frozen=True)
class PersonBackPay:
    """One person's back pay in a run, and what was decided about it."""

    employment: Employment
    rows: Sequence[BackPay]
    decision: BackPayDecision | None

    @property
    def overpaid(self) -> bool:
        """Whether wages were paid too much in all."""
        return sum(row.difference for row in self.rows if row.into in WAGES) < 0

    @property
    def choices(self) -> list[BackPayChoice]:
        """What may be decided: to take back only where there is something to take."""
        return list(BackPayChoice) if self.overpaid else [BackPayChoice.LEAVE_OUT]


def back_pay_of(back_pay_id: int, *, viewer: Viewer) -> BackPay:
    """One line, if its run is within scope."""
    row = db.session.scalar(
        select(BackPay)
        .join(BackPay.run)
        .join(PayRun.unit)
        .where(BackPay.id == back_pay_id, within(Unit.path, viewer, Action.PAY_READ))
    )
    if row is None:
        raise OutOfScope(f"back pay {back_pay_id}")
    return row


def person_in(run: PayRun, employment_id: int) -> PersonBackPay | None:
    """Somebody's differences in a run that was looked up within scope, None where there are none."""
    mine = (BackPay.pay_run_id == run.id, BackPay.employment_id == employment_id)
    rows = db.session.scalars(select(BackPay).where(*mine).order_by(BackPay.month, BackPay.id)).all()
    if not rows:
        return None
    decided = select(BackPayDecision).where(
        BackPayDecision.pay_run_id == run.id, BackPayDecision.employment_id == employment_id
    )
    return PersonBackPay(rows[0].employment, rows, db.session.scalars(decided).one_or_none())


def made_good_on(slip: Payslip) -> Sequence[BackPay]:
    """What a slip that was looked up within scope makes good of earlier months, by month."""
    mine = (BackPay.pay_run_id == slip.pay_run_id, BackPay.employment_id == slip.employment_id, BackPay.posted != 0)
    return db.session.scalars(select(BackPay).where(*mine).order_by(BackPay.month, BackPay.id)).all()


def months_made_good(run: PayRun) -> dict[tuple[int, str], str]:
    """The months of a run's back pay, by employment and figure of the slip: ``2026-07``, or from first to last."""
    rows = db.session.execute(
        select(BackPay.employment_id, BackPay.into, func.min(BackPay.month), func.max(BackPay.month))
        .where(BackPay.pay_run_id == run.id, BackPay.posted != 0)
        .group_by(BackPay.employment_id, BackPay.into)
    )
    return {(key, _FIGURES.get(into, into)): _span(first, last) for key, into, first, last in rows}


_FIGURES = {TAXED: "back_pay"}
"""The figures of the slip that are not called like the input columns they come from."""


def _span(first: Month, last: Month) -> str:
    return str(first) if first == last else f"{first} – {last}"


def by_month(rows: Iterable[BackPay]) -> dict[Month, list[BackPay]]:
    """The same rows, a list for each month."""
    grouped: dict[Month, list[BackPay]] = {}
    for row in rows:
        grouped.setdefault(row.month, []).append(row)
    return grouped
