"""An account that two members say is theirs: whoever proves it last has it, both are told. Real tables."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

from aside import Aside
from integration.owner import DAY, GONE, NOW, PAGE, WEEK, Owner

from pegel import linking
from pegel.errors import Conflict
from pegel.social import Account


def rival(owner: Owner, at: datetime, evidence: str = "") -> tuple[Account, str | None]:
    """Somebody else proves the owner's account."""
    theirs = Account(f"mem_{secrets.token_hex(13)}", "mastodon", owner.kept.handle, owner.kept.account_id)
    account, loser = owner.accounts.prove(owner.accounts.link(theirs), "code", at, evidence)
    return account, loser


def test_who_loses_an_account_keeps_a_sentence_and_who_won_it_another(aside: Aside, owner: Owner) -> None:
    winner, loser = rival(owner, NOW + DAY)
    assert loser == owner.member
    lost, won = owner.kept, owner.accounts.get(winner.member_id, winner.key)
    assert (lost.state, lost.reading, lost.proof, lost.notice) == ("lost", {}, "", "taken")
    assert (won.state, won.notice) == ("proven", "taken-over")
    for language, words in (("en", ("somebody else", "link it again")), ("de", ("jemand anderes", "neu"))):
        told = linking.told(lost, language)
        assert all(word in told for word in words) and winner.member_id not in told
    assert f"{NOW + DAY:%Y-%m-%d, %H:%M} UTC" in linking.told(lost, "en")
    assert "another member's" in linking.told(won, "en") and owner.member not in linking.told(won, "en")
    assert aside.module("pegel.store.readings").batch([(owner.member, owner.key)]) == []
    item = aside.module("pegel.store.account_items").AccountItem.get(owner.member, owner.key)
    assert (item.slot, item.expires_at) == (None, NOW + DAY + timedelta(days=90))
    owner.accounts.unlink(owner.member, owner.key)
    assert owner.accounts.get(winner.member_id, winner.key).state == "proven", "and is not theirs to remove"


def test_who_lost_an_account_gets_it_back_by_proving_it_last(owner: Owner) -> None:
    winner, _ = rival(owner, NOW + DAY)
    back = owner.accounts.link(replace(owner.kept, state="pending", notice="", noticed_at=None))
    _, loser = owner.accounts.prove(back, "rel-me", NOW + 2 * DAY, PAGE)
    assert loser == winner.member_id and owner.kept.state == "proven"
    assert owner.accounts.get(winner.member_id, winner.key).state == "lost"


def test_a_held_account_may_be_taken_too(owner: Owner) -> None:
    owner.on(WEEK, GONE)
    _, loser = rival(owner, NOW + 8 * DAY)
    assert (loser, owner.kept.state, owner.kept.notice) == (owner.member, "lost", "taken")


def test_of_those_who_prove_it_at_the_same_moment_one_has_it(owner: Owner) -> None:
    def prove(number: int) -> None:
        try:
            rival(owner, NOW + DAY)
        except Conflict:
            return

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(prove, range(6)))
    items = owner.aside.module("pegel.store.account_items").AccountItem
    states = [item.state for item in items.scan(items.key == owner.key)]
    assert states.count("proven") == 1 and set(states) <= {"proven", "lost", "pending"}
    assert owner.kept.state == "lost"
