"""Payslips within a viewer's scope, and every figure of one explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_input import PayInput, PayInputKind
from hr.models.pay.pay_run import SETTLED, PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.refusals import OutOfScope
from payroll.engine import run as compute_month
from payroll.formula.figure import FigureKind
from payroll.inputs import Inputs
from payroll.parameters.book import Book
from payroll.trace import TraceLine, explain
from vocabulary.periods import Month


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """Slips that the viewer may see: those of their units, and their own once the run is approved."""
    theirs = within(Unit.path, viewer, Action.PAY_READ)
    if viewer.person_id is None:
        return theirs
    return or_(theirs, and_(Payslip.person_id == viewer.person_id, PayRun.state.in_(SETTLED)))


def slip_of(slip_id: int, *, viewer: Viewer) -> Payslip:
    """The slip with its run and person; OutOfScope for anybody else's."""
    return _one(Payslip.id == slip_id, viewer=viewer)


def slip_for(staff_number: str, month: Month, *, viewer: Viewer) -> Payslip:
    """The slip of a person in a month, by staff number."""
    return _one(and_(Person.staff_number == staff_number, Payslip.month == month), viewer=viewer)


def _one(condition: ColumnElement[bool], *, viewer: Viewer) -> Payslip:
    slip = db.session.scalars(
        select(Payslip)
        .join(PayRun, PayRun.id == Payslip.pay_run_id)
        .join(Unit, Unit.id == Payslip.unit_id)
        .join(Person, Person.id == Payslip.person_id)
        .options(joinedload(Payslip.run), joinedload(Payslip.person))
        .where(condition, visible(viewer))
        .order_by(Payslip.id.desc())
    ).first()
    if slip is None:
        raise OutOfScope("payslip")
    return slip


def slips_of_person(person_id: int, *, viewer: Viewer) -> Sequence[Payslip]:
    """Somebody's slips, newest first, as far as the viewer may see them."""
    return db.session.scalars(
        select(Payslip)
        .join(PayRun, PayRun.id == Payslip.pay_run_id)
        .join(Unit, Unit.id == Payslip.unit_id)
        .options(joinedload(Payslip.run))
        .where(Payslip.person_id == person_id, visible(viewer))
        .order_by(Payslip.month.desc(), Payslip.id.desc())
    ).all()


def slips_of_run(run: PayRun) -> Sequence[Payslip]:
    """All slips of a run that the caller has looked up within scope, by unit and person."""
    return db.session.scalars(
        select(Payslip)
        .join(Unit, Unit.id == Payslip.unit_id)
        .join(Person, Person.id == Payslip.person_id)
        .options(joinedload(Payslip.person))
        .where(Payslip.pay_run_id == run.id)
        .order_by(Unit.path, Person.name_key, Payslip.id)
    ).all()


_REST_ON_OTHERS = (FigureKind.WORKING, FigureKind.TOTAL, FigureKind.SUBSIDY)
"""Kinds of figures that pay nobody anything themselves."""


@dataclass(frozen=True)
class Explained:
    """A slip recomputed from its stored inputs and book: a line for each figure, and the figures that don't agree."""

    lines: tuple[TraceLine, ...]
    book: Book
    differing: tuple[str, ...]


def explained(slip: Payslip) -> Explained:
    """Recompute the slip from what was stored with it, and say how each figure came about."""
    book = Book.from_json(slip.run.book_json or "")
    inputs = Inputs.from_rows(slip.month, [slip.inputs])
    result = compute_month(inputs, book)
    again = result.slip(0)
    paid = {figure.name for figure in result.catalogue if figure.kind not in _REST_ON_OTHERS}
    names = sorted({*slip.figures, *paid})  # a slip stored before a figure was known paid nothing of it
    differing = tuple(name for name in names if again.get(name, 0) != slip.figures.get(name, 0))
    return Explained(explain(result, inputs, book, 0), book, differing)


def overrides_of(slip: Payslip) -> dict[str, PayInput]:
    """By figure, the approved inputs that set it by hand on a slip that was looked up within scope."""
    rows = db.session.scalars(
        select(PayInput).where(
            PayInput.employment_id == slip.employment_id,
            PayInput.month == slip.month,
            PayInput.kind == PayInputKind.OVERRIDE,
            PayInput.approved_at.is_not(None),
        )
    )
    return {row.name: row for row in rows if f"override.{row.name}" in slip.inputs}


def year_to_date(slip: Payslip) -> dict[str, int]:
    """Each figure of the person summed over the settled slips of the year by the same employer, this one included."""
    earlier = db.session.scalars(
        select(Payslip.figures)
        .join(PayRun, PayRun.id == Payslip.pay_run_id)
        .where(Payslip.person_id == slip.person_id, Payslip.employer == slip.employer, PayRun.state.in_(SETTLED))
        .where(Payslip.month.in_(list(Month(slip.month.year, 1).until(slip.month))), Payslip.id != slip.id)
    )
    total = dict(slip.figures)
    for figures in earlier:
        for name, amount in figures.items():
            total[name] = total.get(name, 0) + amount
    return total
