"""Which members are behind keyed hashes: one object, made anew each night, looked up in memory.

    people/index        8 bytes of each hash in order, then the member of each, padded
    people/parts/3/17   what page 17 of shard 3 found, for whoever puts them together

A read per reactor would cost more than everything else of a reading. Hashes of non-members are in no part of
it: they meet it in memory, and are nobody.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from pegel.store import keys

if TYPE_CHECKING:
    from pegel.store.everybody import Found

BUCKET = os.environ["SNAPSHOTS_BUCKET"]
PREFIX = "people/"
INDEX = "people/index"
HASH, MEMBER = 8, 40  # bytes of an entry
KEPT = 3600.0  # seconds the index is remembered: it is made once a night

Entry = tuple[bytes, str]  # beginning of the hash, member


def entries(found: Iterable[Found]) -> Iterator[Entry]:
    """A member's accounts as lists name them: some networks by the name there, others by the stable id."""
    key = keys.reactor_key()
    for one in found:
        for network, account_id, handle in one.names:
            for who in {account_id, handle}:
                mac = hmac.digest(key, f"{network}#{who}".encode(), hashlib.sha256)
                yield mac[:HASH], one.member_id


def write_part(shard: int, number: int, found: Iterable[Found]) -> str:
    """Keep a page's entries; returns the object's name. Written twice it is the same object."""
    name = f"{PREFIX}parts/{shard}/{number}"
    packed = b"".join(mac + member.encode().ljust(MEMBER, b"\0") for mac, member in entries(found))
    _client().put_object(Bucket=BUCKET, Key=name, Body=packed)
    return name


def put_together(parts: Iterable[str]) -> int:
    """Make the index of these parts; returns how many names it knows."""
    packed = b"".join(_read(name) for name in parts)
    size = HASH + MEMBER
    rows = sorted({packed[at : at + size] for at in range(0, len(packed), size)})
    body = b"".join(row[:HASH] for row in rows) + b"".join(row[HASH:] for row in rows)
    _client().put_object(Bucket=BUCKET, Key=INDEX, Body=body)
    return len(rows)


_kept: dict[str, Any] = {"until": 0.0, "index": b""}


def members(hashes: Iterable[str]) -> Mapping[str, str]:
    """Hash → member, of those that are a member's; hashes are hexadecimal."""
    import numpy as np  # of the one function that asks

    wanted = sorted(hashes)
    index = _index()
    count = len(index) // (HASH + MEMBER)
    if not wanted or not count:
        return {}
    known = np.frombuffer(index, ">u8", count)
    asked = np.array([int(one[: 2 * HASH], 16) for one in wanted], np.uint64)
    at = np.minimum(np.searchsorted(known, asked), count - 1)
    found = (
        (one, int(place))
        for one, place, is_there in zip(wanted, at, known[at] == asked, strict=True)
        if is_there
    )
    return {one: _member(index, count, place) for one, place in found}


def _member(index: bytes, count: int, place: int) -> str:
    start = HASH * count + MEMBER * place
    return index[start : start + MEMBER].rstrip(b"\0").decode()


def _index() -> bytes:
    if time.monotonic() >= _kept["until"]:
        _kept.update(index=_read(INDEX), until=time.monotonic() + KEPT)
    return bytes(_kept["index"])


def _read(name: str) -> bytes:
    try:
        return bytes(_client().get_object(Bucket=BUCKET, Key=name)["Body"].read())
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchKey":
            raise
        return b""  # before the first night


@cache
def _client() -> Any:
    patience = Config(
        connect_timeout=2, read_timeout=30, retries={"total_max_attempts": 4, "mode": "standard"}
    )
    return boto3.client("s3", config=patience)
