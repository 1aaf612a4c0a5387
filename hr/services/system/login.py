"""Logging in, with throttling that holds across processes, and changing one's password."""

from __future__ import annotations

from datetime import timedelta

from argon2 import PasswordHasher, profiles
from argon2.exceptions import VerifyMismatchError
from flask import current_app
from sqlalchemy import func, select

from hr.database import db, now, unit_of_work
from hr.models.system.user import LoginAttempt, User
from hr.permissions.viewer import Viewer
from hr.queries.system.user import user_by_login, viewer_of
from hr.refusals import Refusal
from vocabulary.text import Text

WINDOW = timedelta(minutes=15)
MOST_FAILURES_PER_LOGIN = 5
MOST_FAILURES_PER_ADDRESS = 30
SHORTEST_PASSWORD = 10
_WRONG = Text("用户名或密码不正确", "Wrong user name or password")
_THROTTLED = Text("失败次数过多，请 15 分钟后再试", "Too many failures: try again in 15 minutes")


def hasher() -> PasswordHasher:
    """argon2id at its recommended cost (RFC 9106, low-memory profile); the cheapest one in tests."""
    cheap = current_app.config["TESTING"]
    return PasswordHasher.from_parameters(profiles.CHEAPEST if cheap else profiles.RFC_9106_LOW_MEMORY)


def log_in(login: str, password: str, address: str) -> User:
    """The user of ``login`` if the password is right; raises Refusal, in the same words whatever was wrong."""
    login = login.strip().lower()[:40]
    if _too_many(LoginAttempt.login == login, MOST_FAILURES_PER_LOGIN) or _too_many(
        LoginAttempt.address == address, MOST_FAILURES_PER_ADDRESS
    ):
        raise Refusal(_THROTTLED)
    user = user_by_login(login)
    succeeded = _right(user, password)
    stranger = Viewer(user_id=user.id if user else None, name=login, door="web")
    with unit_of_work(stranger, "login.enter") as session:
        session.add(LoginAttempt(login=login, address=address[:64], succeeded=succeeded))
    found = user_by_login(login)
    if not succeeded or found is None:
        raise Refusal(_WRONG)
    return found


def _right(user: User | None, password: str) -> bool:
    """Always does the work of one hash, so that time does not tell which logins exist."""
    try:
        hasher().verify(user.password_hash if user else _decoy(), password)
    except VerifyMismatchError:
        return False
    return user is not None and user.is_active


def _decoy() -> str:
    made: str = current_app.extensions.setdefault("gridhr_decoy", hasher().hash("nobody"))
    return made


def _too_many(condition: object, most: int) -> bool:
    """Whether there were ``most`` failures in the window since the last success."""
    attempts = select(LoginAttempt.succeeded, LoginAttempt.at).where(condition, LoginAttempt.at > now() - WINDOW)  # type: ignore[arg-type]
    last_success = select(func.max(LoginAttempt.at)).where(condition, LoginAttempt.succeeded)  # type: ignore[arg-type]
    since = db.session.scalar(last_success)
    failures = [at for good, at in db.session.execute(attempts) if not good and (since is None or at > since)]
    return len(failures) >= most


def change_password(user_id: int, old: str, new: str) -> User:
    """Set a new password and end every other session. Raises Refusal for a wrong old or a weak new password."""
    user = db.session.get_one(User, user_id)
    if not _right(user, old):
        raise Refusal(Text("原密码不正确", "The old password is wrong"), "old")
    check_strength(new, user.login)
    if old == new:
        raise Refusal(Text("新密码须与原密码不同", "The new password must differ from the old one"), "new")
    with unit_of_work(viewer_of(user), "user.change_password") as session:
        user = session.get_one(User, user_id)
        user.password_hash = hasher().hash(new)
        user.must_change_password = False
        user.epoch += 1
    return user


def check_strength(password: str, login: str) -> None:
    """Raises Refusal for a password that is short, holds the login, or is one character repeated."""
    if len(password) < SHORTEST_PASSWORD:
        raise Refusal(
            Text("密码至少 {n} 位", "A password has at least {n} characters").format(n=SHORTEST_PASSWORD), "new"
        )
    if login in password.lower() or len(set(password)) < SHORTEST_PASSWORD // 2:
        raise Refusal(Text("密码过于简单", "This password is too easy to guess"), "new")


def end_other_sessions(viewer: Viewer) -> User:
    """Log ``viewer`` out everywhere; the caller begins a fresh session for the user returned."""
    with unit_of_work(viewer, "login.end_sessions") as session:
        user = session.get_one(User, viewer.user_id)
        user.epoch += 1
    return user
