"""A person's pay of a year: what each employer paid and withheld, month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from hr.database import db
from hr.models.organisation.agency import Agency
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import SETTLED, PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.pay.pay_items import PayItems
from hr.queries.pay.run_employers import AGENCY, UNIT
from hr.refusals import OutOfScope
from payroll.formula.figure import FigureKind
from reports.pay_year import YearAt, YearStatement
from reports.payslip import PayLine
from vocabulary.periods import Month
from vocabulary.text import Text

_TAX_OF_ALL = Text("个人所得税", "Income tax")
_TAX_YEAR = (
    "tax_income_to_date",
    "basic_deduction_to_date",
    "tax_deductions_to_date",
    "taxable_to_date",
    "tax_due_to_date",
)
_ADDITIONAL = Text("累计专项附加扣除", "Special additional deductions to date")
_OTHER = Text("累计其他扣除", "Other deductions to date")
_WITHHELD = Text("本年已预扣税额（工资薪金）", "Tax withheld on wages this year")
_APART = Text("另行计税的税额（奖金、劳务报酬、补偿金）", "Tax on incomes taxed apart")
_APART_TAXES = ("annual_bonus_tax", "labour_service_tax", "severance_tax")


def months_of(year: int) -> list[Month]:
    """January to December."""
    return list(Month(year, 1).until(Month(year, 12)))


def seen(viewer: Viewer) -> ColumnElement[bool]:
    """Settled slips that the viewer may put into a statement: those of their units, and their own."""
    theirs = within(Unit.path, viewer, Action.PAY_READ)
    own = or_(theirs, Payslip.person_id == viewer.person_id) if viewer.person_id is not None else theirs
    return and_(own, PayRun.state.in_(SETTLED), Payslip.failure_zh.is_(None))


def years_of(person_id: int, *, viewer: Viewer) -> list[int]:
    """The years with pay of a person, as far as the viewer may see them, the latest first."""
    statement = (
        select(Payslip.month)
        .join(PayRun, PayRun.id == Payslip.pay_run_id)
        .join(Unit, Unit.id == Payslip.unit_id)
        .where(Payslip.person_id == person_id, seen(viewer))
        .distinct()
    )
    return sorted({month.year for month in db.session.scalars(statement)}, reverse=True)


def person_year(person_id: int, year: int, *, viewer: Viewer) -> PersonYear:
    """The year of one person; OutOfScope when the viewer may see no pay of theirs in it."""
    found = statements_of(year, Payslip.person_id == person_id, viewer=viewer)
    if not found:
        raise OutOfScope(f"pay of person {person_id} in {year}")
    return found[0]


@dataclass(frozen=True, slots=True)
class PersonYear:
    """A person's statement, and the identity number that may lock it."""

    person_id: int
    id_number: str
    statement: YearStatement


def statements_of(year: int, *conditions: ColumnElement[bool], viewer: Viewer) -> list[PersonYear]:
    """The statements of everybody whose slips meet the conditions, by unit and name; a fixed number of queries."""
    slips = db.session.execute(
        select(Payslip, Person, Unit)
        .join(PayRun, PayRun.id == Payslip.pay_run_id)
        .join(Unit, Unit.id == Payslip.unit_id)
        .join(Person, Person.id == Payslip.person_id)
        .where(Payslip.month.in_(months_of(year)), seen(viewer), *conditions)
        .order_by(Unit.path, Person.name_key, Payslip.person_id, Payslip.month, Payslip.id)
    ).all()
    if not slips:
        return []
    runs = {slip.pay_run_id for slip, _, _ in slips}
    names = _Names.of(PayItems.of_runs(PayRun.id.in_(runs)))
    people: dict[int, list[Any]] = {}
    for slip, person, unit in slips:
        people.setdefault(slip.person_id, []).append((slip, person, unit))
    return [_person_year(year, own, names) for own in people.values()]


@dataclass(frozen=True)
class _Names:
    """What statements are put into words with, looked up once."""

    items: PayItems
    employers: Mapping[str, str]

    @classmethod
    def of(cls, items: PayItems) -> _Names:
        units = {f"{UNIT}{row.id}": row.name for row in db.session.execute(select(Unit.id, Unit.name))}
        agencies = {f"{AGENCY}{row.id}": row.name for row in db.session.execute(select(Agency.id, Agency.name))}
        return cls(items, units | agencies)


def _person_year(year: int, rows: Sequence[Any], names: _Names) -> PersonYear:
    slips: list[Payslip] = sorted((slip for slip, _, _ in rows), key=lambda slip: (slip.month, slip.id))
    person = rows[0][1]
    last = slips[-1]
    unit = next(unit for slip, _, unit in rows if slip.id == last.id)
    employers: dict[str, list[Payslip]] = {}
    for slip in slips:
        employers.setdefault(slip.employer, []).append(slip)
    statement = YearStatement(
        issuer=names.employers.get(last.employer, last.employer),
        year=year,
        name=person.name,
        staff_number=person.staff_number,
        unit=unit.name,
        months=tuple(months_of(year)),
        headline=_headline(names, slips),
        employers=tuple(_at(names.employers.get(key, key), own, year, names) for key, own in employers.items()),
    )
    return PersonYear(person.id, person.id_number, statement)


def _at(employer: str, slips: Sequence[Payslip], year: int, names: _Names) -> YearAt:
    months: dict[Month, dict[str, int]] = {}
    for slip in slips:
        into = months.setdefault(slip.month, {})
        for name, amount in slip.figures.items():
            into[name] = into.get(name, 0) + amount
    sections = names.items.sections([months.get(month) for month in months_of(year)])
    return YearAt(employer, sections, tuple(_tax_lines(slips, names)))


def _headline(names: _Names, slips: Sequence[Payslip]) -> tuple[PayLine, ...]:
    """Gross, deductions, all taxes (those on a bonus, too) and net of the year."""
    taxes = [figure.name for figure in names.items.figures(FigureKind.TAX)]
    tax = PayLine(_TAX_OF_ALL, sum(slip.figures.get(name, 0) for slip in slips for name in taxes))
    gross, deductions, net = (_line(names, slips, figure) for figure in ("gross", "deductions", "net"))
    return gross, deductions, tax, net


def _line(names: _Names, slips: Sequence[Payslip], figure: str) -> PayLine:
    return PayLine(names.items.label(figure), sum(slip.figures.get(figure, 0) for slip in slips))


def _tax_lines(slips: Sequence[Payslip], names: _Names) -> list[PayLine]:
    """The tax year as the last slip has it, which carries the earlier months; withheld taxes are added up."""
    last = slips[-1]
    to_date = {name: PayLine(names.items.label(name), last.figures.get(name, 0)) for name in _TAX_YEAR}
    given = [(_ADDITIONAL, "additional_to_date"), (_OTHER, "other_deductions_to_date")]
    declared = [PayLine(label, _whole(last.inputs.get(name))) for label, name in given if last.inputs.get(name)]
    apart = sum(slip.figures.get(name, 0) for slip in slips for name in _APART_TAXES)
    lines = [to_date[name] for name in _TAX_YEAR[:3]] + declared + [to_date[name] for name in _TAX_YEAR[3:]]
    lines.append(PayLine(_WITHHELD, _withheld(slips)))
    return [*lines, PayLine(_APART, apart)] if apart else lines


def _withheld(slips: Sequence[Payslip]) -> int:
    """What the last month found withheld already, an opening balance included, and what it withheld itself."""
    last = slips[-1]
    return _whole(last.inputs.get("tax_withheld_before")) + last.figures.get("income_tax", 0)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
