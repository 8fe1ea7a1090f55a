"""Every body of Klout's interface, as it stands in tests/data/klout/answers.json."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from unit.klout.conftest import JONAS, LOTTE, MIRA, NOOR

GOLDEN = json.loads((Path(__file__).parents[2] / "data" / "klout" / "answers.json").read_text())
NO_USERS = '{"status":200,"headers":[],"body":{"error":"No users"}}'


def keyed(address: str) -> str:
    """The address with a key that is good."""
    return address + ("&" if "?" in address else "?") + "key={key}"


@pytest.mark.parametrize("address", GOLDEN)
def test_an_answer_is_the_kept_one_byte_for_byte(get, address):
    answer = get(keyed(address))
    assert (answer.status, answer.body) == (200, json.dumps(GOLDEN[address], separators=(",", ":")))


@pytest.mark.parametrize(
    "way",
    [
        "identity.json/tw/90718004",
        "identity.json/twitter?screenName=mira_misst",
        "identity.json/twitter?screenName=MIRA_Misst",
        "identity.json/twitter?screenName=%40mira_misst",
        "identity.json/twitter?sort=name&screenName=mira_misst&unknown=1",
    ],
)
def test_a_name_and_an_id_on_x_lead_to_the_klout_id(get, way):
    assert get(keyed(f"/v2/{way}")).json() == {"id": MIRA, "network": "ks"}


@pytest.mark.parametrize("way", [f"klout/{MIRA}/tw", f"ks/{MIRA}/tw", f"klout/{MIRA}"])
def test_a_klout_id_leads_to_the_account_on_x(get, way):
    assert get(keyed(f"/v2/identity.json/{way}")).json() == {"id": "90718004", "network": "tw"}


@pytest.mark.parametrize("tail", ["", "/score", "/topics", "/influence"])
def test_an_x_id_stands_for_the_klout_id(get, tail):
    assert (
        get(keyed(f"/v2/tw-user.json/90718004{tail}")).body == get(keyed(f"/v2/user.json/{MIRA}{tail}")).body
    )


def test_who_shows_no_account_on_x_is_called_by_their_page_and_by_the_name_asked(get):
    assert get(keyed(f"/v2/user.json/{NOOR}")).json()["nick"] == "noor"
    (user,) = get(keyed("/1/users/show.json?users=Noor@Pegel.example")).json()["users"]
    assert (user["twitter_screen_name"], "twitter_id" in user) == ("Noor@Pegel.example", False)
    assert get(keyed(f"/v2/identity.json/klout/{NOOR}/tw")).status == 404


def test_who_is_found_by_another_account_is_still_called_as_on_x(api, get):
    api.tables.keep(
        api.items.ScoreItem("bluesky#mira.pegel.example", member_id="mem_mira", account="bluesky#1")
    )
    (user,) = get(keyed("/1/users/show.json?users=mira.pegel.example")).json()["users"]
    assert (user["twitter_screen_name"], user["twitter_id"]) == ("mira_misst", "90718004")


def test_the_name_of_a_page_is_no_name_of_x(get):
    assert get(keyed("/1/klout.json?users=mira")).body == NO_USERS
    assert get(keyed("/v2/identity.json/twitter?screenName=noor")).status == 404


def test_an_account_that_went_to_somebody_else_is_not_shown_any_more(api, get):
    api.tables.items["id#x#104"], kept = (
        {**api.tables.items["id#x#104"], "member_id": {"S": "mem_noor"}},
        api.tables.items["id#x#104"],
    )
    try:
        assert get(keyed(f"/v2/user.json/{JONAS}")).json()["nick"] == "jonas"
        assert get(keyed(f"/v2/identity.json/klout/{JONAS}/tw")).status == 404
    finally:
        api.tables.items["id#x#104"] = kept


def test_a_page_without_a_score_is_not_ready_and_left_out_of_lists(get):
    for tail in ("", "/score", "/topics", "/influence"):
        answer = get(keyed(f"/v2/user.json/{LOTTE}{tail}"))
        assert (answer.status, answer.body) == (202, '{"error":202,"description":"The score is not ready."}')
    assert get(keyed("/v2/identity.json/tw/105")).json() == {"id": LOTTE, "network": "ks"}
    assert get(keyed("/1/klout.json?users=lotte_b")).body == NO_USERS


def test_a_list_holds_five_names_in_the_order_asked_each_once(get):
    def told(users: str) -> list[str]:
        return [user["twitter_screen_name"] for user in get(keyed(f"/1/klout.json?{users}")).json()["users"]]

    assert told("users=jonas_t,mira_misst") == ["jonas_t", "mira_misst"]
    assert told("users=mira_misst,jonas_t,MIRA_MISST,%20jonas_t") == ["mira_misst", "jonas_t"]
    assert told("users=jonas_t&users=mira_misst") == ["jonas_t", "mira_misst"]
    assert told("users=nobody,mira_misst,shy_one,lotte_b,,jonas_t") == ["mira_misst", "jonas_t"]
    assert told("users=a,b,c,d,jonas_t,mira_misst") == ["jonas_t"]


@pytest.mark.parametrize(
    "query", ["", "users=", "users=,,", "users=nobody", "users=%00", "users=" + "x" * 5000]
)
def test_without_anybody_it_says_so_with_200(get, query):
    answer = get(keyed(f"/1/klout.json?{query}"))
    assert (answer.status, answer.body) == (200, NO_USERS)


def test_who_turned_private_is_gone_from_others_lists_at_once(api, get):
    address = keyed(f"/v2/user.json/{MIRA}/influence")
    before = get(address).json()
    item = api.tables.items["mem_jonas"]
    api.tables.items["mem_jonas"] = {**item, "hidden": {"BOOL": True}}
    try:
        after = get(address).json()
    finally:
        api.tables.items["mem_jonas"] = item
    assert [one["entity"]["id"] for one in before["myInfluencers"]] == [JONAS, NOOR]
    assert [one["entity"]["id"] for one in after["myInfluencers"]] == [NOOR]
    assert before["myInfluencersCount"] == after["myInfluencersCount"] == 15


def test_a_document_from_before_klout_ids_is_found_by_name_alone(api, get):
    item, older = api.items, {"name": "old", "value": 20.0, "scored_at": "2026-11-25T05:00:00Z"}
    api.tables.keep(item.ScoreItem("mem_old", document=item.deflated(json.dumps(older).encode())))
    api.tables.keep(item.ScoreItem("x#old_one", member_id="mem_old", account="x#7"))
    (user,) = get(keyed("/1/users/show.json?users=old_one")).json()["users"]
    assert (user["score"]["kscore"], user["score"]["kclass"], user["score"]["true_reach"]) == (
        20.0,
        "Observer",
        0,
    )
    assert get(keyed("/v2/identity.json/twitter?screenName=old_one")).status == 404
