"""The page in a browser: what people see and can do, in both languages and themes, small and wide."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from e2e.page_site import Site
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "shots"
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
FIRST_VIEW = 100_000  # bytes, compressed, without the font (web.md §5)
STATES = ("thin", "nobody", "broken", "busy", "stale", "short", "single", "one", "hundred", "part")
NARROW = ("/", "/elsewhere", "/@mira", *(f"/@{state}" for state in STATES))
BEYOND = """() => [...document.querySelectorAll('body *')].filter(each => each.getClientRects().length
  && !each.closest('.vh, .skip, svg, pre') && each.getBoundingClientRect().right > innerWidth + 0.5)
  .map(each => each.outerHTML)"""  # `main` clips: a wide element would not scroll the page, it would be cut
SHIFTS = """window.shifted = 0; new PerformanceObserver(list => { for (const each of list.getEntries())
  if (!each.hadRecentInput) window.shifted += each.value }).observe({type: 'layout-shift', buffered: true})"""
Open = Callable[..., Page]


@pytest.mark.parametrize("path", ["/", "/@mira"])
@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_are_accessible_in_every_language_theme_and_width(
    open_page: Open, path: str, lang: str, theme: str, width: int
) -> None:
    check(open_page(path, lang, theme, width), f"{path[2:] or 'welcome'}-{lang}-{theme}-{width}")


@pytest.mark.parametrize("path", NARROW)
def test_every_page_and_state_is_accessible_and_fits_a_phone(open_page: Open, path: str) -> None:
    name = path.strip("/@") or "welcome"
    check(open_page(path, "de", "light", 360), f"{name}-de-light-360")
    if name in STATES:
        check(open_page(path, "en", "dark", 1280), f"{name}-en-dark-1280")


def check(page: Page, name: str) -> None:
    """No violation, nothing beyond the right edge; a picture for looking at."""
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
    page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(BEYOND) == []


def test_reasons_are_said_in_the_readers_language_not_the_members(open_page: Open) -> None:
    reasons = open_page("/@mira", lang="en").locator("#why li small").all_inner_texts()
    assert any("follow this account" in reason for reason in reasons)
    assert not any("Mitglied" in reason for reason in reasons)


def test_the_lines_one_sees_add_up_to_the_number_one_sees(open_page: Open) -> None:
    page = open_page("/@mira")
    shown = page.locator("#why .v").all_inner_texts()
    tenths = [round(float(text.replace("−", "-")) * 10) for text in shown]
    assert sum(tenths[:-1]) == tenths[-1] == 640
    assert page.locator("#number").inner_text() == "64"
    accounts = page.locator("#sources td.r").all_inner_texts()
    assert sum(round(float(text) * 10) for text in accounts) == 640


def test_rounded_lines_add_up_whatever_the_points_are(open_page: Open) -> None:
    page = open_page("/@mira")
    dice = random.Random(7)
    cases = [[dice.random() ** 4 * 20 for _ in range(dice.randint(1, 20))] for _ in range(300)]
    sums = page.evaluate(
        """async cases => {
        const address = document.querySelector('script[src]').src.replace('page.js', 'tenths.js');
        const {shareOut} = await import(address);
        return cases.map(points => {
          const sum = part => part.reduce((a, b) => a + b, 0);
          const account = part => ({points: sum(part), features: part.map(points => ({points}))});
          const value = 1 + sum(points);
          const shared = shareOut(value, [account(points.slice(0, 5)), account(points.slice(5))]);
          const lines = shared.flatMap(each => each.lines.map(line => [line.shown, line.points]));
          return [Math.round(value * 10), 10 + lines.reduce((a, [shown]) => a + shown, 0),
            Math.max(...lines.map(([shown, points]) => Math.abs(shown - points * 10)))];
        })}""",
        cases,
    )
    assert [shown for value, shown, _ in sums] == [value for value, _, _ in sums]
    assert max(off for _, _, off in sums) < 2  # tenths: no line is far from its own value


def test_the_headline_says_the_real_change(open_page: Open) -> None:
    assert open_page("/@mira").locator("h1").inner_text() == "Up three points in 30 days"
    assert open_page("/@stale", "de").locator("h1").inner_text() == "Zwei Punkte weniger in 30 Tagen"
    assert open_page("/@short").locator("h1").inner_text() == "Twelve days in: 64"


def test_the_dial_has_a_mark_for_every_day_and_points_at_today(open_page: Open) -> None:
    page = open_page("/@mira")
    label = page.locator(".dial svg").get_attribute("aria-label")
    assert label
    assert label.startswith("Score dial. 90 days as marks, from 55 on 25 Aug to 64 on 22 Nov")
    assert page.locator('.dial svg line[stroke="var(--n-mastodon)"]').count() == 90
    short = open_page("/@short").locator('.dial svg line[stroke="var(--n-mastodon)"]')
    assert short.count() == 9  # of twelve days, three without a reading


def test_the_history_shows_a_month_a_quarter_or_a_year_and_the_same_as_a_table(open_page: Open) -> None:
    page = open_page("/@mira")
    for name, first in (
        ("30 days", "24 October 2026"),
        ("90 days", "25 August 2026"),
        ("1 year", "23 November 2025"),
    ):
        page.get_by_role("button", name=name).click()
        label = re.compile(f"^Line chart of the score from {first} to 22 November 2026")
        expect(page.locator("#history svg")).to_have_attribute("aria-label", label)
    page.get_by_text("Show as table").click()
    expect(page.locator("#history tbody tr").first).to_contain_text("22 November 2026")
    expect(page.locator("#history tbody tr").first).to_contain_text("64.0")


def test_a_moment_says_what_others_did_and_leads_to_the_post(open_page: Open) -> None:
    first = open_page("/@mira").locator("#moments li").first
    expect(first).to_contain_text("312 likes, 41 reposts, one reply")
    expect(first.get_by_role("link")).to_have_attribute("href", "https://mastodon.example/posts/0")


def test_language_and_theme_change_by_keyboard_and_nothing_is_stored(open_page: Open) -> None:
    page = open_page("/@mira")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.get_by_role("button", name="Dark or light").press("Enter")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.get_by_role("link", name="Deutsch").press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_a_name_is_looked_up_from_the_start_and_the_example_is_alive(open_page: Open) -> None:
    page = open_page("/")
    expect(page.locator("#number")).to_have_text("64")
    page.get_by_label("Look up a public page").fill("@Mira")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("h1")).to_have_text("Up three points in 30 days")


def test_the_first_view_is_light_and_nothing_jumps(site: Site, browser: Browser) -> None:
    with browser.new_page(viewport={"width": 1280, "height": 900}) as page:
        sizes: dict[str, int] = {}
        page.on("requestfinished", lambda each: sizes.update({each.url: each.sizes()["responseBodySize"]}))
        page.add_init_script(SHIFTS)
        page.goto(f"{site.url}/@mira")
        page.wait_for_load_state("networkidle")
        weight = sum(size for url, size in sizes.items() if not url.endswith(".woff2"))
        print(f"first view: {weight} bytes in {len(sizes)} requests, shift {page.evaluate('shifted'):.4f}")
        assert 0 < weight <= FIRST_VIEW
        assert page.evaluate("shifted") <= 0.02


def test_the_link_to_share_is_the_page_without_the_readers_own_choices(open_page: Open, site: Site) -> None:
    page = open_page("/@mira", "de", "dark", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Link kopieren").click()
    expect(page.locator("#share").get_by_role("status")).to_have_text("Kopiert.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.url}/@mira"
