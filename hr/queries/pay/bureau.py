"""The bureau's lists against the runs: which were brought in, where they part, and how that was settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.bureau_line import BureauLine, BureauSettlement, SettlementWay
from hr.models.pay.pay_run import WITH_SLIPS, PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.pay.contributions import FUND, amounts_of
from hr.queries.pay.run_employers import UNIT
from hr.refusals import OutOfScope
from reports.contributions import Difference, ItemLine, Side, differences
from vocabulary.periods import Month
from vocabulary.terms import ContributionItem
from vocabulary.text import Text

UNKNOWN = "x"
"""Before the id of a line whose person is not known, in the place of a person's id."""
Key = tuple[str, ContributionItem]


@dataclass(frozen=True, slots=True)
class BureauMonth:
    """A withholding unit's list of a month: people and lines on it."""

    unit: Unit
    month: Month
    people: int
    lines: int


def lists_seen(*, viewer: Viewer) -> Sequence[BureauMonth]:
    """The lists of the units whose pay the viewer sees, the newest first."""
    rows = db.session.execute(
        select(Unit, BureauLine.month, func.count(BureauLine.identity_index.distinct()), func.count())
        .join(Unit, Unit.id == BureauLine.unit_id)
        .where(within(Unit.path, viewer, Action.PAY_READ))
        .group_by(Unit.id, BureauLine.month)
        .order_by(BureauLine.month.desc(), Unit.path)
    )
    return [BureauMonth(unit, month, people, lines) for unit, month, people, lines in rows]


@dataclass(frozen=True)
class Who:
    """Somebody whose contributions part: on a slip (``employment_id``), on the list, or both."""

    name: str
    staff_number: str
    identity_index: bytes
    person_id: int | None
    employment_id: int | None


@dataclass(frozen=True)
class Compared:
    """A withholding unit's month: what was compared, where it parts, whose that is, and what was settled."""

    unit: Unit
    month: Month
    lines: int
    found: tuple[Difference, ...]
    people: Mapping[str, Who]
    settled: Mapping[Key, BureauSettlement]
    has_slips: bool
    has_list: bool

    def settlement_of(self, one: Difference) -> BureauSettlement | None:
        """How the difference was settled, as long as it is the same as then."""
        row = self.settled.get((one.who, one.item))
        same = row is not None and (row.employee_fen, row.employer_fen) == (one.employee, one.employer)
        return row if same else None

    def difference(self, who: str, item: ContributionItem) -> Difference:
        """One of them; OutOfScope where the two agree."""
        for one in self.found:
            if (one.who, one.item) == (who, item):
                return one
        raise OutOfScope(f"difference of {who} {item}")


def compared(unit: Unit, month: Month) -> Compared:
    """The comparison for a withholding unit that was looked up within scope.

    Items that the list does not have at all are left out: the housing fund's centre sends a list of its own.
    """
    lines = db.session.scalars(
        select(BureauLine).where(BureauLine.unit_id == unit.id, BureauLine.month == month).order_by(BureauLine.id)
    ).all()
    listed = {line.item for line in lines}
    people: dict[str, Who] = {}
    ours = _ours(unit, month, listed, people)
    theirs = {
        (_who_of(line, people), line.item): ItemLine(line.base_fen, line.employee_fen, line.employer_fen)
        for line in lines
    }
    has_slips = bool(people) and any(who.employment_id for who in people.values())
    found = differences(ours, theirs) if has_slips and lines else []
    settled = _settled(unit, month, people)
    count = len({*ours, *theirs})
    return Compared(unit, month, count, tuple(found), people, settled, has_slips, bool(lines))


def _ours(unit: Unit, month: Month, listed: set[ContributionItem], people: dict[str, Who]) -> dict[Key, ItemLine]:
    rows = db.session.execute(
        select(Payslip.employment_id, Payslip.figures, Person)
        .join(PayRun, PayRun.id == Payslip.pay_run_id)
        .join(Person, Person.id == Payslip.person_id)
        .where(Payslip.month == month, Payslip.employer == f"{UNIT}{unit.id}", Payslip.failure_zh.is_(None))
        .where(PayRun.state.in_(WITH_SLIPS))
        .order_by(Person.name_key, Payslip.id)
    )
    found: dict[Key, ItemLine] = {}
    for employment_id, figures, person in rows:
        who = str(person.id)
        people[who] = Who(person.name, person.staff_number, bytes(person.id_number_index), person.id, employment_id)
        for item in listed:
            line = _line(item, figures)
            if line.employee or line.employer:
                before = found.get((who, item), ItemLine(line.base, 0, 0))
                employer = before.employer + line.employer
                found[who, item] = ItemLine(line.base, before.employee + line.employee, employer)
    return found


def _line(item: ContributionItem, figures: Mapping[str, int]) -> ItemLine:
    amounts = amounts_of(figures)
    base = figures.get("housing_contribution_base" if item in FUND else "social_contribution_base", 0)
    return ItemLine(base, amounts.get((item, Side.EMPLOYEE), 0), amounts.get((item, Side.EMPLOYER), 0))


def _who_of(line: BureauLine, people: dict[str, Who]) -> str:
    who = str(line.person_id) if line.person_id else f"{UNKNOWN}{line.id}"
    if who not in people:
        tail = f"…{line.identity[-4:]}"
        people[who] = Who(line.name, tail, bytes(line.identity_index), line.person_id, None)
    return who


def _settled(unit: Unit, month: Month, people: Mapping[str, Who]) -> dict[Key, BureauSettlement]:
    rows = db.session.scalars(
        select(BureauSettlement).where(BureauSettlement.unit_id == unit.id, BureauSettlement.month == month)
    )
    found = {(bytes(row.identity_index), row.item): row for row in rows}
    return {
        (who, item): row
        for who, somebody in people.items()
        for item in ContributionItem
        if (row := found.get((somebody.identity_index, item)))
    }


_ADJUSTED = Text("{month} 调整（{by}）", "Adjusted in {month} ({by})")
_NOTED = Text("不调整：{reason}（{by}）", "Not adjusted: {reason} ({by})")


def said(row: BureauSettlement | None) -> Text | None:
    """A settlement in words."""
    if row is None:
        return None
    words = _ADJUSTED if row.way is SettlementWay.ADJUST else _NOTED
    return words.format(month=row.pay_month, by=row.settled_by, reason=row.reason)
