"""The JSON door, /api/v1: the same queries as the pages, for programs with a bearer token."""

from __future__ import annotations

from flask import Flask

from hr.api.bearer import check_token
from hr.api.blueprints import BLUEPRINTS
from hr.extensions import api, csrf, limiter

PREFIX = "/api/v1"
_MOST_CALLS = "600 per minute"


def register_api(app: Flask) -> None:
    """Bind the API and its resources; a token stands in for the CSRF check, since no browser sends it unasked."""
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    api.init_app(app)
    api.spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    api.spec.options["security"] = [{"token": []}]
    for blueprint in BLUEPRINTS:
        csrf.exempt(blueprint)
        limiter.limit(_MOST_CALLS)(blueprint)
        api.register_blueprint(blueprint, url_prefix=f"{PREFIX}/{blueprint.url_prefix}")
    app.before_request(check_token)
