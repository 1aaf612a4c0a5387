"""Pay simulations: what is asked, what it comes to, who gains and loses, and several side by side."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hr import audit
from hr.database import now, unit_of_work
from hr.forms.organisation.fields import offer
from hr.forms.pay.simulation import NameForm, SimulationForm, Start
from hr.models.pay.simulation import PaySimulation
from hr.permissions.actions import Action
from hr.queries.organisation.unit import unit_options
from hr.queries.pay.pay_run import run_of
from hr.queries.pay.simulation import simulation_of, simulations
from hr.queries.pay.simulation_comparison import FEWEST, MOST, side_by_side
from hr.queries.pay.simulation_document import base_words, document_of, person_lines, report_of, said_changes
from hr.queries.pay.simulation_people import both_explained, people_listing
from hr.queries.pay.simulation_result import SimulationFound, people_of, result_of, row_of
from hr.refusals import Refusal
from hr.request_language import language
from hr.services.pay import simulation as service
from hr.views.documents import pdf_answer
from hr.views.door import SHANGHAI, say, today, viewer, whole_viewer
from hr.views.listing import ListLook, show
from hr.views.organisation.form_page import Crumb, FormPage, handled
from hr.views.pay.simulation_kinds import KINDS
from reports.document import Document, Stamp
from reports.simulation.document import simulation_document
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.text import Text

blueprint = Blueprint("simulation", __name__, url_prefix="/pay/simulations")
HOME = Text("薪酬模拟", "Pay simulations")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MADE = Text("已建立：现在添加要调整的内容", "Made: now add what is to be changed")
_MOVERS = 20


@blueprint.url_defaults
def _same_simulation(endpoint: str, values: dict[str, object]) -> None:
    """Links from the pages of a simulation lead to pages of the same."""
    here = request.view_args if request else None
    if here and "simulation_id" in here and current_app.url_map.is_endpoint_expecting(endpoint, "simulation_id"):
        values.setdefault("simulation_id", here["simulation_id"])


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """The saved simulations."""
    viewer().require(Action.PAY_SIMULATION_READ)
    return render_template(
        "pay/simulation/list.html",
        simulations=[(one, base_words(one)) for one in simulations(viewer=viewer())],
        may_make=viewer().may(Action.PAY_SIMULATE),
        most=MOST,
    )


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Name, unit, month and starting point; the address may name unit and month."""
    whole_viewer().require(Action.PAY_SIMULATE)
    usual = {"month": Month.of(today()) + -1, "start": Start.RUN}
    form = SimulationForm(data={**usual, **_asked()})
    options = unit_options(viewer=whole_viewer(), action=Action.PAY_SIMULATE)
    offer(form.unit_id, [(option.id, "　" * option.depth + option.name) for option in options])

    def deed() -> str:
        stored = form.start.data is Start.RUN
        wish = service.SimulationWish(form.name.data, form.month.data, form.unit_id.data, stored)
        return url_for("simulation.page", simulation_id=service.create(wish, viewer=viewer()).id)

    return handled(
        form, FormPage(Text("新建模拟", "New simulation"), [(HOME, url_for("simulation.listed"))], _MADE), deed
    )


def _asked() -> dict[str, object]:
    unit_id, month = request.args.get("unit_id", type=int), request.args.get("month", type=_month)
    return {name: value for name, value in (("unit_id", unit_id), ("month", month)) if value is not None}


def _month(text: str) -> Month:
    return Month.parse(text)


@blueprint.get("/of-run/<int:run_id>")
def of_run(run_id: int) -> ResponseReturnValue:
    """From a run's page to a new simulation of it."""
    run = run_of(run_id, viewer=viewer())
    viewer().require(Action.PAY_SIMULATE, run.unit.path)
    return redirect(url_for("simulation.new", unit_id=run.unit_id, month=run.month))


@blueprint.get("/<int:simulation_id>")
def page(simulation_id: int) -> ResponseReturnValue:
    """What is changed, and what it comes to."""
    simulation = simulation_of(simulation_id, viewer=viewer())
    found, trouble = _found(simulation)
    path = simulation.unit.path
    may_change = viewer().may(Action.PAY_SIMULATE, path) and simulation.applied_from is None
    return render_template(
        "pay/simulation/page.html",
        simulation=simulation,
        base=base_words(simulation),
        changes=list(said_changes(simulation)),
        found=found,
        report=_on_page(found, listed_above=may_change) if found else None,
        movers=_movers(found) if found else [],
        trouble=trouble,
        kinds=KINDS,
        may_change=may_change,
        may_copy=viewer().may(Action.PAY_SIMULATE, path),
        may_prepare=viewer().may(Action.PAY_PREPARE, path),
    )


def _on_page(found: SimulationFound, *, listed_above: bool) -> Document:
    """The report without what the page itself shows with links: the movers, and the changes where one may edit them."""
    document = simulation_document(replace(report_of(found), movers=()))
    return replace(document, blocks=document.blocks[1:]) if listed_above else document


def _found(simulation: PaySimulation) -> tuple[SimulationFound | None, Refusal | BadInput | None]:
    """The answer, or why there is none: law that is missing, a change that fits no longer, nobody there."""
    try:
        return result_of(simulation, viewer=viewer()), None
    except (Refusal, BadInput) as trouble:
        return None, trouble


def _movers(found: SimulationFound) -> list[tuple[int, str, int, int, int]]:
    """Employment, who, net before, after, difference, for a table that leads to explanations."""
    if not found.named:
        return []
    before, after = found.comparison.columns("net")
    rows = [int(row) for row in found.comparison.movers(most=_MOVERS)]
    return [
        (
            int(found.comparison.before.employment_id[one.row]),
            f"{one.staff_number} {one.name}",
            int(before[one.row]),
            int(after[one.row]),
            int(after[one.row] - before[one.row]),
        )
        for one in people_of(found, rows)
    ]


@blueprint.get("/<int:simulation_id>/people")
def people(simulation_id: int) -> ResponseReturnValue:
    """Everybody, for whoever may see what people are paid."""
    simulation = simulation_of(simulation_id, viewer=viewer(), action=Action.PAY_READ)
    found = result_of(simulation, viewer=viewer())
    may_export = viewer().may(Action.PAY_EXPORT, simulation.unit.path)
    title = Text("{n}：谁增谁减", "{n}: who gains and who loses").format(n=simulation.name)
    export = f"simulation-{simulation.id}" if may_export else None
    look = ListLook(title, {"employment_id": "simulation.person"}, export)
    return show(people_listing(found), look, "pay/simulation/people.html", simulation=simulation)


@blueprint.get("/<int:simulation_id>/people/<int:employment_id>")
def person(simulation_id: int, employment_id: int) -> ResponseReturnValue:
    """How each figure of one person comes about, under the rules as they are and as they are supposed."""
    simulation = simulation_of(simulation_id, viewer=viewer(), action=Action.PAY_READ)
    found = result_of(simulation, viewer=viewer())
    row = row_of(found, employment_id)
    result = found.comparison
    return render_template(
        "pay/simulation/person.html",
        simulation=simulation,
        who=people_of(found, [row])[0],
        lines=both_explained(found, row),
        faults=[*result.before.faults_of(row), *result.after.faults_of(row)],
    )


@blueprint.get("/<int:simulation_id>.pdf")
def pdf(simulation_id: int) -> ResponseReturnValue:
    """The answer on paper."""
    found = _exported(simulation_id)
    return pdf_answer(document_of(found), f"simulation-{simulation_id}", log=found.named)


@blueprint.get("/<int:simulation_id>.xlsx")
def xlsx(simulation_id: int) -> ResponseReturnValue:
    """The answer as a workbook; everybody in it for whoever may see what people are paid."""
    from reports.simulation.workbook import simulation_xlsx

    found = _exported(simulation_id)
    lines = person_lines(found) if found.named else None
    if found.named:
        with unit_of_work(viewer(), "pay_simulation.export") as session:
            audit.record_event(session, "pay_simulation", simulation_id, {"people": len(found.comparison)})
    stamp = Stamp(now().astimezone(SHANGHAI), viewer().name, found.simulated.supposed.book.fingerprint)
    answer = Response(simulation_xlsx(document_of(found), lines, language(), stamp), mimetype=_XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="simulation-{simulation_id}.xlsx"'
    return answer


def _exported(simulation_id: int) -> SimulationFound:
    """The answer as it may leave the program: with names only for whoever may export pay."""
    found = result_of(simulation_of(simulation_id, viewer=viewer()), viewer=viewer())
    may_export = viewer().may(Action.PAY_EXPORT, found.simulation.unit.path)
    return replace(found, named=found.named and may_export)


@blueprint.get("/compare")
def compare() -> ResponseReturnValue:
    """Two or three side by side."""
    wanted = list(dict.fromkeys(request.args.getlist("id", type=int)))
    if not FEWEST <= len(wanted) <= MOST:
        say(Text("请勾选 2 至 3 个方案", "Choose two or three"), "warning")
        return redirect(url_for("simulation.listed"))
    chosen = [simulation_of(one, viewer=whole_viewer()) for one in wanted]
    found = [result_of(one, viewer=whole_viewer()) for one in chosen]
    return render_template("pay/simulation/compare.html", report=side_by_side(found), chosen=chosen)


@blueprint.route("/<int:simulation_id>/copy", methods=["GET", "POST"])
def copy(simulation_id: int) -> ResponseReturnValue:
    """The same again under another name."""
    old = simulation_of(simulation_id, viewer=viewer(), action=Action.PAY_SIMULATE)
    form = NameForm(data={"name": old.name})

    def deed() -> str:
        return url_for("simulation.page", simulation_id=service.copy(old.id, form.name.data, viewer=viewer()).id)

    trail: list[Crumb] = [
        (HOME, url_for("simulation.listed")),
        (old.name, url_for("simulation.page", simulation_id=simulation_id)),
    ]
    return handled(form, FormPage(Text("复制方案", "Copy"), trail, Text("已复制", "Copied")), deed)


@blueprint.post("/<int:simulation_id>/refresh")
def refresh(simulation_id: int) -> ResponseReturnValue:
    """Start from the run as it was last computed."""
    try:
        service.refresh(simulation_id, viewer=viewer())
    except Refusal as refusal:
        say(refusal.reason, "danger")
    else:
        say(Text("已按最新一次计算重新模拟", "Simulated from the newest computation"))
    return redirect(url_for("simulation.page", simulation_id=simulation_id))


@blueprint.post("/<int:simulation_id>/delete")
def delete(simulation_id: int) -> ResponseReturnValue:
    """Throw it away."""
    try:
        service.delete(simulation_id, viewer=viewer())
    except Refusal as refusal:
        say(refusal.reason, "danger")
        return redirect(url_for("simulation.page", simulation_id=simulation_id))
    say(Text("已删除", "Deleted"))
    return redirect(url_for("simulation.listed"))
