"""What the system puts on the home page of who looks after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import func, select

from hr.database import db, now
from hr.models.system.audit_entry import AuditEntry
from hr.models.system.user import LoginAttempt, RoleGrant, User
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.insight.home_card import HomeCard, Target
from hr.queries.system.audit_list import visible
from vocabulary.text import Text


def users_and_logins(viewer: Viewer, _on: date) -> Iterator[HomeCard]:
    """Users without a role, and logins that failed within a day."""
    if not viewer.may(Action.USER_WRITE):
        return
    granted = select(RoleGrant.id).where(RoleGrant.user_id == User.id)
    roleless = db.session.scalar(select(func.count(User.id)).where(User.is_active, ~granted.exists())) or 0
    yield HomeCard(
        Text("没有角色的用户", "Users without a role"),
        roleless,
        tone="warn" if roleless else "good",
        target=Target("user.listed"),
    )
    since = now() - timedelta(hours=24)
    failed = select(func.count(LoginAttempt.id)).where(LoginAttempt.at > since, ~LoginAttempt.succeeded)
    yield HomeCard(Text("24 小时内登录失败", "Failed logins within 24 hours"), db.session.scalar(failed) or 0)


def audit_trail(viewer: Viewer, _on: date) -> Iterator[HomeCard]:
    """How much was changed within a week, for auditors."""
    if not viewer.may(Action.AUDIT_READ):
        return
    recent = select(func.count(AuditEntry.number)).where(AuditEntry.at > now() - timedelta(days=7), visible(viewer))
    yield HomeCard(
        Text("7 天内的变更", "Changes within 7 days"),
        db.session.scalar(recent) or 0,
        target=Target("audit_entry.listed"),
    )
