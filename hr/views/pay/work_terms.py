"""Forms about one employment that the pay standing page leads to: working time, 4050 subsidy, the year's tax."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from hr.forms.organisation.fields import GroupedForm
from hr.forms.pay.work_terms import ElectionForm, OpeningForm, SubsidyForm, WorkTermsForm
from hr.models.staff.employment import Employment
from hr.queries.pay.pay_standing import employment_seen
from hr.queries.pay.work_terms import grant_of, terms_of
from hr.services.pay import tax_year, work_terms
from hr.services.pay.contribution_base import MAKERS
from hr.views.door import today, viewer
from hr.views.organisation.form_page import FormPage, handled
from hr.views.pay.correction import ask_why, filled, row_to_correct, titled, why
from vocabulary.periods import Month
from vocabulary.text import Text

blueprint = Blueprint("work_terms", __name__, url_prefix="/pay/standing")
_ON_FILE = Text("已登记", "On file")
_TERMS = {name: name for name in ("regime", "period", "approval")} | {"overtime_base": "overtime_base_fen"}


def _employment(employment_id: int) -> Employment:
    return employment_seen(employment_id, viewer=viewer(), actions=MAKERS)


def _shown(employment: Employment, title: Text, form: GroupedForm, deed: Any) -> ResponseReturnValue:
    name = f"{employment.person.staff_number} {employment.person.name}"
    address = url_for("pay_standing.page", employment_id=employment.id)

    def done() -> str:
        deed()
        return address

    return handled(form, FormPage(title, [(name, address)], _ON_FILE), done)


@blueprint.route("/<int:employment_id>/work-terms", methods=["GET", "POST"])
def terms(employment_id: int) -> ResponseReturnValue:
    """A working-time regime and an overtime base."""
    employment = _employment(employment_id)
    rows = terms_of(employment)
    wrong, newest = row_to_correct(rows), next(iter(rows), None)
    shown = filled(wrong or newest, _TERMS) if newest else {}
    form = WorkTermsForm(data=shown if wrong else {**shown, "start": None})
    ask_why(form)

    def deed() -> None:
        wish = work_terms.TermsWish(
            employment_id,
            form.start.data,
            form.regime.data,
            form.period.data,
            form.approval.data or "",
            form.overtime_base.data,
            bool(form.dated_back.data),
            why(form),
        )
        work_terms.set_work_terms(wish, viewer=viewer())

    return _shown(employment, titled(Text("工时约定", "Working-time terms")), form, deed)


@blueprint.route("/<int:employment_id>/subsidy", methods=["GET", "POST"])
def subsidy(employment_id: int) -> ResponseReturnValue:
    """The 4050 subsidy."""
    employment = _employment(employment_id)
    form = SubsidyForm(obj=grant_of(employment))

    def deed() -> None:
        wish = work_terms.GrantWish(
            employment_id,
            form.first_month.data,
            form.last_month.data,
            form.months_before.data,
            form.document.data or "",
        )
        work_terms.set_subsidy(wish, viewer=viewer())

    return _shown(employment, Text("“4050”补贴", "4050 subsidy"), form, deed)


@blueprint.route("/<int:employment_id>/opening-tax", methods=["GET", "POST"])
def opening(employment_id: int) -> ResponseReturnValue:
    """The year's tax before pay was computed here."""
    employment = _employment(employment_id)
    form = OpeningForm()

    def deed() -> None:
        wish = tax_year.OpeningWish(
            employment_id,
            form.through.data,
            form.months.data,
            form.income.data,
            form.deductions.data,
            form.withheld.data,
            form.relief.data or 0,
            form.document.data or "",
        )
        tax_year.set_opening(wish, viewer=viewer())

    return _shown(employment, Text("个税期初累计", "Opening tax balance"), form, deed)


@blueprint.route("/<int:employment_id>/tax-election", methods=["GET", "POST"])
def election(employment_id: int) -> ResponseReturnValue:
    """What the person chooses for a year."""
    employment = _employment(employment_id)
    form = ElectionForm(data={"start": Month.of(today())})

    def deed() -> None:
        start: Month = form.start.data
        wish = tax_year.ElectionWish(
            employment_id,
            start.year,
            bool(form.bonus_merged.data),
            bool(form.bonus_apart_elsewhere.data),
            bool(form.deducted_elsewhere.data),
        )
        tax_year.set_election(wish, start, viewer=viewer())

    return _shown(employment, Text("个税申报选择", "Tax choices of the year"), form, deed)
