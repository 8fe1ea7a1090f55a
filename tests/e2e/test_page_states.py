"""What the page says and offers when something is not as usual."""

from __future__ import annotations

from collections.abc import Callable

from e2e.page_site import Site
from playwright.sync_api import Browser, Page, expect

Open = Callable[..., Page]


def test_a_network_that_cannot_be_read_is_marked_in_words(open_page: Open) -> None:
    page = open_page("/@stale")
    expect(page.locator("#sources .tag.warn")).to_have_text("held since 19 Nov")
    expect(page.locator("#sources")).to_contain_text("the score does not fall because of it")


def test_without_enough_data_there_is_no_number(open_page: Open) -> None:
    page = open_page("/@thin")
    expect(page.locator("h1")).to_have_text("Not enough data yet")
    expect(page.locator(".who")).to_contain_text("Germany")
    expect(page.locator(".who")).not_to_contain_text("account")
    assert page.locator("#number, #why, .facts").count() == 0


def test_a_limit_says_how_long_to_wait_and_lets_one_try_again_then(open_page: Open) -> None:
    page = open_page("/@busy")
    expect(page.locator(".lede")).to_contain_text("Please wait two seconds")
    expect(page.get_by_role("button", name="Try again")).to_be_disabled()
    expect(page.get_by_role("button", name="Try again")).to_be_enabled()


def test_an_error_names_the_request_and_a_part_that_fails_leaves_the_rest(open_page: Open) -> None:
    expect(open_page("/@broken").locator(".state")).to_contain_text("req_01JDBROKEN")
    page = open_page("/@part")
    expect(page.locator("[data-state=part]")).to_contain_text("What it is made of")
    expect(page.locator("#number")).to_have_text("64")


def test_offline_is_said_and_the_page_goes_on_by_itself(open_page: Open) -> None:
    page = open_page("/@broken")
    page.context.set_offline(True)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("h1")).to_have_text("You are offline")
    page.context.set_offline(False)
    expect(page.locator("h1")).to_have_text("The score could not be loaded")


def test_a_long_wait_is_mentioned(site: Site, browser: Browser) -> None:
    with browser.new_page() as page:
        page.goto(f"{site.url}/@slow?lang=en", wait_until="commit")  # not until the score is there
        expect(page.locator("#wait")).to_have_text("Reading the score")
        expect(page.locator("#wait")).to_have_text("This takes longer than usual. Still waiting.")
        expect(page.locator("#number")).to_have_text("64")


def test_without_javascript_there_is_a_text_and_a_way_to_the_numbers(open_page: Open) -> None:
    page = open_page("/@mira", java_script_enabled=False)
    expect(page.get_by_role("link", name="The score as plain data")).to_be_visible()


def test_print_is_ink_on_white_also_in_the_dark(open_page: Open) -> None:
    page = open_page("/@mira", theme="dark")
    page.emulate_media(media="print")
    colours = page.evaluate("[getComputedStyle(main).backgroundColor, getComputedStyle(t).color]")
    assert colours == ["rgb(255, 255, 255)", "rgb(21, 23, 26)"]
    assert page.get_by_role("button").count() == 0


def test_the_theme_follows_the_system_until_one_is_chosen(open_page: Open) -> None:
    ground = "getComputedStyle(main).backgroundColor"
    assert open_page("/", theme="", color_scheme="dark").evaluate(ground) == "rgb(24, 27, 29)"
    assert open_page("/", theme="light", color_scheme="dark").evaluate(ground) == "rgb(244, 245, 243)"


def test_who_wants_no_motion_gets_none(site: Site, browser: Browser) -> None:
    for motion, moving in (("no-preference", "breathe"), ("reduce", "none")):
        with browser.new_page(reduced_motion=motion) as page:  # type: ignore[arg-type]
            page.goto(f"{site.url}/@slow", wait_until="commit")
            expect(page.locator(".bone").first).to_have_css("animation-name", moving)
