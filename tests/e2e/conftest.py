"""A browser and the page's small site, for every test that looks at the page; Mira, who has joined."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator

import pytest
from e2e.journey import ACCOUNTS, get
from e2e.page_site import Site
from people import PATIENCE, Answer, Person
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from pegel.cli.stack.stack import Stack

CHROMIUM = shutil.which("chromium")
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def open_page(site: Site, browser: Browser) -> Iterator[Open]:
    """Opens a page and, at the end of the test, fails for anything the console complained about."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(
        path: str, lang: str = "en", theme: str = "light", width: int = 1280, **options: object
    ) -> Page:
        viewport = {"width": width, "height": 900}
        context = browser.new_context(viewport=viewport, timezone_id="UTC", **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda line: complaints.append(line.text) if line.type in {"error", "warning"} else None,
        )
        page.goto(f"{site.url}{path}?lang={lang}&theme={theme}")
        if options.get("java_script_enabled", True):
            expect(page.locator("[aria-busy]")).to_have_count(0)
            page.evaluate("document.fonts.ready")
        return page

    yield opened
    for context in contexts:
        context.close()
    # A refused request is logged by the browser itself; everything else is ours.
    assert [line for line in complaints if "Failed to load resource" not in line] == []


@pytest.fixture(scope="session")
def mira(stack: Stack) -> Person:
    """Mira, who has joined, chosen her name, agreed to a score and proven her three accounts."""
    person = Person(stack, "mira").join()
    changed = person.change(name="mira", display_name="Mira", region="DE", consents={"score": True})
    assert changed.status == 200, changed.body
    for network, handle in ACCOUNTS.items():
        linked = person.link(network, handle)
        assert linked.status == 201, linked.body
        proven = person.verify(linked.json())
        assert proven.status == 200, proven.body
        assert proven.json()["proof"] == "rel-me"
    stack.invoke("schedule", {})
    return person


@pytest.fixture(scope="session")
def served(stack: Stack, mira: Person) -> Answer:
    """Her public score, once all three accounts are in it."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        answer = get(stack, "/v3/scores/mira")
        if answer.status == 200 and len(answer.json()["networks"]) == len(ACCOUNTS):
            return answer
        time.sleep(0.5)
    raise AssertionError(f"no whole score after {PATIENCE:.0f} s, but {answer.status} {answer.body!r}")
