"""Ladders: who stands where, one's own way up, and editing a ladder as text."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analytics.career.form import example_ladders
from hr.forms.talent.career_ladder import CareerAskingForm, LadderForm
from hr.permissions.actions import Action
from hr.queries.organisation.unit import unit_options
from hr.queries.talent.career_document import ladder_document, path_document, report_of
from hr.queries.talent.career_ladder import LadderVersion, version_of, versions_of_viewer, written
from hr.queries.talent.eligibility import Candidate, path_of
from hr.refusals import OutOfScope, Refusal
from hr.services.talent.career_ladder import LadderWish, save_ladder
from hr.views.documents import pdf_answer
from hr.views.door import say, today, whole_viewer
from hr.views.questions import asker
from hr.views.talent.questions import CareerAsked, asked_rightly, career_form
from vocabulary.bad_input import BadInput
from vocabulary.terms import PostFamily
from vocabulary.text import Text

blueprint = Blueprint("career_ladder", __name__, url_prefix="/talent")


@blueprint.get("/ladder")
def page() -> ResponseReturnValue:
    """A ladder with the people on its rungs, nobody by name."""
    asker().require(Action.CAREER_READ)
    form = career_form()
    if not form.ladder.choices:
        return _ladder_page(None, None)
    if not form.validate():
        return _ladder_page(form, None), 400
    return _ladder_page(form, asked_rightly(form))


@blueprint.get("/ladder.pdf")
def pdf() -> ResponseReturnValue:
    """The report of a ladder, with names: who is eligible and what the others lack."""
    asked = asked_rightly(career_form())
    report = report_of(asked.people(), asked.version, asked.on, asked.unit.name)
    return pdf_answer(report, f"career-{asked.version.ladder.code}-{asked.on}", log=True)


def _ladder_page(form: CareerAskingForm | None, asked: CareerAsked | None) -> str:
    report = None if asked is None else ladder_document(asked.people(), asked.version, asked.on, asked.unit.name)
    return render_template(
        "talent/career_ladder/page.html",
        form=form,
        report=report,
        version=asked.version if asked else None,
        may_write=whole_viewer().may(Action.CAREER_WRITE),
    )


@blueprint.get("/path")
def mine() -> ResponseReturnValue:
    """One's own way up."""
    if whole_viewer().person_id is None:
        raise OutOfScope("no staff record")
    return _path(whole_viewer().person_id or 0, own=True)


@blueprint.get("/path/<int:person_id>")
def path(person_id: int) -> ResponseReturnValue:
    """Somebody's way up, for those who may see it and for themself."""
    return _path(person_id, own=whole_viewer().is_person(person_id))


def _path(person_id: int, *, own: bool) -> ResponseReturnValue:
    found = path_of(person_id, today(), viewer=whole_viewer())
    if not found and not own:
        raise OutOfScope(f"career of {person_id}")
    reports = [path_document(one, today()) for one in found]
    name = found[0].name if found else whole_viewer().name
    return render_template("talent/career_ladder/path.html", reports=reports, name=name, own=own, person_id=person_id)


@blueprint.get("/path/<int:person_id>.pdf")
def path_pdf(person_id: int) -> ResponseReturnValue:
    """The same on paper: of the ladder that is nearest, where there are several."""
    found: list[Candidate] = list(path_of(person_id, today(), viewer=whole_viewer()))
    if not found:
        raise OutOfScope(f"career of {person_id}")
    return pdf_answer(path_document(found[0], today()), f"career-path-{found[0].staff_number}", log=True)


@blueprint.get("/ladder/edit")
def edit() -> ResponseReturnValue:
    """A ladder as text: the version of ``?ladder=``, else the example."""
    whole_viewer().require(Action.CAREER_WRITE)
    version = _version_to_edit()
    form = LadderForm(valid_from=today())
    form.offer(unit_options(viewer=whole_viewer(), action=Action.CAREER_WRITE))
    form.definition.data = written(version.ladder if version else example_ladders()[0])
    form.family.data = (version.family if version else PostFamily.GRID_INSPECTOR).value
    if version and version.unit_id:
        form.unit_id.data = version.unit_id
    return render_template("talent/career_ladder/edit.html", form=form, version=version)


@blueprint.post("/ladder/edit")
def save() -> ResponseReturnValue:
    """Keep a version; what is wrong with it stands at the field, and nothing typed is lost."""
    whole_viewer().require(Action.CAREER_WRITE)
    form = LadderForm().offer(unit_options(viewer=whole_viewer(), action=Action.CAREER_WRITE))
    if not form.validate_on_submit():
        return render_template("talent/career_ladder/edit.html", form=form, version=None), 400
    wish = LadderWish(
        definition=form.definition.data,
        family=PostFamily(form.family.data),  # type: ignore[call-arg]
        unit_id=form.unit_id.data,
        valid_from=form.valid_from.data,
    )
    try:
        row = save_ladder(wish, viewer=whole_viewer())
    except Refusal as refusal:
        form.blame(refusal)
        return render_template("talent/career_ladder/edit.html", form=form, version=None, refusal=refusal), 400
    say(Text("通道已保存，自 {day} 起生效", "The ladder is kept, in force from {day}").format(day=row.valid_from))
    return redirect(url_for("career_ladder.page", on=max(row.valid_from, today())))


def _version_to_edit() -> LadderVersion | None:
    wanted = request.args.get("ladder", type=int)
    if wanted is not None:
        return version_of(wanted, viewer=whole_viewer(), day=_day())
    known = versions_of_viewer(today(), viewer=whole_viewer())
    return known[0] if known and not request.args.get("new") else None


def _day() -> date:
    try:
        return date.fromisoformat(request.args.get("on", str(today())))
    except ValueError as wrong:
        raise BadInput(Text("日期应写成 YYYY-MM-DD", "A date is written YYYY-MM-DD"), "on") from wrong
