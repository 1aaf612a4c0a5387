"""Payslips and registers in the form that the reports library prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from hr.database import db
from hr.models.organisation.agency import Agency
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit, centre_id_of
from hr.models.pay.pay_run import SETTLED, PayRun
from hr.models.pay.payslip import Payslip
from hr.queries.pay.back_pay import months_made_good
from hr.queries.pay.payslip import year_to_date
from payroll.elements.catalogue import catalogue, monthly_figures
from payroll.formula.figure import Figure, FigureKind
from payroll.parameters.book import Book
from reports import pay_register, payslip
from vocabulary.text import Text

_ADDED = (FigureKind.EARNING,)
_OFF = (FigureKind.GROSS_DEDUCTION,)
_TAKEN = (FigureKind.EMPLOYEE_CONTRIBUTION, FigureKind.TAX, FigureKind.NET_DEDUCTION)
_OF_MONTHS = Text("{label}（{months}）", "{label} ({months})")
_DRAFT = Text("未审批", "Not approved")
_YEAR_SO_FAR = ("gross", "deductions", "income_tax", "net")


@dataclass(frozen=True)
class RunNames:
    """What a run's slips are printed with, looked up once: its figures in slip order, and names by id.

    ``centres`` names for each unit the centre that it is or belongs to, by which pay is summed up and handed out.
    ``made_good`` names the months that a figure of back pay belongs to, by employment and figure.
    """

    run: PayRun
    figures: tuple[Figure, ...]
    units: dict[int, str]
    centres: dict[int, str]
    posts: dict[int, str]
    agencies: dict[str, str]
    made_good: Mapping[tuple[int, str], str]

    @classmethod
    def of(cls, run: PayRun) -> RunNames:
        """The names for ``run``, which must have been computed."""
        elements = catalogue(Book.from_json(run.book_json or ""))
        monthly = monthly_figures(elements)
        places = db.session.execute(select(Unit.id, Unit.name, Unit.path)).all()
        units = {row.id: row.name for row in places}
        return cls(
            run,
            tuple(f for element in elements for f in element.figures if f.name in monthly),
            units,
            {row.id: units[centre_id_of(row.path)] for row in places},
            {row.id: row.name for row in db.session.execute(select(Post.id, Post.name))},
            {f"agency:{row.id}": row.name for row in db.session.execute(select(Agency.id, Agency.name))},
            months_made_good(run),
        )

    def of_kind(self, *kinds: FigureKind) -> list[Figure]:
        """The run's figures of those kinds, in the order of the slip."""
        return [figure for figure in self.figures if figure.kind in kinds]

    def label(self, slip: Payslip, figure: Figure) -> Text:
        """What a line of a slip is called: back pay with the months that it belongs to."""
        months = self.made_good.get((slip.employment_id, figure.name))
        return figure.label if months is None else _OF_MONTHS.format(label=figure.label, months=months)

    @property
    def mark(self) -> Text | None:
        """What a print of an unapproved run says of itself."""
        return None if self.run.state in SETTLED else _DRAFT


def printed_slip(slip: Payslip, names: RunNames, *, with_year: bool = False) -> payslip.Payslip:
    """The slip as it is printed; ``with_year`` adds the year to date, which costs a statement."""
    lines = [*_lines(slip, names, names.of_kind(*_ADDED))]
    lines += [payslip.PayLine(line.label, -line.amount) for line in _lines(slip, names, names.of_kind(*_OFF))]
    return payslip.Payslip(
        issuer=names.centres[slip.unit_id],
        month=slip.month,
        name=slip.person.name,
        staff_number=slip.person.staff_number,
        unit=names.units[slip.unit_id],
        post=names.posts.get(slip.post_id or 0, ""),
        staffing_type=slip.staffing_type.label,
        earnings=tuple(lines),
        deductions=tuple(_lines(slip, names, names.of_kind(*_TAKEN))),
        net=slip.net_fen,
        employer=tuple(_lines(slip, names, names.of_kind(FigureKind.EMPLOYER_CONTRIBUTION))),
        year_to_date=tuple(_year(slip, names)) if with_year else (),
        paid_by=names.agencies.get(slip.employer, ""),
        fingerprint=names.run.book_fingerprint or "",
        mark=names.mark,
    )


def _lines(slip: Payslip, names: RunNames, figures: Iterable[Figure]) -> Iterable[payslip.PayLine]:
    """What the slip has of those figures; one stored before a figure was known has nothing of it."""
    held = (f for f in figures if slip.figures.get(f.name))
    return (payslip.PayLine(names.label(slip, f), slip.figures[f.name]) for f in held)


def _year(slip: Payslip, names: RunNames) -> Iterable[payslip.PayLine]:
    total = year_to_date(slip)
    return (payslip.PayLine(f.label, total.get(f.name, 0)) for f in names.figures if f.name in _YEAR_SO_FAR)


def register_of(slips: Sequence[Payslip], names: RunNames) -> pay_register.PayRegister:
    """The register of those slips; failed ones pay nothing and are left out."""
    sides: list[tuple[Figure, pay_register.Side, int]] = [
        *((figure, "earning", 1) for figure in names.of_kind(*_ADDED)),
        *((figure, "earning", -1) for figure in names.of_kind(FigureKind.GROSS_DEDUCTION)),
        *((figure, "deduction", 1) for figure in names.of_kind(*_TAKEN)),
        *((figure, "employer", 1) for figure in names.of_kind(FigureKind.EMPLOYER_CONTRIBUTION)),
    ]
    people = tuple(
        pay_register.RegisterPerson(
            unit=names.centres[slip.unit_id],
            staffing_type=slip.staffing_type.label,
            staff_number=slip.person.staff_number,
            name=slip.person.name,
            post=names.posts.get(slip.post_id or 0, ""),
            amounts=tuple(sign * slip.figures.get(figure.name, 0) for figure, _, sign in sides),
            net=slip.net_fen,
        )
        for slip in slips
        if slip.failure_zh is None
    )
    return pay_register.PayRegister(
        issuer=names.run.unit.name,
        month=names.run.month,
        elements=tuple(pay_register.RegisterElement(figure.label, side) for figure, side, _ in sides),
        people=people,
        signatures=_signatures(names.run),
        mark=names.mark,
    )


def _signatures(run: PayRun) -> tuple[pay_register.Signature, ...]:
    made, approved = run.computed_at, run.approved_at
    return (
        pay_register.Signature(pay_register.MADE, run.computed_by or "", made.date() if made else None),
        pay_register.Signature(pay_register.CHECKED, run.checked_by or ""),
        pay_register.Signature(pay_register.APPROVED, run.approved_by or "", approved.date() if approved else None),
    )
