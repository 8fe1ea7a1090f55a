"""Snapshots: one object for each batch that was read, each record encrypted with its member's key.

    [[member, account, length], …] newline, then the records one after the other: 12 bytes nonce, AES-256-GCM

Erasing a member's salt makes their records unreadable in every object at once. The bucket forgets objects
by its own rules, after the days that their keys begin with: as long as the network's terms let us keep them,
90 at most. It tells `score`'s queue of each new one: there is no second write to lose.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import boto3
from botocore.config import Config
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pegel.social import WINDOW, Account, Snapshot
from pegel.store import keys, salts
from pegel.store.records import from_bytes, to_bytes

BUCKET = os.environ["SNAPSHOTS_BUCKET"]
NONCE = 12  # bytes
KEPT = (90, 30, 2)  # days: each has a rule in template.yaml; S3 can be sure of no shorter time


def write(batch: Sequence[tuple[Account, Snapshot]], stores_for: int = WINDOW) -> str:
    """Keep a batch of one network as one object; returns its key, days kept/day/network/batch."""
    first, snapshot = batch[0]
    days = next(days for days in KEPT if days <= stores_for)
    key = f"{days}/{snapshot.read_at:%Y-%m-%d}/{first.network}/{secrets.token_hex(12)}"
    salted = salts.made_for(account.member_id for account, _ in batch)
    records = [
        _sealed(to_bytes(snapshot), account, salted[account.member_id], key) for account, snapshot in batch
    ]
    heads = [[one.member_id, one.key, len(record)] for (one, _), record in zip(batch, records, strict=True)]
    _client().put_object(Bucket=BUCKET, Key=key, Body=json.dumps(heads).encode() + b"\n" + b"".join(records))
    return key


def read(key: str) -> list[tuple[str, str, Snapshot]]:
    """(member, account, snapshot) of every record whose member was not erased."""
    content = _client().get_object(Bucket=BUCKET, Key=key)["Body"].read()
    heads, _, body = content.partition(b"\n")
    found = [(member_id, account, record) for member_id, account, record in _records(json.loads(heads), body)]
    salted = salts.of(member_id for member_id, _, _ in found)
    opened = [
        (member_id, account, _opened(record, member_id, account, salted[member_id], key))
        for member_id, account, record in found
        if member_id in salted
    ]
    return [(member_id, account, from_bytes(plain)) for member_id, account, plain in opened if plain]


def _records(heads: Sequence[tuple[str, str, int]], body: bytes) -> Iterator[tuple[str, str, bytes]]:
    at = 0
    for member_id, account, length in heads:
        yield member_id, account, body[at : at + length]
        at += length


def _sealed(plain: bytes, account: Account, salt: bytes, key: str) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    cipher = AESGCM(keys.member_key(account.member_id, salt))
    return nonce + cipher.encrypt(nonce, plain, _place(account.member_id, account.key, key))


def _opened(record: bytes, member_id: str, account: str, salt: bytes, key: str) -> bytes | None:
    """None: sealed for a salt that is no more, the member was erased and has come back."""
    cipher = AESGCM(keys.member_key(member_id, salt))
    try:
        return cipher.decrypt(record[:NONCE], record[NONCE:], _place(member_id, account, key))
    except InvalidTag:
        return None


def _place(member_id: str, account: str, key: str) -> bytes:
    """Where a record belongs: moved anywhere else it cannot be opened."""
    return f"{member_id}|{account}|{key}".encode()


@cache
def _client() -> Any:
    patience = Config(
        connect_timeout=2, read_timeout=10, retries={"total_max_attempts": 4, "mode": "standard"}
    )
    return boto3.client("s3", config=patience)
