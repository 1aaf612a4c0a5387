"""The changes of a simulation, a form for each kind; and from which month on it is to hold. Same blueprint."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hr.forms.organisation.fields import offer
from hr.forms.pay.simulation import RealForm
from hr.models.pay.simulation import PaySimulation
from hr.permissions.actions import Action
from hr.queries.organisation.unit import unit_options
from hr.queries.pay.simulation import simulation_of
from hr.queries.pay.simulation_base import book_of
from hr.refusals import OutOfScope, Refusal
from hr.services.pay import simulation as service
from hr.services.pay.simulation_real import RealPlan, make_real, plan_of
from hr.views.door import say, today, viewer
from hr.views.organisation.form_page import Crumb, FormPage, handled
from hr.views.pay.simulation import HOME, blueprint
from hr.views.pay.simulation_kinds import KINDS
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.text import Text

__all__ = ["blueprint"]
_ADDED = Text("已加入调整", "The change is in")


@blueprint.route("/<int:simulation_id>/changes/<kind>", methods=["GET", "POST"])
def add(simulation_id: int, kind: str) -> ResponseReturnValue:
    """One more change."""
    simulation = simulation_of(simulation_id, viewer=viewer(), action=Action.PAY_SIMULATE)
    if kind not in KINDS:
        raise OutOfScope(f"kind of change {kind}")
    made = KINDS[kind]
    book = book_of(simulation)
    form = made.form()
    made.fill(form, book, simulation.month.first_day)
    _offer_units(form, simulation)

    def deed() -> str:
        at = form.unit_id.data if "unit_id" in form else None
        try:
            service.add_change(simulation_id, made.make(form, book), viewer=viewer(), at=at)
        except BadInput as bad:
            raise Refusal(bad.reason) from bad
        return _home(simulation_id)

    return handled(form, FormPage(made.title, _trail(simulation), _ADDED, button=Text("加入", "Add")), deed)


def _offer_units(form: Any, simulation: PaySimulation) -> None:
    if "unit_id" not in form:
        return
    options = unit_options(viewer=viewer(), action=Action.PAY_SIMULATE)
    inside = [option for option in options if option.path.startswith(simulation.unit.path)]
    offer(form.unit_id, [(option.id, "　" * (option.depth - inside[0].depth) + option.name) for option in inside])


def _trail(simulation: PaySimulation) -> list[Crumb]:
    return [(HOME, url_for("simulation.listed")), (simulation.name, _home(simulation.id))]


def _home(simulation_id: int) -> str:
    return url_for("simulation.page", simulation_id=simulation_id)


@blueprint.post("/<int:simulation_id>/changes/<int:position>/remove")
def remove(simulation_id: int, position: int) -> ResponseReturnValue:
    """Take a change out."""
    try:
        service.remove_change(simulation_id, position, viewer=viewer())
    except (Refusal, BadInput) as refusal:
        say(refusal.reason, "danger")
    else:
        say(Text("已去掉该项调整", "The change is out"))
    return redirect(_home(simulation_id))


@blueprint.get("/<int:simulation_id>/real")
def real(simulation_id: int) -> ResponseReturnValue:
    """The rows that would be written, from the month in the address on."""
    simulation = simulation_of(simulation_id, viewer=viewer(), action=Action.PAY_PREPARE)
    form = RealForm(request.args or None, data={"start": Month.of(today()) + 1}, meta={"csrf": False})
    if request.args and not form.validate():
        return _real_page(simulation, form, None, None), 400
    start = form.start.data
    try:
        return _real_page(simulation, form, plan_of(simulation_id, start, viewer=viewer()), None)
    except Refusal as refusal:
        return _real_page(simulation, form, None, refusal)


@blueprint.post("/<int:simulation_id>/real")
def write(simulation_id: int) -> ResponseReturnValue:
    """Write what was looked at."""
    simulation = simulation_of(simulation_id, viewer=viewer(), action=Action.PAY_PREPARE)
    form = RealForm()
    if not form.validate_on_submit():
        return _real_page(simulation, form, None, None), 400
    try:
        rows = make_real(simulation_id, form.start.data, request.form.get("seen", ""), viewer=viewer())
    except Refusal as refusal:
        say(refusal.reason, "danger")
        return redirect(url_for("simulation.real", simulation_id=simulation_id, start=form.start.data))
    say(Text("已写入 {n} 条标准，自 {m} 起执行", "{n} rows are on file, from {m} on").format(n=rows, m=form.start.data))
    return redirect(url_for("pay_rule.page", month=form.start.data))


def _real_page(simulation: PaySimulation, form: RealForm, plan: RealPlan | None, trouble: Refusal | None) -> str:
    return render_template("pay/simulation/real.html", simulation=simulation, form=form, plan=plan, trouble=trouble)
