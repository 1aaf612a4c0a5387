"""Bearer tokens for programs that use the API in a user's name."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from hr.database import db, now, unit_of_work
from hr.models.system.user import ApiToken
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.system.user import user_of
from hr.refusals import OutOfScope, Refusal
from vocabulary.text import Text

PREFIX = "gridhr_"
LONGEST_DAYS = 366


def digest_of(token: str) -> bytes:
    """What is kept of a token: its SHA-256. A token is 32 random bytes, so it needs no salt and no slow hash."""
    return hashlib.sha256(token.encode()).digest()


def issue(user_id: int, name: str, days: int, *, viewer: Viewer) -> str:
    """Make a token that acts as the user for ``days``; it is returned once. Raises Refusal for a term out of range."""
    if not 1 <= days <= LONGEST_DAYS:
        reason = Text("有效期须为 1–{most} 天", "A token is valid for 1 to {most} days").format(most=LONGEST_DAYS)
        raise Refusal(reason, "days")
    user_of(user_id, viewer=viewer, action=Action.USER_WRITE)
    token = PREFIX + secrets.token_urlsafe(32)
    with unit_of_work(viewer, "api_token.issue") as session:
        session.add(
            ApiToken(user_id=user_id, name=name, digest=digest_of(token), expires_at=now() + timedelta(days=days))
        )
    return token


def revoke(token_id: int, *, viewer: Viewer) -> None:
    """End a token at once."""
    found = db.session.get(ApiToken, token_id)
    if found is None:
        raise OutOfScope(f"token {token_id}")
    user_of(found.user_id, viewer=viewer, action=Action.USER_WRITE)
    with unit_of_work(viewer, "api_token.revoke") as session:
        session.get_one(ApiToken, token_id).revoked_at = now()
