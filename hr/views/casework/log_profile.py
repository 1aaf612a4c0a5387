"""Mapping profiles made here: written as YAML, tried on a sample file, kept, and taken away as a file."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from hr.forms.casework.log_profile import ProfileForm
from hr.permissions.actions import Action
from hr.queries.casework.log_profile import own_profile, profiles_listing
from hr.refusals import Refusal
from hr.services.casework import log_profile
from hr.views.door import say, viewer, whole_viewer
from hr.views.listing import ListLook, show
from intake.event_logs.faults import FAULTS
from intake.event_logs.profile_file import parse_profile, profile_text
from intake.event_logs.reading import EventReading, read_events
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

blueprint = Blueprint("log_profile", __name__, url_prefix="/casework/profiles")
SHOWN = 20
_START = "grid_platform"
_KEPT = Text("方案已保存", "The profile is kept")
_NO_SAMPLE = Text("请选择样本文件", "Choose a sample file")


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """The profiles that the viewer may change."""
    look = ListLook(
        Text("映射方案", "Mapping profiles"),
        links={"profile_id": "log_profile.page"},
        lead=Text("本地编写的方案，与随系统附带的并列。", "Profiles made here, beside those that ship."),
        hint=Text("还没有：从示例改写一个。", "None yet: make one from the example."),
        action=(Text("新建方案", "New profile"), url_for("log_profile.new")),
    )
    return show(profiles_listing(viewer=viewer()), look, "casework/log_profile/list.html")


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """The example of a grid platform, to be edited."""
    whole_viewer().require(Action.CASE_WRITE)
    form = ProfileForm()
    form.content.data = f"name: my_platform\n{profile_text(_START)}"
    return _shown(form)


@blueprint.post("/new")
def create() -> ResponseReturnValue:
    """Try the profile on a sample, or keep it."""
    whole_viewer().require(Action.CASE_WRITE)
    return _done(None)


@blueprint.get("/<int:profile_id>")
def page(profile_id: int) -> ResponseReturnValue:
    """A profile as text."""
    form = ProfileForm()
    form.content.data = own_profile(profile_id, viewer=viewer()).content
    return _shown(form, profile_id)


@blueprint.post("/<int:profile_id>")
def change(profile_id: int) -> ResponseReturnValue:
    """Try the changed profile on a sample, or keep it."""
    own_profile(profile_id, viewer=viewer())
    return _done(profile_id)


@blueprint.get("/<int:profile_id>/file")
def file(profile_id: int) -> ResponseReturnValue:
    """The YAML as a file."""
    found = own_profile(profile_id, viewer=viewer())
    return send_file(BytesIO(found.content.encode()), as_attachment=True, download_name=f"{found.name}.yaml")


def _done(profile_id: int | None) -> ResponseReturnValue:
    form = ProfileForm()
    if form.validate_on_submit():
        try:
            if "try" in request.form:
                return _shown(form, profile_id, _tried(form))
            if profile_id is None:
                log_profile.keep(form.content.data, viewer=whole_viewer())
            else:
                log_profile.change(profile_id, form.content.data, viewer=whole_viewer())
        except Refusal as refusal:
            form.blame(refusal)
        else:
            say(_KEPT)
            return redirect(url_for("log_profile.listed"))
    return _shown(form, profile_id), 400


def _tried(form: ProfileForm) -> EventReading:
    if not form.sample.data:
        raise Refusal(_NO_SAMPLE, "sample")
    try:
        profile = parse_profile(form.content.data, "")
    except BadInput as bad:
        raise Refusal(bad.reason, "content") from bad
    try:
        return read_events(form.sample.data.read(), profile, name=form.sample.data.filename or "sample")
    except BadInput as bad:
        raise Refusal(bad.reason, "sample") from bad


def _shown(form: ProfileForm, profile_id: int | None = None, tried: EventReading | None = None) -> str:
    return render_template(
        "casework/log_profile/page.html",
        form=form,
        profile_id=profile_id,
        tried=tried,
        rows=[] if tried is None else tried.events.head(SHOWN).astype(object).to_dict("records"),
        reasons={} if tried is None else {code: (FAULTS[code][0], n) for code, n in tried.rejected.items()},
    )
