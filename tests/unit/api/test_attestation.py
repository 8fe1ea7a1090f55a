"""A signed score, checked by others' libraries: openbadgeslib as a verifier does, PyJWT with the bare key."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import jwt
import pytest
from openbadgeslib.ob3 import OB3VerificationError
from openbadgeslib.ob3.credential import OpenBadgeCredential
from unit.api.conftest import keep
from unit.api.signing import HASH, ISSUER, SCORED, SITE, WHOLE, Get, Kms, attached, verified

TODAY = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


@pytest.fixture(scope="module")
def kms(api: SimpleNamespace) -> Kms:
    return attached(api)


@pytest.fixture(autouse=True)
def pages(api: SimpleNamespace, kms: Kms) -> None:
    """Zoe has a score, Tom has not enough data, Old has a score from before there were hashes."""
    old = {"interval": None, "scored_at": f"{TODAY - timedelta(days=9):%Y-%m-%dT%H:%M:%SZ}"}
    for name, other in (("zoe", {}), ("tom", {"score": None, "value": None}), ("old", old)):
        told = {**WHOLE, **other, "name": name}
        if name == "old":
            del told["inputs"]
        keep(api.table, api.store, name, json.dumps(told).encode())


def results(credential: OpenBadgeCredential) -> dict[str, str | None]:
    """Of a credential, by what each is called."""
    names = {told.id: told.name for told in credential.achievement.result_descriptions}
    return {names[str(one.result_description)]: one.value for one in credential.results}


def test_a_stranger_verifies_a_score_with_nothing_but_the_credential_and_our_name(get: Get) -> None:
    answer = get("/@Zoe/attestation")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/vc+jwt")
    credential = verified(get, answer.body)
    assert (credential.issuer.id, credential.issuer.name) == (ISSUER, "Pegel")
    assert credential.recipient_id == f"{SITE}/@zoe"
    assert [(who.identity_type, who.identity_hash) for who in credential.identifiers] == [("name", "Zoë")]
    assert results(credential) == {
        "Pegel score": "64",
        "Lower bound of the interval of 90 %": "60.1",
        "Upper bound of the interval of 90 %": "67.4",
        "Model that made the score": "2026.11",
        "Hash of what the score was computed from": HASH,
    }


def test_the_signature_is_of_the_key_that_is_served(get: Get) -> None:
    token, document = get("/@zoe/attestation").body, get("/.well-known/did.json").json()
    (method,) = document["verificationMethod"]
    assert document["id"] == method["controller"] == ISSUER
    assert document["assertionMethod"] == [method["id"]] == [jwt.get_unverified_header(token)["kid"]]
    assert jwt.get_unverified_header(token).keys() == {"alg", "kid"}
    payload = jwt.decode(token, jwt.PyJWK(method["publicKeyJwk"], "ES256").key, algorithms=["ES256"])
    assert payload["iss"] == payload["issuer"]["id"]
    assert payload["credentialSubject"]["achievement"]["criteria"]["narrative"]
    assert "vc" not in payload


@pytest.mark.parametrize("part", [0, 1, 2])
def test_whoever_changes_a_letter_has_nothing(get: Get, part: int) -> None:
    parts = get("/@zoe/attestation").body.split(".")
    middle = len(parts[part]) // 2
    parts[part] = (
        parts[part][:middle] + ("A" if parts[part][middle] != "A" else "B") + parts[part][middle + 1 :]
    )
    with pytest.raises(OB3VerificationError):
        verified(get, ".".join(parts))


def test_it_is_valid_for_a_week_from_the_score_on(get: Get) -> None:
    credential = verified(get, get("/@zoe/attestation").body)
    assert credential.issuance_date == max(SCORED, TODAY)
    assert credential.expiration_date == max(SCORED, TODAY) + timedelta(days=7)


def test_a_score_that_is_held_is_attested_anew_every_day(get: Get) -> None:
    credential = verified(get, get("/@old/attestation").body)
    assert credential.issuance_date == TODAY
    assert results(credential) == {"Pegel score": "64", "Model that made the score": "2026.11"}


def test_at_least_tells_that_and_not_how_high(get: Get) -> None:
    token = get("/@zoe/attestation", query={"at_least": "50"}).body
    credential = verified(get, token)
    assert credential.achievement.name == "Pegel score of at least 50"
    assert results(credential) == {"Model that made the score": "2026.11"}
    payload = json.dumps(jwt.decode(token, options={"verify_signature": False}))
    told = re.sub(r'"(?:id|jti|nbf|exp|validFrom|validUntil)": (?:"[^"]*"|\d+)', "", payload)
    assert not [secret for secret in ("64", "63.98", "60.1", "67.4", HASH) if secret in told]


def test_its_id_is_not_made_of_the_score(get: Get, api: SimpleNamespace) -> None:
    def id_of() -> Any:
        token = get("/@zoe/attestation", query={"at_least": "50"}).body
        return jwt.decode(token, options={"verify_signature": False})["id"]

    before = id_of()
    keep(api.table, api.store, "zoe", json.dumps({**WHOLE, "score": 65, "value": 65.2}).encode())
    assert id_of() == before


@pytest.mark.parametrize(("name", "at_least"), [("zoe", "65"), ("tom", "1"), ("tom", "")])
def test_what_is_not_so_is_not_attested(get: Get, kms: Kms, name: str, at_least: str) -> None:
    before = kms.signed
    answer = get(f"/@{name}/attestation", query={"at_least": at_least} if at_least else {})
    assert (answer.status, answer.json()["code"], kms.signed) == (409, "conflict", before)


def test_the_score_itself_is_at_least_the_score(get: Get) -> None:
    assert get("/@zoe/attestation", query={"at_least": "64"}).status == 200


@pytest.mark.parametrize("at_least", ["0", "101", "many", ""])
def test_a_bound_that_no_score_has_is_refused(get: Get, at_least: str) -> None:
    assert get("/@zoe/attestation", query={"at_least": at_least}).status == 422


def test_kms_tells_the_key_once(get: Get, kms: Kms) -> None:
    assert [get("/.well-known/did.json").status for _ in range(3)] == [200, 200, 200]
    assert kms.told == 1


def test_a_score_is_signed_once_and_again_when_it_changes(get: Get, api: SimpleNamespace, kms: Kms) -> None:
    def fresh(score: int) -> str:
        keep(
            api.table, api.store, "zoe", json.dumps({**WHOLE, "score": score, "value": time.time()}).encode()
        )
        return get("/@zoe/attestation").body

    first, before = fresh(70), kms.signed
    assert (get("/@zoe/attestation").body, kms.signed) == (first, before)
    assert (fresh(71) != first, kms.signed) == (True, before + 1)
