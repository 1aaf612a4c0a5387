"""What a run says of each person's taxes, in the form that the tax office's client takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.person import Person
from hr.queries.pay.tax_items import MONTHLY_ITEMS, Declared
from payroll.elements.catalogue import catalogue, monthly_figures
from payroll.formula.figure import Figure, FigureKind
from payroll.parameters.book import Book
from reports.tax_client import ApartIncome, ApartKind, TaxId, WageRow
from vocabulary.money import yuan
from vocabulary.text import Text

_APART = {"labour_service": ApartKind.LABOUR_SERVICE, "severance": ApartKind.SEVERANCE}
_COLUMN_OF = {
    "pension": "pension",
    "medical": "medical",
    "unemployment": "unemployment",
    "housing_fund": "housing_fund",
    "supplementary_fund": "housing_fund",
    "annuity": "annuity",
    "occupational_annuity": "annuity",
}


@dataclass(frozen=True, slots=True)
class TaxDoubt:
    """Somebody whose line can't be vouched for, and why."""

    staff_number: str
    name: str
    reason: Text


_NO_COLUMN = Text("“{figure}”在申报表中没有对应的列", "“{figure}” has no column in the form")
_OTHER_ITEMS = Text(
    "各项专项附加扣除累计 {now} 元，与计算时的 {then} 元不一致",
    "Special additional deductions now add up to {now}, and to {then} when pay was computed",
)


@dataclass
class TaxFile:
    """One withholding agent's month: a wage line for each person, incomes taxed apart, and what is in doubt."""

    wages: list[WageRow] = field(default_factory=list)
    apart: dict[ApartKind, list[ApartIncome]] = field(default_factory=lambda: defaultdict(list))
    doubts: list[TaxDoubt] = field(default_factory=list)
    withheld: int = 0

    @property
    def income(self) -> int:
        """All wages of the month, exempt ones included, fen."""
        return sum(row.income for row in self.wages)


def slips_of_employers(run: PayRun, *conditions: ColumnElement[bool]) -> dict[str, list[Payslip]]:
    """By employer, the computed slips of a run, by unit and person; one statement."""
    rows = db.session.scalars(
        select(Payslip)
        .join(Unit, Unit.id == Payslip.unit_id)
        .join(Person, Person.id == Payslip.person_id)
        .options(joinedload(Payslip.person))
        .where(Payslip.pay_run_id == run.id, Payslip.failure_zh.is_(None), *conditions)
        .order_by(Unit.path, Person.name_key, Payslip.id)
    )
    found: dict[str, list[Payslip]] = {}
    for slip in rows:
        found.setdefault(slip.employer, []).append(slip)
    return found


def tax_files_of(run: PayRun) -> dict[str, TaxFile]:
    """By employer, the taxes of a run that was looked up within scope; a fixed number of statements."""
    return _files(run, slips_of_employers(run))


def tax_file_of(run: PayRun, employer: str) -> TaxFile:
    """The taxes of one employer's people in a run that was looked up within scope."""
    return _files(run, slips_of_employers(run, Payslip.employer == employer)).get(employer, TaxFile())


def _files(run: PayRun, slips: Mapping[str, Sequence[Payslip]]) -> dict[str, TaxFile]:
    figures, declared = _figures(run), Declared.until(run.month)
    return {key: _file(own, figures, declared) for key, own in slips.items()}


def _file(slips: Iterable[Payslip], figures: Sequence[Figure], declared: Declared) -> TaxFile:
    """A line a person, whose slips are added up where several employments were paid."""
    people: dict[int, list[Payslip]] = {}
    for slip in slips:
        people.setdefault(slip.person_id, []).append(slip)
    made = TaxFile()
    for person_id, own in people.items():
        _Person(own, figures, declared.to_date(person_id, _since(own))).into(made)
    return made


def _figures(run: PayRun) -> list[Figure]:
    elements = catalogue(Book.from_json(run.book_json or ""))
    monthly = monthly_figures(elements)
    return [figure for element in elements for figure in element.figures if figure.name in monthly]


def _since(slips: Iterable[Payslip]) -> int:
    """How many months of the year count, this one included."""
    return max(_input(slip, "tax_months") for slip in slips)


def tax_id(person: Person) -> TaxId:
    """The four columns by which the client knows somebody."""
    return TaxId(person.staff_number, person.name, person.id_type.label.zh, person.id_number)


def _input(slip: Payslip, name: str) -> int:
    value = slip.inputs.get(name)
    return value if isinstance(value, int) else 0


class _Person:
    """One person's slips of the month, added up column by column."""

    def __init__(self, slips: Sequence[Payslip], figures: Sequence[Figure], items: Mapping[str, int]) -> None:
        self.slips, self.figures, self.items = slips, figures, items
        self.person = slips[0].person
        self.who = tax_id(self.person)

    def into(self, made: TaxFile) -> None:
        """Add the person to the file."""
        made.withheld += sum(self._sum(f.name) for f in self.figures if f.kind is FigureKind.TAX)
        for kind, paid in self._apart():
            made.apart[kind].append(paid)
        exempt = sum(self._sum(f.name) for f in self._untaxed() if f.name not in _APART)
        contributions = self._contributions(made)
        income = self._sum("taxed_income") + exempt
        if income or any(contributions.values()) or not self._paid_apart_only():
            made.wages.append(self._wage_row(income, exempt, contributions))
        made.doubts += self._items_in_doubt()

    def _wage_row(self, income: int, exempt: int, contributions: dict[str, int]) -> WageRow:
        additional = {name: fen for name, fen in self.items.items() if name not in MONTHLY_ITEMS}
        monthly = sum(fen for name, fen in self.items.items() if name in MONTHLY_ITEMS)
        return WageRow(self.who, income, exempt, contributions, additional, monthly)

    def _sum(self, name: str) -> int:
        return sum(slip.figures.get(name, 0) for slip in self.slips)

    def _untaxed(self) -> Iterable[Figure]:
        return (f for f in self.figures if f.kind is FigureKind.EARNING and not f.taxed and not f.bonus)

    def _paid_apart_only(self) -> bool:
        return any(self._sum(name) for name in _APART)

    def _apart(self) -> Iterable[tuple[ApartKind, ApartIncome]]:
        bonus = sum(self._sum(f.name) for f in self.figures if f.bonus) - self._sum("bonus_merged_amount")
        if bonus:
            yield ApartKind.BONUS, ApartIncome(self.who, bonus)
        for name, kind in _APART.items():
            if amount := self._sum(name):
                free = amount - self._sum("severance_excess") if kind is ApartKind.SEVERANCE else 0
                yield kind, ApartIncome(self.who, amount, free)

    def _contributions(self, made: TaxFile) -> dict[str, int]:
        found: dict[str, int] = {}
        for figure in self.figures:
            amount = self._sum(figure.name) if figure.kind is FigureKind.EMPLOYEE_CONTRIBUTION else 0
            column = _COLUMN_OF.get(figure.name.removeprefix("back_").removesuffix("_employee"))
            if amount and column is None:
                made.doubts.append(self._doubt(_NO_COLUMN.format(figure=figure.label)))
            elif amount and column is not None:
                found[column] = found.get(column, 0) + amount
        return found

    def _items_in_doubt(self) -> Iterable[TaxDoubt]:
        """The sheet's items must be what the tax was computed from; they could have been changed since."""
        then = max(_input(slip, "additional_to_date") for slip in self.slips)
        now = sum(fen for name, fen in self.items.items() if name not in (*MONTHLY_ITEMS, "personal_pension"))
        if now != then:
            yield self._doubt(_OTHER_ITEMS.format(now=yuan(now), then=yuan(then)))

    def _doubt(self, reason: Text) -> TaxDoubt:
        return TaxDoubt(self.person.staff_number, self.person.name, reason)
