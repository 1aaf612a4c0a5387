"""The language of the request at hand."""

from __future__ import annotations

from flask import has_request_context, session
from flask_login import current_user

from vocabulary.text import LANGUAGES, Language


def language() -> Language:
    """What was chosen in this session, else the user's own, else Chinese."""
    if not has_request_context():
        return "zh"
    chosen = session.get("language") or getattr(current_user, "language", None)
    return chosen if chosen in LANGUAGES else "zh"
