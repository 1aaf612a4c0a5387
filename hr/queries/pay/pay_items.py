"""The items of pay over several runs, in the order of the slip, and what people were paid added up by them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from payroll.elements.catalogue import catalogue, monthly_figures
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.parameters.book import Book
from reports.months_table import MonthItem, MonthSection
from vocabulary.text import Text

EARNED = (FigureKind.EARNING,)
OFF = (FigureKind.GROSS_DEDUCTION,)
TAKEN = (FigureKind.EMPLOYEE_CONTRIBUTION, FigureKind.TAX, FigureKind.NET_DEDUCTION)
PAID_ON_TOP = (FigureKind.EMPLOYER_CONTRIBUTION,)
_SECTIONS = (
    (Text("应发项目", "Earnings"), (*EARNED, *OFF), "gross"),
    (Text("扣款项目", "Deductions"), TAKEN, "deductions"),
    (Text("实发", "Net"), (), "net"),
    (Text("单位缴费", "Employer's contributions"), PAID_ON_TOP, "employer_contributions"),
    (Text("用工成本", "Employer's cost"), (), "employer_cost"),
)
_AT_A_TIME = 2_000


@dataclass
class FigureSums:
    """How many slips, and each of their figures added up (fen)."""

    slips: int = 0
    figures: dict[str, int] = field(default_factory=dict)

    def add(self, figures: Mapping[str, int]) -> None:
        """One slip more."""
        self.slips += 1
        for name, amount in figures.items():
            if amount:
                self.figures[name] = self.figures.get(name, 0) + amount


def sums_by(keys: Sequence[Any], *conditions: ColumnElement[bool]) -> dict[tuple[Any, ...], FigureSums]:
    """Computed slips that meet the conditions, added up by ``keys`` (columns of slip, run or unit).

    One statement, read in portions: a city's year does not have to fit into memory.
    """
    rows = db.session.execute(
        select(*keys, Payslip.figures)
        .select_from(Payslip)
        .join(PayRun, PayRun.id == Payslip.pay_run_id)
        .join(Unit, Unit.id == Payslip.unit_id)
        .where(Payslip.failure_zh.is_(None), *conditions)
        .execution_options(yield_per=_AT_A_TIME)
    )
    found: dict[tuple[Any, ...], FigureSums] = {}
    for *key, figures in rows:
        found.setdefault(tuple(key), FigureSums()).add(figures)
    return found


@dataclass(frozen=True)
class PayItems:
    """The elements of one or several books, each once, in the order of the slip."""

    elements: tuple[Element, ...]

    @classmethod
    def of_books(cls, books: Iterable[str]) -> PayItems:
        """Those of stored books, the newest first: what only an older one has stands after what all have."""
        elements: dict[str, Element] = {}
        for book in books:
            every = catalogue(Book.from_json(book))
            monthly = monthly_figures(every)
            for element in every:
                if monthly.intersection(element.gives):
                    elements.setdefault(element.name, element)
        return cls(tuple(elements.values()))

    @classmethod
    def of_runs(cls, *conditions: ColumnElement[bool]) -> PayItems:
        """Those of the runs that meet the conditions; each book is read once, however many runs share it."""
        latest: dict[str | None, str] = {}
        rows = db.session.execute(
            select(PayRun.book_fingerprint, PayRun.book_json)
            .join(Unit, Unit.id == PayRun.unit_id)
            .where(PayRun.book_json.is_not(None), *conditions)
            .order_by(PayRun.month.desc())
        )
        for fingerprint, book in rows:
            latest.setdefault(fingerprint, book or "")
        return cls.of_books(latest.values())

    def figures(self, *kinds: FigureKind) -> list[Figure]:
        """The figures of those kinds."""
        return [figure for element in self.elements for figure in element.figures if figure.kind in kinds]

    def label(self, name: str) -> Text:
        """What a figure is called; raises KeyError for one that no book has."""
        return next(f.label for e in self.elements for f in e.figures if f.name == name)

    def sections(self, months: Sequence[Mapping[str, int] | None]) -> tuple[MonthSection, ...]:
        """Earnings, deductions, net, contributions and cost month by month; None for a month with nothing settled."""
        return tuple(self._section(heading, kinds, total, months) for heading, kinds, total in _SECTIONS)

    def _section(
        self, heading: Text, kinds: tuple[FigureKind, ...], total: str, months: Sequence[Mapping[str, int] | None]
    ) -> MonthSection:
        items = [
            MonthItem(f.label, over(months, lambda m, f=f: _signed(f, m)))  # type: ignore[misc]
            for f in self.figures(*kinds)
        ]
        items.append(MonthItem(self.label(total), over(months, lambda m: m.get(total, 0)), is_sum=True))
        return MonthSection(heading if kinds else Text("", ""), tuple(items))


def over(
    months: Sequence[Mapping[str, int] | None], value: Callable[[Mapping[str, int]], int]
) -> tuple[int | None, ...]:
    """A value for each month that has figures."""
    return tuple(None if month is None else value(month) for month in months)


def _signed(figure: Figure, amounts: Mapping[str, int]) -> int:
    """What is taken off gross stands among the earnings with a minus."""
    return (-1 if figure.kind in OFF else 1) * amounts.get(figure.name, 0)
