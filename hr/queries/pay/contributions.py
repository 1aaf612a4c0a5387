"""A run's contributions, person by person and item by item, with what is paid for earlier months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from hr.database import db
from hr.models.organisation.unit import Unit, centre_id_of
from hr.models.pay.back_pay import BackPay
from hr.models.pay.pay_input import PayInput
from hr.models.pay.pay_run import SETTLED, PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.person import Person
from hr.queries.pay.run_employers import employers_of
from reports.contributions import ContributionDetail, ContributionPerson, Side
from reports.document import Filter
from vocabulary.pay_inputs import PayInputKind
from vocabulary.periods import Month
from vocabulary.terms import ContributionItem
from vocabulary.text import Text

Pair = tuple[ContributionItem, Side]
_STEMS = {item: item.value for item in ContributionItem} | {ContributionItem.OCCUPATIONAL_ANNUITY: "annuity"}
FIGURES: Mapping[Pair, str] = {(item, side): f"{stem}_{side.value}" for item, stem in _STEMS.items() for side in Side}
"""The figure of a slip for an item and side; not every pair is paid."""
BACK_COLUMNS: Mapping[str, Pair] = {
    f"back_{item.value}_{side.value}": (item, side) for item in ContributionItem for side in Side
}
"""The figure by which an earlier month's contribution is paid, which is also its input column."""
FUND = frozenset({ContributionItem.HOUSING_FUND, ContributionItem.SUPPLEMENTARY_FUND})
SEPARATOR = "@"
"""Between the figure and the month that it belongs to, in the name of a contribution difference."""
_STATE = Filter(Text("状态", "State"), Text("未审批", "Not approved"))
Backs = Mapping[int, Mapping[Month, Mapping[Pair, int]]]


@dataclass(frozen=True, slots=True)
class SlipLine:
    """What of a slip the contributions are read from."""

    employment_id: int
    person_id: int
    employer: str
    unit: str
    centre_id: int
    staff_number: str
    name: str
    figures: Mapping[str, int]


def slip_lines(run: PayRun) -> list[SlipLine]:
    """Of every computed slip of a run that was looked up within scope, in the order of units and people."""
    rows = db.session.execute(
        select(
            *(Payslip.employment_id, Payslip.person_id, Payslip.employer, Unit.name, Unit.path),
            *(Person.staff_number, Person.name, Payslip.figures),
        )
        .join(Unit, Unit.id == Payslip.unit_id)
        .join(Person, Person.id == Payslip.person_id)
        .where(Payslip.pay_run_id == run.id, Payslip.failure_zh.is_(None))
        .order_by(Unit.path, Person.name_key, Payslip.id)
    )
    return [
        SlipLine(employment, person, employer, unit, centre_id_of(path), number, name, figures)
        for employment, person, employer, unit, path, number, name, figures in rows
    ]


def amounts_of(figures: Mapping[str, int]) -> dict[Pair, int]:
    """The month's own contributions of a slip (fen); what is nothing is left out."""
    return {pair: figures[name] for pair, name in FIGURES.items() if figures.get(name)}


def detail_of(run: PayRun, employer: str | None = None) -> ContributionDetail:
    """The detail of a run that was looked up within scope, of one withholding unit or of all."""
    names = {one.key: one.name for one in employers_of(run)}
    backs = back_payments(run)
    lines = [line for line in slip_lines(run) if employer in (None, line.employer)]
    order = {key: place for place, key in enumerate(names)}
    lines.sort(key=lambda line: order[line.employer])
    people = tuple(_person(line, run.month, names, backs) for line in lines)
    return ContributionDetail(run.unit.name, run.month, people, () if run.state in SETTLED else (_STATE,))


def _person(line: SlipLine, month: Month, names: Mapping[str, str], backs: Backs) -> ContributionPerson:
    return ContributionPerson(
        employer=names[line.employer],
        unit=line.unit,
        staff_number=line.staff_number,
        name=line.name,
        social_base=line.figures.get("social_contribution_base", 0),
        housing_base=line.figures.get("housing_contribution_base", 0),
        amounts=amounts_of(line.figures),
        back=_agreeing(line, month, backs.get(line.employment_id, {})),
    )


def _agreeing(
    line: SlipLine, month: Month, back: Mapping[Month, Mapping[Pair, int]]
) -> Mapping[Month, Mapping[Pair, int]]:
    """The back payments by month; what the slip pays beyond them, having been set by hand, stands in its own month."""
    rest = {
        pair: line.figures.get(name, 0) - sum(amounts.get(pair, 0) for amounts in back.values())
        for name, pair in BACK_COLUMNS.items()
    }
    beyond = {pair: fen for pair, fen in rest.items() if fen}
    return {**back, month: {**back.get(month, {}), **beyond}} if beyond else back


def back_column_of(name: str) -> tuple[str, Month]:
    """Of a contribution difference's name (``pension_employee@2026-09``): the input column it is paid by, its month."""
    item, _, month = name.partition(SEPARATOR)
    return f"back_{item}", Month.parse(month)


def back_payments(run: PayRun) -> Backs:
    """By employment, month and item: what a run pays for earlier months (fen), by rule and by the bureau's list."""
    found: defaultdict[int, defaultdict[Month, defaultdict[Pair, int]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(int))
    )
    for employment_id, month, into, posted in _posted(run):
        found[employment_id][month][BACK_COLUMNS[into]] += posted
    for employment_id, name, amount in _differences(run):
        column, month = back_column_of(name)
        found[employment_id][month][BACK_COLUMNS[column]] += amount
    return found


def _posted(run: PayRun) -> Sequence[Any]:
    return db.session.execute(
        select(BackPay.employment_id, BackPay.month, BackPay.into, BackPay.posted).where(
            BackPay.pay_run_id == run.id, BackPay.into.in_(sorted(BACK_COLUMNS)), BackPay.posted != 0
        )
    ).all()


def _differences(run: PayRun) -> Sequence[Any]:
    return db.session.execute(
        select(PayInput.employment_id, PayInput.name, PayInput.amount).where(
            PayInput.month == run.month,
            PayInput.kind == PayInputKind.CONTRIBUTION,
            PayInput.approved_at.is_not(None),
        )
    ).all()
