"""What was attested and stands no more, as a verifier sees it who looks it up."""

from __future__ import annotations

import json
from types import SimpleNamespace

import jwt
import pytest
from openbadgeslib.ob3 import OB3VerificationError
from openbadgeslib.ob3.status import decode_encoded_list, set_indices
from unit.api.conftest import keep
from unit.api.signing import WHOLE, Get, Kms, attached, verified

STATUS = "/@zoe/attestation/status"


@pytest.fixture(scope="module", autouse=True)
def kms(api: SimpleNamespace) -> Kms:
    """Zoe and Kim have public pages."""
    keep(api.table, api.store, "kim", json.dumps({**WHOLE, "name": "kim"}).encode())
    return attached(api)


def test_an_attestation_stands_as_long_as_the_page_does(get: Get) -> None:
    verified(get, get("/@zoe/attestation").body, check_status=True)
    verified(get, get("/@zoe/attestation", query={"at_least": "50"}).body, check_status=True)


def test_a_page_taken_down_takes_its_attestations_along(api: SimpleNamespace, get: Get) -> None:
    token, key = get("/@zoe/attestation").body, "mem_zoe"
    shown = api.table.items[key]
    api.table.items[key] = shown | {"hidden": {"BOOL": True}}
    try:
        assert get(STATUS).status == 404
        assert get(STATUS).json()["detail"] == get("/@nobody/attestation/status").json()["detail"]
        with pytest.raises(OB3VerificationError, match="could not fetch status list"):
            verified(get, token, check_status=True)
    finally:
        api.table.items[key] = shown
    verified(get, token, check_status=True)


def test_who_takes_a_name_does_not_take_its_attestations(get: Get) -> None:
    token = get("/@zoe/attestation").body
    with pytest.raises(OB3VerificationError, match="'revocation' is set"):
        verified(get, token, {STATUS: "/@kim/attestation/status"}, check_status=True)


def test_the_list_is_as_long_as_the_standard_wants_and_clear_for_one(get: Get) -> None:
    answer = get(STATUS)
    assert answer.headers["Content-Type"] == "application/vc+jwt"
    told = jwt.decode(answer.body, options={"verify_signature": False})
    entry = jwt.decode(get("/@zoe/attestation").body, options={"verify_signature": False})["credentialStatus"]
    assert told["id"] == entry["statusListCredential"] == "https://pegel.example" + STATUS
    bits = decode_encoded_list(told["credentialSubject"]["encodedList"])
    assert len(bits) * 8 == 131_072
    assert set(range(131_072)) - set_indices(bits) == {int(entry["statusListIndex"])}
    assert len(answer.body) < 2000  # bytes


def test_a_list_is_signed_once_a_day(get: Get, kms: Kms) -> None:
    get(STATUS)
    before = kms.signed
    assert (get(STATUS).status, kms.signed) == (200, before)
