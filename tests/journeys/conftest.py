"""A served application and a browser in front of it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, ViewportSize, sync_playwright
from werkzeug.serving import make_server

from hr.app import create_app
from hr.config import Settings
from tests import browser_setup, world
from tests.databases import DATA_KEY, SqliteTemplates
from tests.house import beyond

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 375, "height": 720}


@pytest.fixture(scope="session")
def address(sqlite_templates: SqliteTemplates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the application is served, with every check switched on."""
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    template = sqlite_templates.prepare("beyond", beyond.build)
    with sqlite_templates.fresh(template) as url:
        folder = tmp_path_factory.mktemp("served")
        app = create_app(Settings(url, "for tests only", DATA_KEY, folder, testing=True))
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.port}"
        server.shutdown()


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser's program."""
    found = browser_setup.find()
    if found is None:
        pytest.skip("no browser: see test_a_browser_is_at_hand, which fails for it")
    return found


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """A running browser."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(chromium), args=list(browser_setup.FLAGS))
        yield running
        running.close()


@dataclass
class Visit:
    """Somebody at a browser: what they see, and what went wrong behind their back."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"console: {message.text} at {self.page.url}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"request to another host: {request.url}")

    def log_in(self, login: str, language: str = "zh") -> Visit:
        """Log in as one of the world's users and read in ``language``."""
        self.page.goto(f"{self.address}/login")
        self.page.fill("#login", login)
        self.page.fill("#password", world.PASSWORD)
        self.page.click("main button.btn-primary")
        self.page.wait_for_url(f"{self.address}/")
        if language == "en":
            self.page.click("header button[lang=en]")
            self.page.wait_for_load_state()
        return self

    def go(self, path: str) -> int:
        """Open a page of the application; its status."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        return answer.status

    def sidebar(self) -> list[str]:
        """The addresses of the sidebar."""
        links = self.page.locator("#sidebar a").all()
        return [str(link.get_attribute("href")) for link in links]

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A desktop visit; that nothing went wrong behind it is checked at its end."""
    context = browser.new_context(viewport=DESKTOP)
    made = Visit(context.new_page(), address)
    yield made
    context.close()
    assert not made.faults, "\n".join(made.faults)


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Visit]:
    """The same on a phone."""
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    made = Visit(context.new_page(), address)
    yield made
    context.close()
    assert not made.faults, "\n".join(made.faults)
