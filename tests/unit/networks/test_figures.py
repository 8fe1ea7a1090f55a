"""Answers that nothing is read from are said in words: how long their lists are, and their figures."""

from __future__ import annotations

from unit.networks.recorded import understood

GRAPH, GITHUB = "https://graph.facebook.com/v25.0", "https://api.github.com"


def read(network, url, body):
    return understood(network, {"request": {"url": url}, "status": 200, "headers": {}, "body": body})


def test_figures_are_said_with_their_place_and_people_within_have_none():
    limits = {"core": {"limit": 60}, "search": {"limit": 10}}
    assert "core limit 60, search limit 10" in read("github", f"{GITHUB}/rate_limit", limits).says
    server = {"stats": {"user_count": 12}, "contact_account": {"acct": "lena", "followers_count": 100}}
    says = read("mastodon", "https://a.example/api/v1/instance", server).says
    assert says.endswith("it holds user_count 12")
    days = {"data": [{"name": "reach", "values": [{"value": 12}, {"value": 15}]}]}
    assert "reach 12 / 15" in read("instagram", f"{GRAPH}/1/insights", days).says


def test_a_single_post_is_one_entry_whatever_lists_it_has():
    post = {
        "id": "3",
        "created_at": "2026-11-20T10:00:00Z",
        "favourites_count": 1,
        "content": "ja",
        "tags": [],
    }
    says = read("mastodon", "https://a.example/api/v1/statuses/3", post).says
    assert says.endswith("it holds one entry")


def test_a_page_of_figures_leads_to_the_next_days_without_the_token_beside_them():
    beside = {"next": f"{GRAPH}/1/insights?access_token=secret&since=5&until=9"}
    page = read("instagram", f"{GRAPH}/1/insights?metric=reach", {"data": [], "paging": beside})
    assert page.next == f"{GRAPH}/1/insights?metric=reach&since=5&until=9"


def test_an_attribute_is_no_entry_of_a_list_in_xml():
    friends = '<lfm status="ok"><friends user="lena" total="2"><user>a</user><user>b</user></friends></lfm>'
    says = read("lastfm", "https://ws.audioscrobbler.com/2.0/", friends).says
    assert "2 user" in says
    assert "KeyError" not in says
