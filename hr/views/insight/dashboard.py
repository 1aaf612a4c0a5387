"""The home page."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from hr.queries.insight.dashboard import home_of
from hr.queries.insight.home_card import HomeCard, Target
from hr.request_language import language
from hr.views.door import today, viewer
from hr.views.page import number, percent, yuan
from vocabulary.text import Text

blueprint = Blueprint("dashboard", __name__)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """What there is for this viewer to know and to do."""
    return render_template(
        "insight/dashboard/home.html",
        home=home_of(viewer(), today()),
        today=today(),
        address=_address,
        shown=_shown,
        roles=sorted(viewer().roles),
    )


def _address(target: Target | None) -> str | None:
    """The page's address; None where there is none to lead to."""
    if target is None or target.endpoint not in current_app.view_functions:
        return None
    return url_for(target.endpoint, **target.args)  # type: ignore[arg-type]


def _shown(card: HomeCard) -> str:
    value = card.value
    if value is None or isinstance(value, str):
        return value or "—"
    if isinstance(value, Text):
        return value.in_(language())
    return {
        "money": lambda: yuan(int(value)),
        "percent": lambda: percent(value),
        "number": lambda: number(value),
    }.get(card.kind, lambda: number(value, 0))()
