"""Bearer tokens with which a case platform sends its events."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import select

from hr.database import db, now, unit_of_work
from hr.models.casework.source_token import SourceToken
from hr.models.organisation.unit import Unit
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Grant, Viewer
from hr.refusals import OutOfScope, Refusal
from hr.services.system.api_token import LONGEST_DAYS, digest_of
from vocabulary.terms import Role
from vocabulary.text import Text

PREFIX = "gridhr_source_"
_LONGEST_SOURCE = 40


def issue(source: str, unit_id: int, days: int, *, viewer: Viewer) -> str:
    """A token that lets ``source`` write events at the unit and below for ``days``; it is returned once.

    Raises OutOfScope for a unit whose users the viewer does not maintain, Refusal for a term or source out of range.
    """
    if not 1 <= days <= LONGEST_DAYS:
        reason = Text("有效期须为 1–{most} 天", "A token is valid for 1 to {most} days").format(most=LONGEST_DAYS)
        raise Refusal(reason, "days")
    if not 1 <= len(source.strip()) <= _LONGEST_SOURCE:
        raise Refusal(Text("来源须为 1–40 个字", "A source has 1 to 40 signs"), "source")
    mine = select(Unit.id).where(Unit.id == unit_id, within(Unit.path, viewer, Action.USER_WRITE))
    if db.session.scalar(mine) is None:
        raise OutOfScope(f"unit {unit_id}")
    token = PREFIX + secrets.token_urlsafe(32)
    with unit_of_work(viewer, "source_token.issue") as session:
        session.add(
            SourceToken(
                source=source.strip(),
                unit_id=unit_id,
                digest=digest_of(token),
                issued_by=viewer.name[:60],
                expires_at=now() + timedelta(days=days),
            )
        )
    return token


def revoke(source: str, unit_id: int, *, viewer: Viewer) -> int:
    """End every token of a source at a unit at once; how many there were."""
    mine = select(Unit.id).where(Unit.id == unit_id, within(Unit.path, viewer, Action.USER_WRITE))
    if db.session.scalar(mine) is None:
        raise OutOfScope(f"unit {unit_id}")
    with unit_of_work(viewer, "source_token.revoke") as session:
        valid = select(SourceToken).where(
            SourceToken.source == source, SourceToken.unit_id == unit_id, SourceToken.revoked_at.is_(None)
        )
        tokens = session.scalars(valid).all()
        for token in tokens:
            token.revoked_at = now()
    return len(tokens)


def sender_of(token: str) -> tuple[Viewer, str] | None:
    """Who sends with that token: a viewer that maintains cases at the token's unit, and the source; None if ended."""
    found = db.session.scalar(
        select(SourceToken).where(
            SourceToken.digest == digest_of(token), SourceToken.revoked_at.is_(None), SourceToken.expires_at > now()
        )
    )
    if found is None:
        return None
    grant = Grant(Role.HR_OFFICER, found.unit_id, found.unit.path)
    return Viewer(None, f"source:{found.source}"[:60], (grant,), door="api"), found.source
