"""What becomes of a proof over weeks. Real tables, an invented network."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from aside import Aside
from integration.owner import DAY, DOWN, GONE, NOW, PAGE, WEEK, Owner, Profiles

from pegel import linking
from pegel.errors import Conflict, ProofLost
from pegel.networks.mastodon import Mastodon
from pegel.social import Budget, Tokens


def scored(aside: Aside) -> set[str]:
    """Members of whom `score` was told since it was last asked here."""
    told = set()
    while records := aside.messages(aside.score_queue):
        for record in records:
            told |= set(json.loads(record["body"]).get("members", ()))
            aside.sqs.delete_message(QueueUrl=aside.score_queue, ReceiptHandle=record["receiptHandle"])
    return told


def test_a_proof_is_looked_for_once_a_week_by_one_call(owner: Owner) -> None:
    servers = Profiles()
    for days in range(1, 22):
        assert owner.on(days * DAY, servers) == ["proven"]
        assert sum(servers.readings.values()) == (days % 7 == 0), f"day {days}"
    assert owner.kept.checked_at == NOW + 3 * WEEK and owner.kept.proven_at == NOW


def test_a_lost_proof_holds_the_share_and_is_told_once(aside: Aside, owner: Owner) -> None:
    scored(aside)
    assert owner.on(WEEK, GONE) == []
    held = owner.kept
    assert (held.state, held.held_until, held.notice) == ("held", NOW + 3 * WEEK, "proof-lost")
    assert held.reading["features"] == {"a": 1} and held.stale_since == NOW + WEEK
    assert "has no links" in held.trouble and scored(aside) == {owner.member}
    assert "was not there any more" in linking.told(held, "en") and "nicht mehr da" in linking.told(
        held, "de"
    )
    for day in range(8, 20):
        assert owner.on(day * DAY, GONE) == [], "nothing is read"
    assert owner.kept == held and scored(aside) == set(), "nobody is told again"


def test_a_proof_that_comes_back_loses_nothing(owner: Owner) -> None:
    before = owner.kept
    owner.on(WEEK, GONE)
    assert owner.on(WEEK + 13 * DAY, Profiles()) == ["proven"]
    after = owner.kept
    assert (after.state, after.notice, after.held_until, after.trouble) == ("proven", "", None, "")
    assert (after.reading, after.proven_at, after.proof) == (before.reading, before.proven_at, before.proof)
    assert after.stale_since, "until it is read"


def test_a_member_may_prove_a_held_account_in_another_way(aside: Aside, owner: Owner) -> None:
    owner.on(WEEK, GONE)
    code = replace(owner.kept, code="pegel-new", code_until=NOW + 9 * DAY)
    owner.accounts.prove(owner.accounts.new_code(owner.kept, code), "code", NOW + 8 * DAY)
    kept = owner.kept
    assert (kept.state, kept.proof, kept.evidence, kept.notice) == ("proven", "code", "", "")
    assert kept.reading["features"] == {"a": 1}
    with pytest.raises(Conflict):
        owner.accounts.new_code(kept, code)


def test_after_14_days_the_account_counts_no_more_and_leads_to_nobody(aside: Aside, owner: Owner) -> None:
    owner.on(WEEK, GONE)
    scored(aside)
    assert owner.leads() == {owner.member}
    assert owner.on(3 * WEEK - DAY, GONE) == [] and owner.kept.state == "held"
    assert owner.on(3 * WEEK, Profiles()) == []
    lost = owner.kept
    assert (lost.state, lost.reading, lost.proof, lost.read_at, lost.trouble) == ("lost", {}, "", None, "")
    assert scored(aside) == {owner.member} and owner.leads() == set()
    assert "missing for 14 days" in linking.told(lost, "en")
    assert owner.on(4 * WEEK, Profiles()) == [], "it is not looked at any more"
    owner.accounts.prove(
        owner.accounts.link(replace(lost, state="pending", notice="")), "code", NOW + 4 * WEEK
    )
    assert (owner.kept.state, linking.told(owner.kept, "en")) == ("proven", "")


def test_an_outage_is_no_verdict_for_four_weeks(owner: Owner) -> None:
    for days in range(7, 28):
        assert owner.on(days * DAY, DOWN) == ["proven"]
    assert owner.on(28 * DAY, DOWN) == [] and owner.kept.state == "held"
    assert owner.on(29 * DAY, DOWN) == [], "an outage proves nothing either"
    assert owner.on(30 * DAY, Profiles()) == ["proven"]


def test_a_code_may_be_removed_and_a_deleted_account_is_for_the_reading_to_tell(aside: Aside) -> None:
    coded = Owner(aside, "code", "")
    assert coded.on(9 * WEEK, GONE) == ["proven"]
    assert Owner(aside).on(WEEK, Profiles(status=404)) == ["proven"]


def test_a_pause_that_a_server_wants_after_a_look_is_kept_for_those_who_read(aside: Aside) -> None:
    owner = Owner(aside)
    owner.on(WEEK, GONE)
    assert owner.kept.state == "held"
    owner.on(WEEK + DAY, Profiles(status=429))
    limits, budget = aside.module("pegel.store.limits"), Budget(f"mastodon#{owner.host}", 1, 100, 300)
    assert limits.take((budget,), 1, NOW).wait > 60


def test_a_link_to_another_page_is_not_the_one_that_proved(owner: Owner) -> None:
    assert owner.on(WEEK, Profiles(link=f"{PAGE}-renamed")) == []


def test_a_token_that_is_worth_nothing_any_more_holds_the_share_and_goes_with_it(aside: Aside) -> None:
    keeping, tokens = aside.module("keeping"), aside.module("pegel.store.member_tokens")
    signed_in = Owner(aside, "oauth", "")
    tokens.keep(signed_in.member, signed_in.key, Tokens("access", "refresh", NOW + DAY))
    refused = ProofLost("Mastodon takes the token no more: sign in there again")
    keeping.settle(Mastodon(GONE), signed_in.kept, refused, NOW + DAY)
    held = signed_in.kept
    assert (held.state, held.held_until, held.notice) == ("held", NOW + 15 * DAY, "proof-lost")
    assert "sign in there again" in held.trouble and held.reading
    for day in range(2, 15):
        assert signed_in.on(day * DAY, Profiles()) == [], "that the account is there proves nothing"
    assert signed_in.on(15 * DAY, Profiles()) == [] and signed_in.kept.state == "lost"
    assert tokens.forget(signed_in.member) == []


def test_a_token_that_was_no_proof_is_no_proof_when_it_ends(aside: Aside, owner: Owner) -> None:
    aside.module("keeping").settle(Mastodon(GONE), owner.kept, ProofLost("sign in there again"), NOW + DAY)
    assert (owner.kept.state, owner.kept.trouble) == ("proven", "ProofLost: sign in there again")
