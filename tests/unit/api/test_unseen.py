"""An account that asks to be left out of what everybody sees leads nobody to its member's page."""

import json

import pytest
from unit.api.conftest import DOCUMENTS, keep

PATH = "/v3/accounts/mastodon/{}"


@pytest.fixture
def with_handles(api):
    """Mira's page, her Mastodon accounts shown as told; afterwards as before."""
    from pegel.store import score_items

    def show(*handles):
        document = json.loads(DOCUMENTS["mira"])
        document["networks"] = [
            {"network": "mastodon", "handle": handle, "points": 1.0} for handle in handles
        ]
        keep(api.table, api.store, "mira", json.dumps(document).encode())
        for handle in ("@mira@pegel.example", "@mira@ufer.example"):
            api.table.keep(
                score_items.ScoreItem(f"mastodon#{handle}", member_id="mem_mira", account="mastodon#1")
            )

    yield show
    keep(api.table, api.store, "mira", DOCUMENTS["mira"])


@pytest.mark.parametrize(
    ("handles", "found"),
    [
        (("@mira@pegel.example",), True),
        ((None,), False),
        ((None, "@mira@ufer.example"), False),
        ((None, "@mira@pegel.example"), True),
        (("@renamed@pegel.example",), True),
    ],
    ids=["shown", "unseen", "unseen, another shown", "shown, another unseen", "renamed since"],
)
def test_a_page_is_found_by_the_accounts_it_shows(get, with_handles, handles, found):
    with_handles(*handles)
    assert (get(PATH.format("@mira@pegel.example")).status == 200) is found
    assert get("/v3/scores/mira").status == 200, "the page itself is the member's own choice"
