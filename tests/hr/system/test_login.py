"""Logging in: what is refused, throttled, and ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from hr.database import db, now, unit_of_work
from hr.models.system.user import LoginAttempt, User
from hr.permissions.viewer import system_viewer
from hr.refusals import Refusal
from hr.services.system import login as service
from hr.services.system import user as users
from tests import world
from tests.conftest import log_in

WRONG = "not-the-password"


def enter(app: Flask, login: str, password: str) -> int:
    return int(app.test_client().post("/login", data={"login": login, "password": password}).status_code)


def test_nobody_sees_a_page_without_logging_in(web: Flask) -> None:
    answer = web.test_client().get("/users?role=finance")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/login?next=/users?role%3Dfinance"


def test_a_wrong_password_and_an_unknown_user_are_refused_in_the_same_words(web: Flask) -> None:
    pages = [
        web.test_client().post("/login", data={"login": login, "password": WRONG}).get_data(as_text=True)
        for login in ("finance", "finanse")
    ]
    assert all("用户名或密码不正确" in page for page in pages)


def test_five_failures_close_a_login_even_to_the_right_password(app: Flask) -> None:
    for _ in range(service.MOST_FAILURES_PER_LOGIN):
        with pytest.raises(Refusal, match="Wrong user name"):
            service.log_in("finance", WRONG, "192.0.2.1")
    with pytest.raises(Refusal, match="Too many failures"):
        service.log_in("finance", world.PASSWORD, "192.0.2.2")
    assert service.log_in("leader", world.PASSWORD, "192.0.2.2").login == "leader"


def test_a_closed_login_opens_again_after_the_window(app: Flask) -> None:
    for _ in range(service.MOST_FAILURES_PER_LOGIN):
        with pytest.raises(Refusal):
            service.log_in("finance", WRONG, "192.0.2.1")
    with unit_of_work(system_viewer("test"), "test.age") as session:
        session.execute(update(LoginAttempt).values(at=now() - service.WINDOW - timedelta(seconds=1)))
    assert service.log_in("finance", world.PASSWORD, "192.0.2.1").login == "finance"


def test_one_address_that_tries_many_names_is_closed(app: Flask) -> None:
    for number in range(service.MOST_FAILURES_PER_ADDRESS):
        with pytest.raises(Refusal, match="Wrong user name"):
            service.log_in(f"guess{number}", WRONG, "192.0.2.9")
    with pytest.raises(Refusal, match="Too many failures"):
        service.log_in("leader", world.PASSWORD, "192.0.2.9")


def test_a_success_forgets_the_failures_before_it(app: Flask) -> None:
    for _ in range(2):
        for _ in range(service.MOST_FAILURES_PER_LOGIN - 1):
            with pytest.raises(Refusal, match="Wrong user name"):
                service.log_in("finance", WRONG, "192.0.2.1")
        service.log_in("finance", world.PASSWORD, "192.0.2.1")


def test_a_disabled_user_can_not_log_in_and_open_sessions_end_at_once(web: Flask) -> None:
    client = log_in(web, "finance")
    assert client.get("/").status_code == 200
    user_id = db.session.scalars(select(User.id).where(User.login == "finance")).one()
    users.disable(user_id, viewer=system_viewer("test"))
    assert client.get("/").headers["Location"].startswith("/login")
    assert enter(web, "finance", world.PASSWORD) == 400


def test_changing_the_password_ends_every_other_session(web: Flask) -> None:
    here, elsewhere = log_in(web, "finance"), log_in(web, "finance")
    new = "another-long-password"
    form = {"old": world.PASSWORD, "new": new, "again": new}
    assert here.post("/password", data=form).status_code == 302
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def test_logging_out_everywhere_spares_this_session_alone(web: Flask) -> None:
    here, elsewhere = log_in(web, "finance"), log_in(web, "finance")
    assert here.post("/sessions/end").status_code == 302
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def test_a_one_time_password_opens_nothing_but_the_page_to_change_it(web: Flask) -> None:
    user_id = db.session.scalars(select(User.id).where(User.login == "finance")).one()
    password = users.reset_password(user_id, viewer=system_viewer("test"))
    client = web.test_client()
    client.post("/login", data={"login": "finance", "password": password})
    assert client.get("/").headers["Location"] == "/password"
    new = "another-long-password"
    client.post("/password", data={"old": password, "new": new, "again": new})
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "target", ["https://example.org/", "//example.org/", "/\\example.org", "\\\\example.org", "javascript:alert(1)"]
)
def test_after_login_nobody_is_led_to_another_site(web: Flask, target: str) -> None:
    client = web.test_client()
    answer = client.post("/login", query_string={"next": target}, data={"login": "finance", "password": world.PASSWORD})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaa", "xx-finance-xx"])
def test_a_password_that_is_easy_to_guess_is_refused(app: Flask, password: str) -> None:
    with pytest.raises(Refusal):
        service.check_strength(password, "finance")


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(web: Flask) -> None:
    answer = web.test_client().post("/login", data={"login": "finance", "password": world.PASSWORD})
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_what_was_in_the_session_before_login_is_gone_after_it(web: Flask) -> None:
    client = web.test_client()
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
    client.post("/login", data={"login": "finance", "password": world.PASSWORD})
    with client.session_transaction() as session:
        assert "planted" not in session
