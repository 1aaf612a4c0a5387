"""Who a bearer token speaks for."""

from __future__ import annotations

from sqlalchemy import select

from hr.database import db, now
from hr.models.system.user import ApiToken, User


def user_of_token(digest: bytes) -> User | None:
    """The active user of the token with that digest; None once it has ended or its user was disabled."""
    return db.session.scalar(
        select(User)
        .join(ApiToken, ApiToken.user_id == User.id)
        .where(ApiToken.digest == digest, ApiToken.revoked_at.is_(None), ApiToken.expires_at > now())
        .where(User.is_active)
    )
