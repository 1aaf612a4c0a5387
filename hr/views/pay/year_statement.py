"""A person's pay of a year: one's own, somebody else's for finance, and everybody's of a unit."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hr.forms.pay.files import LockForm
from hr.forms.pay.year import UnitYearForm, YearForm
from hr.models.organisation.unit import Unit
from hr.permissions.actions import Action
from hr.queries.organisation.unit import unit_options
from hr.queries.pay.trend import years_with_pay
from hr.queries.pay.year_list import year_list
from hr.queries.pay.year_statement import person_year, years_of
from hr.refusals import OutOfScope, Refusal
from hr.services.pay import year_file as service
from hr.services.pay.payslip_file import Lock
from hr.views.door import say, today, viewer
from hr.views.downloads import download
from hr.views.listing import ListLook, show
from hr.views.questions import asker, filled, unit_asked
from reports.pay_year import year_document
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.text import Text

blueprint = Blueprint("pay_year", __name__, url_prefix="/pay/years")
_NO_SUCH = Text("没有这个年度", "There is no such year")
_HOW = Text("请选择打开口令的方式", "Choose how the files are locked")
_DUE = Text(
    "扣缴义务人应于 {due} 前把本年度的收入和已扣税款告知本人（公告2018年第61号第13条）",
    "The withholding agent tells everybody their income and tax of the year by {due} (notice 2018 no. 61 art. 13)",
)
TITLE = Text("年度薪酬清单", "Yearly pay statements")


@blueprint.get("/mine")
def mine() -> ResponseReturnValue:
    """One's own latest year, or the one asked for."""
    if viewer().person_id is None:
        raise OutOfScope("no staff record")
    return _page(viewer().person_id or 0)


@blueprint.get("/people/<int:person_id>")
def page(person_id: int) -> ResponseReturnValue:
    """Somebody's year."""
    if not years_of(person_id, viewer=viewer()):
        raise OutOfScope(f"pay of person {person_id}")
    return _page(person_id)


def _page(person_id: int, form: LockForm | None = None, refusal: Refusal | None = None) -> str:
    years = years_of(person_id, viewer=viewer())
    choice = YearForm(filled({"year": years[0] if years else today().year}))
    choice.offer_years(years)
    found = person_year(person_id, _year(choice), viewer=viewer()) if years else None
    return render_template(
        "pay/year_statement/page.html",
        choice=choice,
        person_id=person_id,
        own=viewer().is_person(person_id),
        statement=found.statement if found else None,
        report=year_document(found.statement) if found else None,
        form=form or LockForm(formdata=None, lock=Lock.NONE),
        refusal=refusal,
    )


def _year(choice: YearForm) -> int:
    if not choice.validate():
        raise BadInput(_NO_SUCH)
    return int(choice.year.data)


@blueprint.post("/people/<int:person_id>/pdf")
def pdf(person_id: int) -> ResponseReturnValue:
    """The year on paper, locked where wished."""
    years, form = years_of(person_id, viewer=viewer()), LockForm()
    choice = YearForm(filled({"year": years[0] if years else today().year}))
    choice.offer_years(years)
    if not years:
        raise OutOfScope(f"pay of person {person_id}")
    if not form.validate_on_submit():
        return _page(person_id, form), 400
    try:
        return download(service.take_statement(person_id, _year(choice), form.wish(), viewer=viewer()))
    except Refusal as refusal:
        form.blame(refusal)
        return _page(person_id, form, refusal), 400


@blueprint.get("/people/<int:person_id>/<int:year>.xlsx")
def sheet(person_id: int, year: int) -> ResponseReturnValue:
    """The year as a workbook."""
    return download(service.take_statement_sheet(person_id, year, viewer=viewer()))


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """Everybody to whom a unit owes a statement."""
    choice, unit = _asked()
    year = _year(choice)
    may_export = asker().may(Action.PAY_EXPORT, unit.path)
    look = ListLook(
        TITLE,
        {"person_id": "pay_year.page"},
        f"pay-{year}" if may_export else None,
        _DUE.format(due=Month(year + 1, 2).last_day),
        Text("批次审批后，其人员会出现在这里。", "People appear here once a run of the year is approved."),
    )
    form = LockForm(formdata=None, lock=Lock.ID_NUMBER)
    extra = {"choice": choice, "unit": unit, "year": year, "form": form, "may_export": may_export}
    return show(year_list(unit, year, viewer=asker()), look, "pay/year_statement/list.html", **extra)


@blueprint.post("")
def all_of_unit() -> ResponseReturnValue:
    """Everybody's statement in one archive."""
    choice, unit = _asked()
    form, year = LockForm(), _year(choice)
    try:
        if not form.validate_on_submit():
            raise Refusal(_HOW)
        return download(service.take_statements(unit, year, form.wish(), viewer=asker()))
    except Refusal as refusal:
        say(refusal.reason, "warning")
        return redirect(url_for("pay_year.listed", unit=unit.id, year=year))


def _asked() -> tuple[UnitYearForm, Unit]:
    unit = unit_asked(Action.PAY_READ)
    years = years_with_pay(viewer=asker()) or [today().year]
    choice = UnitYearForm(filled({"unit": unit.id, "year": years[0]}))
    choice.offer(unit_options(viewer=asker(), action=Action.PAY_READ), years)
    return choice, unit
