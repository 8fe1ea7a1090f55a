"""Salts: one random number a member. Without it, nothing encrypted for the member can be read again."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable

from pynamodb.attributes import BinaryAttribute, UnicodeAttribute
from pynamodb.exceptions import PutError
from pynamodb.models import Model

from pegel.store.table import Patient

TABLE = os.environ["SALTS_TABLE"]
LENGTH = 32  # bytes


class SaltItem(Model):
    """A member's salt."""

    class Meta(Patient):
        table_name = TABLE

    member_id = UnicodeAttribute(hash_key=True)
    salt = BinaryAttribute(legacy_encoding=False)


def of(member_ids: Iterable[str]) -> dict[str, bytes]:
    """The members' salts; an erased member has none."""
    found = SaltItem.batch_get(set(member_ids), consistent_read=True)
    return {item.member_id: item.salt for item in found}


def made_for(member_ids: Iterable[str]) -> dict[str, bytes]:
    """The members' salts, made now for those who have none."""
    wanted = set(member_ids)
    salts = of(wanted)
    return salts | {member_id: _make(member_id) for member_id in wanted - salts.keys()}


def _make(member_id: str) -> bytes:
    made = SaltItem(member_id, salt=secrets.token_bytes(LENGTH))
    try:
        made.save(condition=SaltItem.member_id.does_not_exist())
    except PutError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return of([member_id])[member_id]  # another reading was faster; the one right to read is enough
    return made.salt
