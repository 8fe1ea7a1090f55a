"""What any network tells us, and who told us to listen: members, accounts, posts, snapshots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pegel.remembered import Audience, Level

REACTIONS = ("like", "repost", "reply", "quote")  # what others do with a post; `accept` etc. may follow
ROLES = ("reach", "curation", "resonance", "reactors", "relay", "standing")  # score.md §1
WINDOW = 90  # days of posts that count, score.md §1
UNSEEN, UNQUOTED, UNLISTED = "unseen", "unquoted", "unlisted"  # networks/wishes.py
EXCERPT = 140  # characters kept of a member's own post, networks.md §3


@dataclass(frozen=True, slots=True)
class Reactor:
    """Somebody who reacted, as a keyed hash: never a name or an id of a person who did not join."""

    key: str
    reach: int | None = None  # followers, where the list of reactors says so
    genuine: float | None = None  # chance of being somebody's own account; None: unknown, taken as 1
    kinds: tuple[str, ...] = ("like",)  # how they reacted: whose lists name them


@dataclass(frozen=True, slots=True)
class Post:
    """One thing the account published, and what others did with it. A count nobody told is None, never 0."""

    id: str
    posted_at: datetime
    reactions: Mapping[str, int | None]
    tags: tuple[str, ...] = ()
    excerpt: str = ""
    url: str = ""
    language: str | None = None
    reactors: tuple[Reactor, ...] | None = None  # None: not asked or not told
    is_reply: bool = False  # to somebody else; unknown: no
    views: int | None = None  # kept beside: to be seen is no reaction


@dataclass(frozen=True, slots=True)
class Sample:
    """A page of an account's followers: how many it names, and the sum of their chances to be genuine.

    Nobody named of an account that is followed: it hides them.
    """

    people: int
    genuine: float


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One reading of one account. Counts are the network's own; None means that it does not tell.

    `etags` are sent back at the next reading, name of the call -> validator exactly as received.
    `notes` say in a sentence what could not be read (a list of reactors that was refused, say).
    """

    network: str
    handle: str
    account_id: str
    read_at: datetime
    reach: int | None
    posts: tuple[Post, ...]
    curation: int | None = None
    standing: int | None = None
    name: str = ""
    tags: tuple[str, ...] = ()  # what the network itself says that the account is heard about
    etags: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    untold: int = 0  # strongest posts whose reactors the network refused to tell this time
    followers: Sample | None = None  # None: the network does not tell, or did not this time
    before: Audience | None = None  # of the last good reading; None: this is the first
    level: Level | None = None  # as the last good reading kept it
    wishes: tuple[str, ...] = ()  # what the account asks of its readers


@dataclass(frozen=True, slots=True)
class Member:
    """A person or an organisation who joined. `version` grows with every change (If-Match)."""

    id: str
    name: str | None = None  # of the public page, lower case; None until chosen
    display_name: str = ""
    language: str = "en"
    region: str | None = None  # ISO 3166-1 alpha-2
    public: bool = True  # has a public page
    consents: Mapping[str, str] = field(default_factory=dict)  # name -> "<version> <RFC 3339 time>"
    joined_at: datetime | None = None
    klout_id: str = ""  # decimal digits, given at joining, never reused (klout-api.md §2)
    version: int = 0
    added: tuple[str, ...] = ()  # topics they say they are heard on
    removed: tuple[str, ...] = ()  # topics they do not want to be shown with


@dataclass(frozen=True, slots=True)
class Access:
    """What opens a network to us: entered by the operator, `member` given by who linked the account.

    All but `client_id` are secrets: they go into headers, or are added to an address as it is asked.
    """

    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    token: str = field(default="", repr=False)  # of this installation
    member: str = field(default="", repr=False)  # of the member whose account is read
    agreed: str = ""  # since when, and who says that the agreement exists which the network's terms ask for
    a_day: int | None = None  # most of its units spent in a UTC day; None: the network's own default
    blocked: Mapping[str, str] = field(default_factory=dict)  # servers that are not read → why

    @property
    def bearer(self) -> dict[str, str]:
        """The header that sends the member's token, or ours; none without one."""
        token = self.member or self.token
        return {"Authorization": f"Bearer {token}"} if token else {}


@dataclass(frozen=True, slots=True)
class Budget:
    """What may be asked of one host of a network with one token (`key`): so many calls in so many seconds."""

    key: str
    each: int  # calls of a reading
    calls: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a network gave to read a member's own account: secrets, never in a log, an address or an error."""

    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)  # "": there is none
    expires_at: datetime | None = None  # of `access`; None: the network did not say
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """A member's identity on a network. `state` is one of pending, proven, held, lost, gone.

    pending ──proof──▶ proven ◀──proof── held ──14 days──▶ lost ──linked again──▶ pending
                         └──proof gone──▶ held     proven, held ──somebody else's proof──▶ lost

    pending: linked, not proven yet (`code` is what to publish) · proven: read daily ·
    held: the proof was lost, the share is kept until `held_until`, nothing is read ·
    lost: counts no more, its reading is deleted; `notice` says why · gone: deleted at the network.
    """

    member_id: str
    network: str
    handle: str
    account_id: str  # the network's stable id; renames follow it
    state: str = "pending"
    code: str = ""
    code_until: datetime | None = None
    proof: str = ""  # how it was proven: rel-me, code, handle, domain, wikidata, oauth
    evidence: str = ""  # what has to be there still in a week: a page, a code, another account's key
    proven_at: datetime | None = None
    checked_at: datetime | None = None  # when the proof was last found
    held_until: datetime | None = None
    notice: str = ""  # what happened that its member must know (linking/notices.py)
    noticed_at: datetime | None = None
    read_at: datetime | None = None  # last good reading
    stale_since: datetime | None = None  # first of the failed readings since then
    doubted_since: datetime | None = None  # first of the readings since then that were not believed
    trouble: str = ""  # why the last reading failed, one sentence
    reading: Mapping[str, Any] = field(default_factory=dict)  # features, moments, etags of the last good one
    version: int = 0

    @property
    def shown_handle(self) -> str | None:
        """The handle for public documents; None where the account asks not to be shown to everybody."""
        return None if UNSEEN in self.reading.get("wishes", ()) else self.handle

    @property
    def key(self) -> str:
        """`network#account_id`, unique in the world."""
        return f"{self.network}#{self.account_id}"
