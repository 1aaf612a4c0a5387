"""Who is calling: the user of the bearer token, and nobody by any other sign (a session cookie counts for nothing)."""

from __future__ import annotations

from flask import g, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from hr.permissions.viewer import Viewer
from hr.queries.system.api_token import user_of_token
from hr.queries.system.user import viewer_of
from hr.services.casework.source_token import sender_of
from hr.services.system.api_token import digest_of

DESCRIPTION = "openapi.json"
INBOX = "api_case_event.received"
"""The only resource that a case platform's own token opens."""


def check_token() -> None:
    """Turn away calls under /api/ without a valid token; the description of the API alone is public."""
    if not request.path.startswith("/api/") or request.path.endswith(f"/{DESCRIPTION}"):
        return
    authorization = request.authorization
    token = authorization.token if authorization and authorization.type == "bearer" else None
    if token and request.endpoint == INBOX and (sender := sender_of(token)):
        g.caller, g.source = sender
        return
    user = user_of_token(digest_of(token)) if token else None
    if user is None or user.must_change_password:
        raise Unauthorized(www_authenticate=WWWAuthenticate("bearer", {"realm": "GridHR"}))
    g.caller = viewer_of(user, door="api")


def caller() -> Viewer:
    """The viewer that calls."""
    found: Viewer = g.caller
    return found
