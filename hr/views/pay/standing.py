"""Somebody's pay standing, bases and tax deductions on a page, and the forms that change them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from hr.forms.organisation.fields import GroupedForm
from hr.forms.pay.pay_rule import EndPaidForm
from hr.forms.pay.standing import BaseForm, DeductionForm, StandingForm
from hr.models.pay.pay_scale import ScalePart, parts_paid
from hr.models.pay.pay_standing import PayStanding
from hr.models.staff.employment import Employment
from hr.permissions.actions import Action
from hr.queries.pay.pay_scale import scales_at
from hr.queries.pay.pay_standing import StandingPage, employment_seen, places_on, standing_card, standing_page
from hr.queries.pay.work_terms import particulars_of
from hr.request_language import language
from hr.services.pay import contribution_base as bases
from hr.services.pay import pay_standing as service
from hr.views.door import today, viewer, whole_viewer
from hr.views.organisation.form_page import FormPage, handled
from hr.views.pay.correction import ask_why, filled, is_correction, row_to_correct, titled, why
from hr.views.pay.law_items import ITEMS, item_named
from vocabulary.periods import Month
from vocabulary.text import Text

blueprint = Blueprint("pay_standing", __name__, url_prefix="/pay/standing")
_ON_FILE = Text("已登记", "On file")
_BASE = {
    **{"social_base": "social_base_fen", "housing_base": "housing_base_fen"},
    **{name: name for name in ("insured", "injury_only", "retires_later")},
}


@blueprint.get("/<int:employment_id>")
def page(employment_id: int) -> ResponseReturnValue:
    """What holds today, and everything before it."""
    found = standing_page(employment_id, today(), viewer=viewer())
    return render_template(
        "pay/standing/page.html",
        found=found,
        particulars=particulars_of(found.employment),
        today=today(),
        items=ITEMS,
    )


@blueprint.app_template_global()
def pay_standing_card(person_id: int) -> StandingPage | None:
    """For templates/pay/standing/_card.html: the standing of a person, None where this viewer may not see it."""
    return standing_card(person_id, today(), viewer=whole_viewer()) if current_user.is_authenticated else None


def _form_page(employment: Employment, title: Text) -> FormPage:
    name = f"{employment.person.staff_number} {employment.person.name}"
    return FormPage(title, [(name, url_for("pay_standing.page", employment_id=employment.id))], _ON_FILE)


@blueprint.route("/<int:employment_id>/place", methods=["GET", "POST"])
def place(employment_id: int) -> ResponseReturnValue:
    """A new place on a scale, or a new fixed wage."""
    employment = employment_seen(employment_id, viewer=viewer(), actions=(Action.PAY_STANDING_WRITE,))
    wrong = row_to_correct([line.row for line in _page(employment).standings])
    form = StandingForm(data=_shown(wrong) | filled(wrong, {}) if wrong else _present(employment))
    _fit(form, employment)
    ask_why(form)

    def deed() -> str:
        service.set_standing(_standing_wish(form, employment_id), viewer=viewer())
        return url_for("pay_standing.page", employment_id=employment_id)

    return handled(form, _form_page(employment, titled(Text("调整薪级", "Change the standing"))), deed)


def _present(employment: Employment) -> dict[str, Any]:
    line = _page(employment).current(today())
    return {"start": Month.of(max(employment.starts_on, today()))} if line is None else _shown(line.row)


def _page(employment: Employment) -> StandingPage:
    return standing_page(employment.id, today(), viewer=viewer())


def _shown(row: PayStanding) -> dict[str, Any]:
    return {
        "reason": row.reason if is_correction() else None,
        "scale": row.pay_scale_id,
        "grade": row.grade,
        "step": row.step,
        "rank": row.rank,
        "fixed_wage": row.fixed_wage_fen or None,
        "hourly_rate": row.hourly_rate_fen or None,
        "performance_basic": row.performance_basic_fen,
        "performance_incentive": row.performance_incentive_fen,
    }


def _fit(form: StandingForm, employment: Employment) -> None:
    """Leave the fields that the staffing type is paid by, with the places that its scales have today."""
    parts = parts_paid(employment.staffing_type, employment.person.home_unit.nature)
    if ScalePart.RANK_WAGE not in parts:
        del form.rank
    if not parts:
        del form.scale, form.grade, form.step
        return
    del form.fixed_wage, form.hourly_rate
    scales = scales_at(employment.person.home_unit)
    cells = [cell for cell in places_on([scale.id for scale in scales], today()) if cell.part in parts]
    held = {cell.pay_scale_id for cell in cells}
    form.scale.choices = [(scale.id, f"{scale.name}（{scale.code}）") for scale in scales if scale.id in held]
    grades = dict.fromkeys(c.grade for c in cells if c.part.has_grade and c.part is not ScalePart.RANK_WAGE)
    form.grade.choices = [(grade, grade) for grade in grades]
    if "rank" in form:
        ranks = sorted({c.grade for c in cells if c.part is ScalePart.RANK_WAGE}, key=lambda rank: (len(rank), rank))
        form.rank.choices = [(rank, rank) for rank in ranks]
    steps = sorted({cell.step for cell in cells if cell.part.has_step})
    form.step.choices = [(step, str(step)) for step in steps]


def _standing_wish(form: StandingForm, employment_id: int) -> service.StandingWish:
    on_scale = "scale" in form
    return service.StandingWish(
        employment_id,
        form.start.data,
        form.reason.data,
        pay_scale_id=form.scale.data if on_scale else None,
        grade=form.grade.data if on_scale else None,
        step=form.step.data if on_scale else None,
        rank=form.rank.data if "rank" in form else None,
        fixed_wage_fen=0 if on_scale else form.fixed_wage.data or 0,
        hourly_rate_fen=0 if on_scale else form.hourly_rate.data or 0,
        performance_basic_fen=form.performance_basic.data or 0,
        performance_incentive_fen=form.performance_incentive.data or 0,
        dated_back=bool(form.dated_back.data),
        correction=why(form),
    )


@blueprint.route("/<int:employment_id>/base", methods=["GET", "POST"])
def base(employment_id: int) -> ResponseReturnValue:
    """New contribution bases."""
    employment = employment_seen(employment_id, viewer=viewer(), actions=bases.MAKERS)
    wrong = row_to_correct(_page(employment).bases)
    form = BaseForm(data=filled(wrong, _BASE) if wrong else {})
    ask_why(form)

    def deed() -> str:
        wish = bases.BaseWish(
            employment_id,
            form.start.data,
            form.social_base.data or 0,
            form.housing_base.data or 0,
            bool(form.insured.data),
            bool(form.injury_only.data),
            dated_back=bool(form.dated_back.data),
            retires_later=bool(form.retires_later.data),
            correction=why(form),
        )
        bases.set_contribution_base(wish, viewer=viewer())
        return url_for("pay_standing.page", employment_id=employment_id)

    return handled(form, _form_page(employment, titled(Text("申报缴费基数", "Declare contribution bases"))), deed)


@blueprint.route("/<int:employment_id>/deduction", methods=["GET", "POST"])
def deduction(employment_id: int) -> ResponseReturnValue:
    """A declared tax deduction."""
    employment = employment_seen(employment_id, viewer=viewer(), actions=bases.MAKERS)
    wrong = row_to_correct(_page(employment).deductions)
    form = DeductionForm(data=filled(wrong, {"item": "item", "amount": "monthly_fen"}) if wrong else {})
    ask_why(form)
    form.item.choices = [(item.value, label.in_(language())) for item, label in ITEMS.items()]

    def deed() -> str:
        item = item_named(form.item.data)
        dates = (form.start.data, form.last.data, bool(form.dated_back.data))
        wish = bases.DeductionWish(employment_id, item, form.amount.data, *dates, why(form))
        bases.set_tax_deduction(wish, viewer=viewer())
        return url_for("pay_standing.page", employment_id=employment_id)

    return handled(form, _form_page(employment, titled(Text("登记专项附加扣除", "Enter a tax deduction"))), deed)


@blueprint.route("/<int:employment_id>/deductions/<int:deduction_id>/end", methods=["GET", "POST"])
def end_deduction(employment_id: int, deduction_id: int) -> ResponseReturnValue:
    """Let a deduction end."""
    employment = employment_seen(employment_id, viewer=viewer(), actions=bases.MAKERS)
    bases.deduction_of(employment, deduction_id)
    form: GroupedForm = EndPaidForm()

    def deed() -> str:
        back = bool(form["dated_back"].data)
        bases.end_tax_deduction(employment_id, deduction_id, form["last"].data, viewer=viewer(), dated_back=back)
        return url_for("pay_standing.page", employment_id=employment_id)

    return handled(form, _form_page(employment, Text("截止专项附加扣除", "End a tax deduction")), deed)
