"""An item of the Scores table, and how a document lies in it.

Documents are deflated with a dictionary of the words that stand in every one of them: that is 150 bytes of
the 1,024 that a write unit holds, and 10 more for each topic, whose slug and name are in topic_words.txt as
the lexicon once had them. A dictionary is part of the data: changed, nothing kept could be read. So a new one
stands beside the old ones, and what was deflated says by which.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    MapAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.models import Model

from pegel.store.table import Prompt

TABLE = os.environ["SCORES_TABLE"]
WITHOUT_TOPICS = (  # the likelier a word, the later it stands (RFC 1950)
    b'"score_next":null,"next":null,"blend":{"to":"2026.,"share":0."percentile":{"overall":,"region":,"size":'
    b'"sub_scores":{"reach":,"amplification":,"network":},"style":{"id":,"name":"},"klout_id":"","inputs":"'
    b'"stale_since":"2026-"stale_since":null},{"network":"github","handle":"-"points":{"network":"bluesky",'
    b'"handle":".bsky.social","points":{"network":"mastodon","handle":"@@mastodon.social","points":'
    b'{"name":"","display_name":"","region":"DE","score":null,"value":,"interval":[,],"enough_data":false,'
    b'"enough_data":true,"model":"2026.11","scored_at":"2026-T00:00:00Z","change":{"day":,"week":,"month":null}'
    b',"networks":['
)
WORDS = (
    Path(__file__).with_name("topic_words.txt").read_bytes()
    + b'"slug":"","name":"","score":null},{"slug":"","score":"topics":[{"slug":"'
    + WITHOUT_TOPICS
)
BY_CHECKSUM = {zlib.adler32(words): words for words in (WITHOUT_TOPICS, WORDS)}


class ScoreItem(Model):
    """Any item of the table; which attributes it has follows from its key."""

    class Meta(Prompt):
        table_name = TABLE

    key = UnicodeAttribute(hash_key=True)
    document = BinaryAttribute(legacy_encoding=False, null=True)  # deflated
    history = BinaryAttribute(legacy_encoding=False, null=True)
    run_at = UTCDateTimeAttribute(null=True)  # when the accounts were read that this was computed from
    inputs = BinaryAttribute(legacy_encoding=False, null=True)  # of reasons: the features they are of
    hidden = BooleanAttribute(null=True)
    leads = BooleanAttribute(null=True)  # whether the member may be named among a topic's leaders
    member_id = UnicodeAttribute(null=True)  # of a look-up
    account = UnicodeAttribute(null=True)  # of a look-up by handle
    handle = UnicodeAttribute(null=True)  # of an account's owner: the spelling of its look-up
    # Of influencers#mem_…: to whom the member reacts, and how much.
    ties: MapAttribute[str, Any] = MapAttribute(null=True)  # type: ignore[no-untyped-call] # pynamodb's own


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a member's score: JSON, and histories as scoring.history packs them.

    `inputs`, of reasons, is JSON: the last look, and the last one of an earlier day that gave a score.
    """

    document: bytes
    history: bytes
    run_at: datetime | None = None
    inputs: bytes = b""
    leads: bool = False  # a public page, and the consent to be named among leaders

    @property
    def histories(self) -> dict[str, bytes]:
        """Of reasons: each network's packed history of 90 days by its name, and that of the `causes`."""
        return separate(self.history)


NOTHING = Kept(b"", b"")  # of a member without a score


def deflated(document: bytes) -> bytes:
    """A document as an item holds it."""
    packer = zlib.compressobj(9, zdict=WORDS)
    return packer.compress(document) + packer.flush()


def inflated(packed: bytes) -> bytes:
    """The document again; one that was deflated without a dictionary too."""
    words = BY_CHECKSUM.get(int.from_bytes(packed[2:6], "big"), WORDS)  # RFC 1950: FDICT's checksum
    return zlib.decompressobj(zdict=words).decompress(packed)


def joined(histories: Mapping[str, bytes]) -> bytes:
    """Several histories as one field: name and content, each after its length in two bytes."""
    parts = [part for name, packed in sorted(histories.items()) for part in (name.encode(), packed)]
    return b"".join(len(part).to_bytes(2, "big") + part for part in parts)


def separate(packed: bytes) -> dict[str, bytes]:
    """The histories again."""
    parts: list[bytes] = []
    while packed:
        end = 2 + int.from_bytes(packed[:2], "big")
        parts.append(packed[2:end])
        packed = packed[end:]
    return {name.decode(): content for name, content in zip(parts[::2], parts[1::2], strict=True)}


def to_kept(item: ScoreItem | None) -> Kept | None:
    """What an item holds; None where there is no document yet."""
    if item is None or item.document is None:  # hidden or shown before the first score
        return None
    inputs = inflated(item.inputs) if item.inputs else b""
    leads = bool(item.leads) and not item.hidden
    return Kept(inflated(item.document), item.history or b"", item.run_at, inputs, leads)


def find(key: str) -> ScoreItem | None:
    """An item by its key."""
    try:
        return ScoreItem.get(key)
    except ScoreItem.DoesNotExist:
        return None
