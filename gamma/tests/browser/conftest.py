"""A person's view: pages in a real Chromium, scripts off unless asked for, nothing asked of another origin."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from gamma.cockpit.reports.actions import DEMONSTRATION, load
from gamma.cockpit.reports.season.reading import read_text
from gamma.ground.accounts.models import Person

WIDTHS = (360, 768, 1280)
expect.set_options(timeout=15_000)

NAMES = ("chromium", "chromium-browser", "google-chrome")
SCREENSHOTS = settings.VAR / "screenshots"
AXE = settings.ROOT / "node_modules" / "axe-core" / "axe.min.js"
ALL_IMAGES = """Promise.all([...document.images].map((image) => { image.loading = "eager"; return image.decode() }))"""
REFUSED = ("status of 409", "status of 422")
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Axe would fetch the style sheets again, and for no rule of ours.
VIOLATIONS = """async () => (await axe.run(document, {resultTypes: ["violations"], preload: false})).violations.map(
    (found) => `${found.id}: ${found.help}\\n` + found.nodes.map((node) => "    " + node.html).join("\\n"))"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is here: `-m "not browser"` leaves it out."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, started once a file and gone after it; no test here runs where there is none."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not program:
        pytest.skip(f"no Chromium found ({', '.join(NAMES)}, or the path in CHROMIUM): browser tests are skipped")
    # Playwright keeps an event loop in this thread, where Django would then refuse to speak to its base.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """Open a page as this or that person has it: `new_page(scripts=True, dark=True, width=360)`; paths are enough.

    Whatever the page asks of another origin, or complains of in its console, fails the test.
    """
    contexts: list[BrowserContext] = []
    wrongs: list[str] = []

    def open_page(scripts: bool = False, dark: bool = False, width: int = 1280, **options: object) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            viewport={"width": width, "height": 900},
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        context.on("request", lambda request: _note_foreign(request.url, live_server.url, wrongs))
        context.on("console", lambda message: _note_complaint(message, wrongs))
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert wrongs == []


@dataclass
class Elsewhere:
    """The site of others: its address, the page that it shows whatever the path, and the policy of that page."""

    address: str
    html: str = ""
    policy: str = ""


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", there.policy)
            self.end_headers()
            self.wfile.write(there.html.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        there = Elsewhere(f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield there
        server.shutdown()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page without scripts, as all of this site must work."""
    return new_page()


@pytest.fixture
def season_1(transactional_db: None) -> None:
    """The shipped season, in the base that the pages are served from."""
    shipped = files("gamma.cockpit.reports").joinpath(DEMONSTRATION).read_text(encoding="utf-8")
    load(read_text(shipped, "season-1.yaml", date(2026, 9, 1)), by="test")


@pytest.fixture
def screenshot() -> Callable[[Page, str], None]:
    """Take the page at three widths into `var/screenshots/`, and see that it never scrolls sideways."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def take(page: Page, name: str) -> None:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.reload()
            page.evaluate(ALL_IMAGES)
            page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True, animations="disabled")
            assert page.evaluate(TOO_WIDE) <= 0, f"{page.url} scrolls sideways at {width} pixels"

    return take


@pytest.fixture
def sign_in(live_server) -> Callable[[Page | BrowserContext, Person], None]:
    """Let a page, or all those of a context, be read as a person: no code is asked for."""

    def enter(where: Page | BrowserContext, person: Person) -> None:
        client = Client()
        client.force_login(person)
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
        context = where.context if isinstance(where, Page) else where
        context.add_cookies([{**cookie, "url": live_server.url}])

    return enter


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """See that axe-core finds nothing to say of a page that is open, with what it folds away opened up."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: `npm ci`")
    script = AXE.read_text(encoding="utf-8")

    def look(page: Page) -> None:
        page.evaluate("document.querySelectorAll('details').forEach((found) => { found.open = true })")
        page.evaluate(script)
        found = page.evaluate(VIOLATIONS)
        assert found == [], f"{page.url}:\n" + "\n".join(found)

    return look


@pytest.fixture
def accessible(
    new_page: Callable[..., Page], sign_in: Callable[..., None], axe: Callable[[Page], None]
) -> Callable[..., None]:
    """See that axe-core finds nothing to say of a path, in the light and in the dark, opened up and wide or narrow.

    `every=False` looks at it in the light and wide only; `person` reads it.
    """
    pages = [new_page(scripts=True, dark=dark, width=width) for dark, width in ((False, 1280), (True, 360))]

    def check(path: str, every: bool = True, person: Person | None = None) -> None:
        for page in pages if every else pages[:1]:
            if person:
                sign_in(page, person)
            page.goto(path)
            axe(page)

    return check


def _note_complaint(message: ConsoleMessage, wrongs: list[str]) -> None:
    """A form that is refused answers with a status that says so: that is no fault of the page."""
    if message.type == "error" and not any(status in message.text for status in REFUSED):
        wrongs.append(message.text)


def _note_foreign(url: str, own: str, wrongs: list[str]) -> None:
    if not url.startswith((f"{own}/", "data:")):
        wrongs.append(f"asked of another origin: {url}")
