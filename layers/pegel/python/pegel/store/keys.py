"""Keys derived from the one HMAC key in KMS, which never leaves it.

shard key  = MAC(MEMBER_KEY_ID, name of the shard)      a KMS call, kept for 5 minutes
member key = HMAC-SHA256(shard key, the member's salt)  4 µs; no KMS call per member (security.md §2)
"""

from __future__ import annotations

import hashlib
import hmac
import os
import time
from functools import cache
from typing import Any

import boto3
from botocore.config import Config

KEY_ID = os.environ["MEMBER_KEY_ID"]
SHARDS = 16
KEPT = 300.0  # seconds


def member_key(member_id: str, salt: bytes) -> bytes:
    """32 bytes, for AES-256."""
    return hmac.digest(_mac(f"pegel/member/{_shard(member_id)}"), salt, "sha256")


def reactor_key() -> bytes:
    """By which people who reacted are hashed: one for the whole installation, so that one person is one."""
    return _mac("pegel/reactors")


def _shard(member_id: str) -> int:
    return hashlib.sha256(member_id.encode()).digest()[0] % SHARDS


_kept: dict[str, tuple[float, bytes]] = {}  # message → until when, its MAC


def _mac(message: str) -> bytes:
    until, mac = _kept.get(message, (0.0, b""))
    if time.monotonic() < until:
        return mac
    made = _client().generate_mac(KeyId=KEY_ID, Message=message.encode(), MacAlgorithm="HMAC_SHA_256")
    mac = bytes(made["Mac"])
    _kept[message] = (time.monotonic() + KEPT, mac)
    return mac


@cache
def _client() -> Any:
    patience = Config(
        connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 3, "mode": "standard"}
    )
    return boto3.client("kms", config=patience)
