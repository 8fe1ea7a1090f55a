"""An item of the Scores table, and how a document lies in it.

Documents are deflated with a dictionary of the words that stand in every one of them: that is 150 bytes of
the 1,024 that a write unit holds. The dictionary is part of the data: changed, nothing kept could be read.
"""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import dataclass
from datetime import datetime

from pynamodb.attributes import BinaryAttribute, BooleanAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from pegel.store.table import Prompt

TABLE = os.environ["SCORES_TABLE"]
WORDS = (  # the likelier a word, the later it stands (RFC 1950)
    b'"score_next":null,"next":null,"blend":{"to":"2026.,"share":0."percentile":{"overall":,"region":,"size":'
    b'"sub_scores":{"reach":,"amplification":,"network":},"style":{"id":,"name":"},"klout_id":"","inputs":"'
    b'"stale_since":"2026-"stale_since":null},{"network":"github","handle":"-"points":{"network":"bluesky",'
    b'"handle":".bsky.social","points":{"network":"mastodon","handle":"@@mastodon.social","points":'
    b'{"name":"","display_name":"","region":"DE","score":null,"value":,"interval":[,],"enough_data":false,'
    b'"enough_data":true,"model":"2026.11","scored_at":"2026-T00:00:00Z","change":{"day":,"week":,"month":null}'
    b',"networks":['
)


class ScoreItem(Model):
    """Any item of the table; which attributes it has follows from its key."""

    class Meta(Prompt):
        table_name = TABLE

    key = UnicodeAttribute(hash_key=True)
    document = BinaryAttribute(legacy_encoding=False, null=True)  # deflated
    history = BinaryAttribute(legacy_encoding=False, null=True)
    run_at = UTCDateTimeAttribute(null=True)  # when the accounts were read that this was computed from
    inputs = BinaryAttribute(
        legacy_encoding=False, null=True
    )  # of the reasons: the features they were made of
    hidden = BooleanAttribute(null=True)
    member_id = UnicodeAttribute(null=True)  # of a look-up
    account = UnicodeAttribute(null=True)  # of a look-up by handle
    handle = UnicodeAttribute(null=True)  # of an account's owner: the spelling of its look-up


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a member's score: JSON, and histories as scoring.history packs them."""

    document: bytes
    history: bytes
    run_at: datetime | None = None

    @property
    def networks(self) -> dict[str, bytes]:
        """Of an explanation: network → its packed history of 90 days."""
        return {name: bytes.fromhex(packed) for name, packed in json.loads(self.history or b"{}").items()}


NOTHING = Kept(b"", b"")  # of a member without a score


def deflated(document: bytes) -> bytes:
    """A document as an item holds it."""
    packer = zlib.compressobj(9, zdict=WORDS)
    return packer.compress(document) + packer.flush()


def inflated(packed: bytes) -> bytes:
    """The document again; one that was deflated without the dictionary too."""
    return zlib.decompressobj(zdict=WORDS).decompress(packed)


def to_kept(item: ScoreItem | None) -> Kept | None:
    """What an item holds; None where there is no document yet."""
    if item is None or item.document is None:  # hidden or shown before the first score
        return None
    return Kept(inflated(item.document), item.history or b"", item.run_at)


def find(key: str) -> ScoreItem | None:
    """An item by its key."""
    try:
        return ScoreItem.get(key)
    except ScoreItem.DoesNotExist:
        return None
