"""The page behind the real gateway: the deployed function, the API's own answers, a member in the tables."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from aside import imported_under
from e2e.page_people import Person
from playwright.sync_api import Browser, Page, expect

from pegel.scoring import history
from pegel.social import Member

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack

NAME = "mira-on-the-page"  # no other test's


@pytest.fixture(scope="module")
def member(stack: Stack) -> str:
    """A member with a score, its reasons and a year of history, kept as the score function keeps them."""
    person = Person(NAME)
    told = person.history(365)["days"]
    with imported_under(stack.environment):
        from pegel.store import members, scores

        member_id = "mem_00000000000000000000000PGE"
        members.save(Member(member_id, NAME, "Mira Lindqvist", region="DE"), 0)
        networks = {name: packed(told[-90:], name) for name in person.shares}
        document, why, looks = (json.dumps(each).encode() for each in (person.document(), *reasons(person)))
        run_at = datetime(2026, 11, 22, tzinfo=UTC)
        scores.put(member_id, document, packed(told), why, networks, run_at, inputs=looks)
    return NAME


def reasons(person: Person) -> tuple[object, object]:
    """The reasons and the look they are of, as the score function keeps them."""
    told = person.explanation()
    accounts, read = [], []
    for each in told["accounts"]:
        key = f"{each['network']}#1"
        points = {one["feature"]: one["points"] for one in each["features"]}
        accounts.append({"account": key, "handle": each["handle"], "points": points})
        values = {one["feature"]: one["value"] for one in each["features"]}
        read.append({"account": key, "values": values})
    why = {"value": told["value"], "model": told["model"], "accounts": accounts, "moments": told["moments"]}
    return why, [{"day": "2026-11-22", "look": {"inputs": {"accounts": read}}}]


def packed(days: list[dict[str, object]], network: str = "") -> bytes:
    """The days' scores, or one network's points, as the table holds them."""

    def value(each: dict[str, object]) -> float:
        points = each["networks"][network] if network else each["score"]  # type: ignore[index]
        return float(points)  # type: ignore[arg-type]

    return history.pack(
        history.Day(date.fromisoformat(str(each["day"])), value(each), "2026.11") for each in days
    )


def watched(browser: Browser, complaints: list[str]) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text))
    return page


def test_the_page_shows_a_members_score_why_and_history(stack: Stack, browser: Browser, member: str) -> None:
    complaints: list[str] = []
    with watched(browser, complaints) as page:
        page.goto(f"{stack.url}/@{member}?lang=en")
        expect(page.locator("#number")).to_have_text("64")
        shown = [float(text) for text in page.locator("#why .v").all_inner_texts()]
        assert round(sum(shown[:-1]), 6) == shown[-1] == 64.0
        assert page.locator('.dial svg line[stroke="var(--n-mastodon)"]').count() == 90
        page.get_by_role("button", name="1 year").click()
        year = re.compile(
            "^Line chart of the score from 23 November 2025 to 22 November 2026: 54 at the start"
        )
        expect(page.locator("#history svg")).to_have_attribute("aria-label", year)
        found = page.evaluate("document.fonts.load('1em \"Instrument Sans\"').then(fonts => fonts.length)")
        assert found == 1
    assert complaints == []


def test_an_unknown_name_is_said_to_be_unknown(stack: Stack, browser: Browser) -> None:
    complaints: list[str] = []
    with watched(browser, complaints) as page:
        page.goto(f"{stack.url}/@nobody-here?lang=en")
        expect(page.locator("h1")).to_have_text("Nobody has a page called @nobody-here")
    assert [line for line in complaints if "404 (Not Found)" not in line] == []
