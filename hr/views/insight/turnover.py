"""Turnover: the page, the same as a PDF, and the people behind its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analytics.turnover.history import By
from analytics.turnover.rate import Rate
from hr.forms.insight.questions import TurnoverForm
from hr.models.organisation.unit import Unit
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.insight.turnover import TurnoverAsked, TurnoverFound, rolling_year, turnover_of
from hr.queries.insight.turnover_document import document_of
from hr.queries.insight.turnover_people import Behind, counts_of, people_behind
from hr.queries.insight.unit_turnover import period_rates
from hr.queries.organisation.unit import children_of, unit_options
from hr.refusals import OutOfScope
from hr.views.documents import pdf_answer
from hr.views.door import today
from hr.views.listing import ListLook, show
from hr.views.page import percent
from hr.views.questions import asker, filled, unit_asked
from hr.views.unit_panels import Panel, PanelCard, unit_panels
from reports.document import Document
from vocabulary.bad_input import BadInput
from vocabulary.periods import DateRange
from vocabulary.text import Text

blueprint = Blueprint("turnover", __name__, url_prefix="/insight")
_PERIOD = Text("期间不成立：请检查起止日期", "This is no period: check its first and last day")


@blueprint.get("/turnover")
def page() -> ResponseReturnValue:
    """Rates, curve, funnel and groups of a period."""
    form, unit = _form()
    if not form.validate():
        return render_template("insight/turnover/page.html", form=form, unit=unit, report=None), 400
    found = _found(form, unit)
    return render_template(
        "insight/turnover/page.html",
        form=form,
        unit=unit,
        report=_document(found),
        behind=counts_of(found.total) if found.named and found.total else {},
    )


@blueprint.get("/turnover.pdf")
def pdf() -> ResponseReturnValue:
    """The same on paper."""
    return pdf_answer(_document(_asked_rightly()), "turnover")


@blueprint.get("/turnover/people")
def people() -> ResponseReturnValue:
    """Who stands behind one of the numbers."""
    unit = unit_asked(Action.STAFF_READ)
    behind = next((term for term in Behind if term.value == request.args.get("what", "losses")), None)
    if behind is None:
        raise OutOfScope("no such number")
    found = _asked_rightly()
    period = Text("{unit}，{first} 至 {last}", "{unit}, {first} to {last}")
    lead = period.format(unit=unit.name, first=found.asked.window.first, last=found.asked.last)
    export = "turnover-people" if asker().may(Action.STAFF_EXPORT, unit.path) else None
    title = Text("流失分析：{what}", "Turnover: {what}").format(what=behind.label)
    look = ListLook(title, {"person_id": "person.page"}, export, lead)
    return show(people_behind(found, behind, viewer=asker()), look, "insight/turnover/people.html")


def _form() -> tuple[TurnoverForm, Unit]:
    unit = unit_asked(Action.TURNOVER_READ)
    window = rolling_year(today())
    form = TurnoverForm(filled({"from": window.first, "to": window.last, "unit": unit.id, "by": ""}))
    return form.offer(unit_options(viewer=asker(), action=Action.TURNOVER_READ)), unit


def _asked_rightly() -> TurnoverFound:
    form, unit = _form()
    if not form.validate():
        raise BadInput(_PERIOD)
    return _found(form, unit)


def _found(form: TurnoverForm, unit: Unit) -> TurnoverFound:
    by = next((by for by in By if by.value == form.by.data), None)
    return turnover_of(TurnoverAsked(DateRange(form.first.data, form.last.data), unit, by), viewer=asker())


def _document(found: TurnoverFound) -> Document:
    unit = found.asked.unit
    names: dict[str, Text | str] = {str(unit.id): Text("{unit}本级", "{unit} itself").format(unit=unit.name)}
    names |= {str(child.id): child.name for child in children_of(unit.id, viewer=asker())}
    return document_of(found, names)


@unit_panels
def unit_panel(unit: Unit, viewer: Viewer) -> Iterator[Panel]:
    """The unit's rates, for its own page: of the last twelve months and of its named periods."""
    for period in period_rates(unit, today(), viewer=viewer):
        dates: dict[str, Any] = {"from": period.window.first, "to": period.window.last}
        address = url_for("turnover.page", unit=unit.id, **dates)
        yield Panel(period.title, address, tuple(_panel_card(rate) for rate in period.rates))


def _panel_card(rate: Rate) -> PanelCard:
    interval = f"{percent(rate.low)}–{percent(rate.high)}"
    note = Text("{n} ÷ {base}，区间 {interval}", "{n} ÷ {base}, interval {interval}")
    return PanelCard(
        rate.name,
        percent(rate.value),
        note.format(n=rate.count, base=f"{rate.base:.1f}".removesuffix(".0"), interval=interval),
    )
