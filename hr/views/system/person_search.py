"""The search for a person at the head of every page."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hr.permissions.actions import Action
from hr.queries.system.person_search import MOST, people_like
from hr.views.door import whole_viewer

blueprint = Blueprint("person_search", __name__, url_prefix="/search")


@blueprint.get("")
def results() -> ResponseReturnValue:
    """Everybody found; straight to the person when there is only one."""
    wanted = _wanted()
    found = people_like(wanted, viewer=whole_viewer(), limit=MOST)
    if len(found) == 1:
        return redirect(url_for("person.page", person_id=found[0].id))
    return render_template("system/person_search/results.html", wanted=wanted, found=found, most=MOST)


@blueprint.get("/suggestions")
def suggestions() -> ResponseReturnValue:
    """The nearest few, as a fragment below the search box."""
    return render_template(
        "system/person_search/suggestions.html", wanted=_wanted(), found=people_like(_wanted(), viewer=whole_viewer())
    )


def _wanted() -> str:
    whole_viewer().require(Action.STAFF_READ)
    return request.args.get("q", "").strip()[:60]
