"""Ids as the API shows them."""

from __future__ import annotations

import re
import time
import uuid

import pytest

from pegel.errors import NotSignedIn
from pegel.http.ids import member_id, new_request_id

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def number(text: str) -> int:
    """What 26 characters of Crockford's base32 stand for."""
    value = 0
    for letter in text:
        value = value * 32 + CROCKFORD.index(letter)
    return value


def test_a_request_id_is_a_ulid_of_now():
    before = time.time_ns() // 1_000_000
    told = new_request_id().removeprefix("req_")
    assert before <= number(told) >> 80 <= time.time_ns() // 1_000_000


def test_request_ids_of_a_thousand_requests_all_differ():
    assert len({new_request_id() for _ in range(1000)}) == 1000


def test_a_member_has_the_same_id_as_their_subject_says():
    subject = uuid.UUID("ffffffff-ffff-4fff-bfff-ffffffffffff")
    told = member_id(str(subject))
    assert re.fullmatch(r"mem_[0-7][0-9A-HJKMNP-TV-Z]{25}", told)
    assert number(told.removeprefix("mem_")) == subject.int


@pytest.mark.parametrize("subject", ["", "mira", "mem_1", None])
def test_a_token_without_a_subject_of_ours_is_nobody(subject):
    with pytest.raises(NotSignedIn):
        member_id(subject)
