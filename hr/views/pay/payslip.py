"""One payslip with every figure explained, and everybody's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hr.forms.pay.files import LockForm
from hr.models.pay.payslip import Payslip
from hr.queries.pay.back_pay import by_month, made_good_on
from hr.queries.pay.payslip import explained, overrides_of, slip_of, slips_of_person, year_to_date
from hr.queries.pay.slip_documents import RunNames, printed_slip
from hr.refusals import OutOfScope, Refusal
from hr.services.pay.payslip_file import Lock, LockWish, take_slip
from hr.views.door import viewer
from hr.views.downloads import download
from payroll.formula.figure import FigureKind
from payroll.trace import TraceLine
from payroll.units import Unit

blueprint = Blueprint("payslip", __name__, url_prefix="/pay/slips")
_SECTIONS = (
    (FigureKind.EARNING, FigureKind.GROSS_DEDUCTION),
    (FigureKind.EMPLOYEE_CONTRIBUTION, FigureKind.TAX, FigureKind.NET_DEDUCTION),
    (FigureKind.EMPLOYER_CONTRIBUTION,),
)


@blueprint.get("/mine")
def mine() -> ResponseReturnValue:
    """One's own slips."""
    person_id = viewer().person_id
    if person_id is None:
        raise OutOfScope("no staff record")
    return render_template("pay/payslip/mine.html", slips=slips_of_person(person_id, viewer=viewer()))


@blueprint.get("/<int:slip_id>")
def page(slip_id: int) -> ResponseReturnValue:
    """The slip, and under each figure how it was computed."""
    return _page(slip_of(slip_id, viewer=viewer()))


def _page(slip: Payslip, form: LockForm | None = None, refusal: Refusal | None = None) -> str:
    if slip.failure_zh is not None:
        return render_template("pay/payslip/failed.html", slip=slip)
    found, names = explained(slip), RunNames.of(slip.run)
    return render_template(
        "pay/payslip/page.html",
        slip=slip,
        printed=printed_slip(slip, names),
        labels={figure.name: names.label(slip, figure) for figure in names.figures},
        taken_off=FigureKind.GROSS_DEDUCTION,
        sections=[list(_shown(found.lines, kinds)) for kinds in _SECTIONS],
        workings=list(_on_the_way(found.lines)),
        differing=found.differing,
        overrides=overrides_of(slip),
        year=year_to_date(slip),
        made_good=by_month(made_good_on(slip)),
        others=[other for other in slips_of_person(slip.person_id, viewer=viewer()) if other.id != slip.id],
        form=form or LockForm(formdata=None, lock=Lock.ID_NUMBER),
        refusal=refusal,
    )


def _shown(lines: Iterable[TraceLine], kinds: tuple[FigureKind, ...]) -> Iterable[TraceLine]:
    return (line for line in lines if line.kind in kinds and line.value)


def _on_the_way(lines: Sequence[TraceLine]) -> Iterable[TraceLine]:
    """The other figures; a rule of which the person has nothing (no bonus, no severance) is passed over, and 0 days."""
    touched = {line.element for line in lines if line.value}
    kinds = (FigureKind.WORKING, FigureKind.TOTAL, FigureKind.SUBSIDY)
    said = (line for line in lines if line.value or line.unit is Unit.FEN)
    return (line for line in said if line.kind in kinds and line.element in touched)


@blueprint.get("/<int:slip_id>.pdf")
def pdf(slip_id: int) -> ResponseReturnValue:
    """The slip on paper, open to whoever has the file."""
    return download(take_slip(slip_id, LockWish(), viewer=viewer()))


@blueprint.post("/<int:slip_id>/pdf")
def locked_pdf(slip_id: int) -> ResponseReturnValue:
    """The slip on paper, locked as wished."""
    slip, form = slip_of(slip_id, viewer=viewer()), LockForm()
    if not form.validate_on_submit():
        return _page(slip, form), 400
    try:
        return download(take_slip(slip_id, form.wish(), viewer=viewer()))
    except Refusal as refusal:
        form.blame(refusal)
        return _page(slip, form, refusal), 400
