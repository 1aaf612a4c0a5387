"""The month as finance lives it, in a real browser with a real worker: opened to locked, and the slip explained."""

from __future__ import annotations

import multiprocessing
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect
from werkzeug.serving import make_server

from hr.app import create_app
from hr.background import background
from hr.database import db
from hr.jobs import worker
from hr.views import background as asking
from tests import world
from tests.databases import SqliteTemplates, settings_for
from tests.hr.pay import pay_world
from tests.journeys.conftest import DESKTOP, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
FORK = multiprocessing.get_context("fork")


def _world_that_is_paid() -> None:
    world.build()
    pay_world.pay_everybody()


def _serve_jobs(app: Flask) -> None:
    with app.app_context():
        worker.work(app, background())


@pytest.fixture
def paying(sqlite_templates: SqliteTemplates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an application whose jobs a worker does; no request waits for them."""
    monkeypatch.setattr(asking, "PATIENCE", 0.0)
    with sqlite_templates.fresh(sqlite_templates.prepare("paid", _world_that_is_paid)) as url:
        app = create_app(replace(settings_for(url, tmp_path), queue="file"))
        process = FORK.Process(target=_serve_jobs, args=(app,), daemon=True)
        process.start()
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.port}"
        server.shutdown()
        process.kill()
        process.join()
        with app.app_context():
            db.engine.dispose()


def somebody(browser: Browser, address: str, login: str) -> Visit:
    """A fresh visit of a user."""
    page = browser.new_context(viewport=DESKTOP, accept_downloads=True).new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    return Visit(page, address).log_in(login)


def test_a_month_from_opening_to_locking_and_the_slip_that_explains_itself(browser: Browser, paying: str) -> None:
    finance = somebody(browser, paying, "finance")
    page = finance.page
    finance.go("/pay/runs")
    page.fill("#month", "2026-10")
    page.click("main form .btn-primary")
    run = page.url.removeprefix(paying)
    expect(page.locator(".wizard > li")).to_have_count(9)

    page.click(".wizard form[action$='/compute'] button")
    page.wait_for_url(re.compile("/jobs/"))
    expect(page.locator("#job")).to_be_visible()
    page.wait_for_url(paying + run, timeout=40_000)
    expect(page.locator(".alert-success")).to_contain_text("已计算 4 人")

    page.click(".wizard form[action$='/check'] button")
    page.wait_for_url(paying + run, timeout=40_000)
    expect(page.locator(".wizard > li").nth(3)).to_have_class("done")

    finance.go(run + "/comparison/people")
    expect(page.locator("tbody tr")).to_have_count(4)
    finance.go(run)
    page.fill("#note", "请审批")
    if page.locator("#early_reason").count():
        page.fill("#early_reason", "测试")
    page.click(".wizard form[action$='/submit'] button")
    expect(page.locator(".wizard > li").nth(5)).to_contain_text("请审批")

    approver = somebody(browser, paying, "finance_approver")
    theirs = approver.page
    approver.go(run)
    theirs.click("text=比较并审批")
    theirs.check("#compared")
    theirs.click(".gate .btn-primary")
    theirs.click(".wizard form[action$='/pay'] button")
    theirs.click(".wizard form[action$='/lock'] button")
    expect(theirs.locator(".wizard > li.done")).to_have_count(9)

    finance.go(run)
    with page.expect_download() as download:
        page.click("ul.outputs a[href$='register.pdf']")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    page.click("ul.outputs form button")
    page.wait_for_selector("text=下载文件", timeout=40_000)
    with page.expect_download() as archive:
        page.click("text=下载文件")
    assert Path(archive.value.path()).read_bytes().startswith(b"PK")

    theirs = somebody(browser, paying, "grid_worker").page
    theirs.goto(paying + "/pay/slips/mine")
    theirs.click("main a:has-text('2026-10')")
    theirs.click(".explained summary >> nth=0")
    expect(theirs.locator(".explained[open]").first).to_contain_text("来源")
    assert not finance.faults, finance.faults
    assert not approver.faults, approver.faults
