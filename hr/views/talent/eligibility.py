"""The list of who may step to the next level on a day."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hr.permissions.actions import Action
from hr.queries.talent.eligibility_list import eligibility_listing
from hr.views.listing import ListLook, show
from hr.views.questions import asker
from hr.views.talent.questions import asked_rightly, career_form
from vocabulary.text import Text

blueprint = Blueprint("eligibility", __name__, url_prefix="/talent")
_TITLE = Text("晋升资格", "Promotion eligibility")


@blueprint.get("/eligibility")
def listed() -> ResponseReturnValue:
    """Everybody on a ladder with requirements met and missing, and when these will be met."""
    asker().require(Action.CAREER_READ)
    form = career_form()
    if not form.ladder.choices:
        return render_template("talent/career_ladder/page.html", form=None, report=None, version=None, may_write=False)
    asked = asked_rightly(form)
    lead = Text("{ladder}，截至 {on}", "{ladder}, on {on}").format(ladder=asked.version.ladder.name, on=asked.on)
    export = f"eligibility-{asked.on}" if asker().may(Action.STAFF_EXPORT, asked.unit.path) else None
    hint = Text("本机构没有这一序列的在岗人员。", "Nobody at this unit works in posts of this ladder.")
    look = ListLook(_TITLE, {"person_id": "career_ladder.path"}, export, lead, hint)
    return show(eligibility_listing(asked.people()), look, "talent/eligibility/list.html", form=form)
