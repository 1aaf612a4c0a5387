"""Logins and the roles granted to them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model, now
from hr.models.organisation.unit import Unit
from vocabulary.terms import Role


class User(Model):
    """系统用户. ``epoch`` is raised to end every session at once (new password, disabled, logged out everywhere)."""

    __tablename__ = "user"

    id: Mapped[Key]
    login: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change_password: Mapped[bool] = mapped_column(default=False)
    epoch: Mapped[int] = mapped_column(Integer, default=0)
    language: Mapped[str] = mapped_column(String(2), default="zh")
    is_active: Mapped[bool] = mapped_column(default=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)

    grants: Mapped[list[RoleGrant]] = relationship(back_populates="user")

    # Flask-Login's protocol
    is_authenticated = True
    is_anonymous = False

    def get_id(self) -> str:
        """The session's key: a raised epoch makes every earlier one invalid."""
        return f"{self.id}:{self.epoch}"


class RoleGrant(Model):
    """角色授权: a role at a unit and all below it, dated."""

    __tablename__ = "role_grant"
    __table_args__ = (Index(None, "user_id", "role", "unit_id", "valid_from", unique=True),)

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    role: Mapped[Role]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    user: Mapped[User] = relationship(back_populates="grants")
    unit: Mapped[Unit] = relationship()


class LoginAttempt(Model):
    """登录尝试: counted in the database so that throttling holds across processes and restarts."""

    __tablename__ = "login_attempt"
    __audit__ = "none"
    __table_args__ = (Index(None, "login", "at"), Index(None, "address", "at"))

    id: Mapped[Key]
    login: Mapped[str] = mapped_column(String(40))
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(default=now)
    succeeded: Mapped[bool]


class ApiToken(Model):
    """接口令牌: a bearer token of a user, kept only as its SHA-256."""

    __tablename__ = "api_token"

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    name: Mapped[str] = mapped_column(String(60))
    digest: Mapped[bytes] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()
