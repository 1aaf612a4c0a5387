"""A run by unit × staffing type × fund source, each amount by the element that it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from hr.database import db
from hr.models.organisation.unit import Unit, centre_id_of
from hr.models.pay.pay_run import SETTLED, PayRun
from hr.models.pay.payslip import Payslip
from hr.queries.pay.pay_items import EARNED, OFF, PAID_ON_TOP, FigureSums, PayItems, sums_by
from payroll.formula.figure import FigureKind
from reports.pay_summary import Measure, PaySummary, SummaryLine
from vocabulary.terms import FundSource, StaffingType
from vocabulary.text import Text

_GROSS = Text("应发", "Gross pay")
_OWN = Text("个人扣款", "Deducted")
_EMPLOYERS = Text("单位缴费", "Employer's contributions")
_ALLOWANCES = Text("单位津贴", "Own allowances")
_TAX = Text("个人所得税", "Income tax")
_OFF = Text("应发扣减", "Taken off gross")
_NOT_APPROVED = Text("未审批", "Not approved")
_OWN_KINDS = (FigureKind.EMPLOYEE_CONTRIBUTION, FigureKind.NET_DEDUCTION)


@dataclass(frozen=True, slots=True)
class _Sum:
    """A measure and the figures that it adds up, with their sign."""

    measure: Measure
    figures: tuple[str, ...]
    sign: int = 1

    def of(self, sums: FigureSums) -> int:
        return self.sign * sum(sums.figures.get(name, 0) for name in self.figures)


def summary_of_run(run: PayRun) -> PaySummary:
    """The summary of a run that the caller has looked up within scope."""
    items = PayItems.of_books([run.book_json or ""])
    measures = list(_measures(items))
    names = {row.id: row.name for row in db.session.execute(select(Unit.id, Unit.name))}
    found = sums_by((Unit.path, Payslip.staffing_type, Payslip.fund_source), Payslip.pay_run_id == run.id)
    lines = [
        SummaryLine(names[centre], kind.label, fund.label, sums.slips, tuple(measure.of(sums) for measure in measures))
        for (centre, kind, fund), sums in _by_centre(found)
    ]
    mark = None if run.state in SETTLED else _NOT_APPROVED
    return PaySummary(run.unit.name, run.month, tuple(m.measure for m in measures), tuple(lines), mark)


Place = tuple[int, StaffingType, FundSource]


def _by_centre(found: dict[tuple[str, StaffingType, FundSource], FigureSums]) -> Iterator[tuple[Place, FigureSums]]:
    """Stations go with their centre; centres in the order of the tree, types and funds in that of the vocabulary."""
    order = {term: place for terms in (StaffingType, FundSource) for place, term in enumerate(terms)}
    together: dict[Place, FigureSums] = {}
    for (path, kind, fund), sums in sorted(found.items(), key=lambda x: (x[0][0], order[x[0][1]], order[x[0][2]])):
        total = together.setdefault((centre_id_of(path), kind, fund), FigureSums())
        slips = total.slips + sums.slips
        total.add(sums.figures)
        total.slips = slips
    first = {centre: place for place, centre in enumerate(dict.fromkeys(centre for centre, _, _ in together))}
    yield from sorted(together.items(), key=lambda x: (first[x[0][0]], order[x[0][1]], order[x[0][2]]))


def _measures(items: PayItems) -> Iterator[_Sum]:
    yield from _by_element(items, EARNED, _GROSS)
    yield _Sum(Measure(_OFF, _GROSS), tuple(f.name for f in items.figures(*OFF)), -1)
    yield _Sum(Measure(Text("应发合计", "Gross"), _GROSS, headline=True), ("gross",))
    yield from _by_element(items, _OWN_KINDS, _OWN)
    yield _Sum(Measure(_TAX, _OWN), tuple(f.name for f in items.figures(FigureKind.TAX)))
    yield _Sum(Measure(Text("扣款合计", "Deductions"), _OWN), ("deductions",))
    yield _Sum(Measure(Text("实发", "Net"), headline=True), ("net",))
    yield from _by_element(items, PAID_ON_TOP, _EMPLOYERS)
    yield _Sum(Measure(Text("用工成本", "Cost"), headline=True), ("employer_cost",))


def _by_element(items: PayItems, kinds: tuple[FigureKind, ...], group: Text) -> Iterator[_Sum]:
    """A measure for each element that has figures of those kinds; the employer's own allowances are one."""
    sums: dict[Text, list[str]] = {}
    for element in items.elements:
        own = element.name.startswith("allowance.")
        names = [figure.name for figure in element.figures if figure.kind in kinds]
        if names:
            sums.setdefault(_ALLOWANCES if own else element.label, []).extend(names)
    for heading, figures in sums.items():
        yield _Sum(Measure(heading, group), tuple(figures))
