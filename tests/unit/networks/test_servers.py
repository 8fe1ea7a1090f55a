"""A server of its own is looked at before an account there is linked, and may be blocked by name."""

from __future__ import annotations

from contextlib import suppress

import pytest
from unit.networks.recorded import Told, reader

from pegel.errors import InvalidField, RateLimited, Unreachable
from pegel.networks import NETWORKS, servers
from pegel.social import Access

HANDLE = "@fenja@hof.example"
LINKS = "https://hof.example/.well-known/nodeinfo"
DOCUMENT = "https://hof.example/nodeinfo/2.0"
FINGER = "https://hof.example/.well-known/webfinger?resource=acct%3Afenja%40hof.example"
SCHEMA = "http://nodeinfo.diaspora.software/ns/schema/"
ELSEWHERE = "https://social.hof.example/users/fenja"
NOTHING = (404, {"error": "not here"})


def links(*versions, host="hof.example"):
    return {"links": [{"rel": SCHEMA + one, "href": f"https://{host}/nodeinfo/{one}"} for one in versions]}


def runs(name):
    return {"version": "2.0", "software": {"name": name, "version": "1"}}


def told(document=None, known=None, finger=NOTHING):
    document, known = document or (200, runs("mastodon")), known or (200, links("2.0"))
    return Told({LINKS: known, DOCUMENT: document, FINGER: finger})


def refused(fetch):
    with pytest.raises(InvalidField) as refusal:
        servers.check(reader("mastodon", fetch), HANDLE)
    assert refusal.value.pointer == "/handle"
    return str(refusal.value)


@pytest.mark.parametrize("software", [*servers.MASTODON_API, "Mastodon", "GoToSocial"])
def test_a_server_that_answers_the_api_is_asked_twice_and_let_pass(software):
    fetch = told((200, runs(software)))
    servers.check(reader("mastodon", fetch), HANDLE)
    assert [url for url, _ in fetch.asked] == [LINKS, DOCUMENT]


def test_the_newest_schema_we_know_is_read():
    newest = "https://hof.example/nodeinfo/2.1"
    fetch = Told({LINKS: (200, links("1.0", "2.0", "2.1", "2.2")), newest: (200, runs("mastodon"))})
    servers.check(reader("mastodon", fetch), HANDLE)


def test_another_software_is_named_with_the_server_and_what_is_read_instead():
    said = refused(told((200, runs("peertube"))))
    assert said.startswith("names hof.example, which runs peertube: ")
    assert "Mastodon's API" in said and all(name in said for name in servers.MASTODON_API)


def test_what_a_server_says_of_itself_is_repeated_on_one_short_line():
    said = refused(told((200, runs("x\n\x1b[31m" + "y" * 500))))
    assert said.isprintable() and len(said) < 400


@pytest.mark.parametrize(
    "server",
    [
        told(known=NOTHING),
        told(known=(200, "<html>a page</html>", {"content-type": "text/html"})),
        told(known=(301, "", {"location": "https://www.hof.example/.well-known/nodeinfo"})),
        told(known=(200, links("1.0"))),
        told(known=(200, links("2.0", host="elsewhere.example"))),
        told(known=(200, links("2.0", host="hof.example:8443"))),
        told(known=(200, {"links": [{"rel": SCHEMA + "2.0", "href": "http://hof.example/nodeinfo/2.0"}]})),
        told(known=(200, {"links": [{"rel": SCHEMA + "2.0", "href": "https://[hof.example/"}]})),
        told(known=(200, {"links": "many"})),
        told(known=(200, [])),
        told(NOTHING),
        told((200, {"software": "mastodon"})),
        told((200, {"software": {"name": None}})),
    ],
)
def test_a_server_that_does_not_say_what_it_runs_is_told_so_and_no_other_host_is_asked(server):
    assert refused(server).startswith("names hof.example, which does not say what it runs (NodeInfo): ")
    assert {url.split("/")[2] for url, _ in server.asked} == {"hof.example"}


@pytest.mark.parametrize(
    "finger",
    [
        (200, {"links": [{"rel": "other", "href": "x"}, {"rel": "self", "href": ELSEWHERE}]}),
        (302, "", {"location": "https://social.hof.example/.well-known/webfinger?resource=x"}),
    ],
)
def test_a_domain_that_keeps_its_accounts_at_another_host_gives_the_right_spelling(finger):
    fetch = told(known=NOTHING, finger=finger)
    assert refused(fetch).endswith("kept at another host: write @fenja@social.hof.example")
    assert {url.split("/")[2] for url, _ in fetch.asked} == {"hof.example"}, "it is told, not asked"


@pytest.mark.parametrize(
    "finger",
    [
        (200, {"links": [{"rel": "self", "href": "https://hof.example/users/fenja"}]}),
        (200, {"links": [{"rel": "self", "href": "https://127.0.0.1/users/fenja"}]}),
        (200, {"links": [{"rel": "self", "href": "https://[x/"}]}),
        (200, {"links": []}),
        (200, []),
        (200, "<html>", {"content-type": "text/html"}),
        (302, "", {}),
        (500, "broken"),
    ],
)
def test_what_is_no_other_host_gives_no_spelling(finger):
    assert "does not say what it runs" in refused(told(known=NOTHING, finger=finger))


def test_a_server_that_is_down_is_not_said_to_be_of_the_wrong_kind():
    with pytest.raises(Unreachable, match=r"^hof\.example does not answer: check its name, or try again"):
        servers.check(reader("mastodon", told(known=(503, "ill"))), HANDLE)
    with pytest.raises(RateLimited):
        servers.check(reader("mastodon", told(known=(429, "slow down"))), HANDLE)


def test_it_never_asks_more_than_is_paid_for():
    for server in (told(), told(NOTHING), told(known=NOTHING), told((200, runs("peertube")))):
        with suppress(InvalidField):
            servers.check(reader("mastodon", server), HANDLE)
        assert len(server.asked) <= servers.CALLS


@pytest.mark.parametrize("network", [name for name in NETWORKS if name != "mastodon"])
def test_networks_of_one_host_and_blogs_are_not_asked_what_they_run(network):
    servers.check(reader(network, Told({})), "mira")


@pytest.mark.parametrize(
    ("handle", "why"),
    [
        ("@fenja@hof.example", "hof.example was blocked here: spam"),
        ("@fenja@a.b.hof.example", "hof.example was blocked here: spam"),
        ("@fenja@quiet.example", "quiet.example was blocked here"),
        ("@fenja@bahnhof.example", ""),
        ("@fenja@example", ""),
    ],
)
def test_a_server_is_blocked_with_all_beneath_its_name_and_no_other(handle, why):
    access = Access(blocked={"hof.example": "spam", "quiet.example": ""})
    assert servers.blocked(reader("mastodon", Told({}), access), handle) == why


def test_a_blog_is_blocked_by_the_host_it_is_on():
    access = Access(blocked={"hof.example": "spam"})
    assert servers.blocked(reader("blog", Told({}), access), "https://www.hof.example/feed")
