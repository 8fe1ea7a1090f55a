"""An account is proven by what its owner publishes, and a proof that is not there says what is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pegel import linking
from pegel.dns_text import nothing
from pegel.errors import AccountGone, NotProven, RateLimited
from pegel.fetch import Replay
from pegel.networks import NETWORKS
from pegel.networks.mastodon import Mastodon
from pegel.networks.network import Link, Profile
from pegel.social import Account, Member

WORLD = Path(__file__).parents[2] / "data" / "world"
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
US = "https://pegel.example"
CODE = "pegel-k3v9mx2tqa"
MIRA = Member("mem_mira", name="mira")
STRANGER = Member("mem_stranger", name="stranger")


class Shown(Mastodon):
    """A network that shows one profile."""

    def __init__(self, *links, text="", account_id="1", handle="@ada@ufer.example", failure=None):
        self.shown = Profile(account_id, handle, "Ada", text, tuple(Link(url, False) for url in links))
        self.failure = failure

    def profile(self, handle):
        if self.failure:
            raise self.failure
        return self.shown


def account(**changes):
    linked = Account(
        "mem_mira", "mastodon", "@ada@ufer.example", "1", code=CODE, code_until=NOW + timedelta(hours=1)
    )
    return replace(linked, **changes)


def prove(network, member=MIRA, **changes):
    mine = account(**changes)
    return linking.prove(network, mine, linking.sought(mine, member, US, NOW), nothing).way


def refusal(network, **options):
    with pytest.raises(NotProven) as refused:
        prove(network, **options)
    return str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        f"{US}/@mira",
        f"{US}/@mira/",
        "HTTPS://Pegel.Example/@Mira",
        f"{US}/%40mira?utm_source=x",
    ],
)
def test_a_link_to_the_members_page_proves(url):
    assert prove(Shown("https://elsewhere.example", url)) == "rel-me"


@pytest.mark.parametrize(
    "url",
    [
        f"{US}/@miranda",
        f"{US}/@mira/history",
        "https://pegel.example.evil.example/@mira",
        "https://pegel.example@evil.example/@mira",
        "https://evil.example/?https://pegel.example/@mira",
        f"{US}/link/{CODE}",
        "https://[broken",
    ],
)
def test_a_link_that_only_looks_like_it_does_not(url):
    assert f"links to {url}" in refusal(Shown(url))


def test_somebody_elses_page_proves_nothing_for_me():
    assert f"Add a link to {US}/@stranger" in refusal(Shown(f"{US}/@mira"), member=STRANGER)


def test_a_member_without_a_page_proves_by_the_code_and_is_sent_to_no_page():
    nameless = Member("mem_new")
    assert prove(Shown(text=CODE), member=nameless) == "code"
    told = refusal(Shown(f"{US}/@mira", "https://[broken"), member=nameless)
    assert "Add a link" not in told and f"Put {CODE} into" in told
    for nowhere in ("", "/", "https://"):
        assert refusal(Shown(nowhere), member=nameless)


@pytest.mark.parametrize("text", [CODE, f"Hello ({CODE}), hello.", f"solar\n{CODE.upper()}"])
def test_the_code_as_a_word_of_its_own_proves(text):
    assert prove(Shown(text=text)) == "code"


@pytest.mark.parametrize("text", ["", f"x{CODE}", f"{CODE}2", f"{CODE}-2", CODE[:-1]])
def test_half_a_code_or_a_longer_word_does_not(text):
    assert "does not hold the code as a word of its own" in refusal(Shown(text=text))


def test_an_account_without_a_code_is_not_proven_by_an_empty_text():
    assert "ask for a new code" in refusal(Shown(text="anything"), code="")


def test_a_code_lasts_a_day_and_then_says_so():
    issued = NOW - linking.CODE_LASTS
    assert prove(Shown(text=CODE), code_until=issued + linking.CODE_LASTS + timedelta(seconds=1)) == "code"
    told = refusal(Shown(text=CODE), code_until=issued + linking.CODE_LASTS)
    assert f"holds the code {CODE}, which has run out" in told and "ask for a new code" in told


def test_a_refusal_counts_the_links_it_does_not_name():
    told = refusal(Shown(*[f"https://{letter}.example" for letter in "abcde"]))
    assert "links to https://a.example, https://b.example, https://c.example and 2 more" in told


def test_a_handle_that_changed_hands_is_not_the_account_that_was_linked():
    assert "another account than the one that was linked" in refusal(Shown(f"{US}/@mira", account_id="2"))


def test_a_missing_account_is_no_proof_but_a_tired_network_is_no_verdict():
    assert "does not show @ada@ufer.example" in refusal(Shown(failure=AccountGone("it answered 404")))
    with pytest.raises(RateLimited):
        prove(Shown(failure=RateLimited("429", NOW)))


@pytest.mark.parametrize(
    ("network", "handle"),
    [("mastodon", "@mira@pegel.example"), ("bluesky", "mira.pegel.example"), ("github", "mira-pegel"),
     ("bluesky", "MIRA.pegel.example")],
)  # fmt: skip
def test_miras_accounts_are_hers_and_nobody_elses(network, handle):
    fetch = Replay(WORLD)
    reader = NETWORKS[network](fetch)
    found = reader.profile(handle)
    linked = Account("mem_mira", network, handle, found.account_id)
    proof = linking.prove(reader, linked, linking.sought(linked, MIRA, US, NOW), nothing)
    assert proof == ("rel-me", f"{US}/@mira")
    with pytest.raises(NotProven, match=f"links to {US}/@mira"):
        linking.prove(reader, linked, linking.sought(linked, STRANGER, US, NOW), nothing)


def test_codes_differ_and_are_easy_to_read_out():
    codes = {linking.new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(
        len(code) == 16 and code.startswith("pegel-") and not set(code[6:]) & set("01ilou") for code in codes
    )
