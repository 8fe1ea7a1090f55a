"""What a network says for itself, and what all have in common: how an account is read (`whole.py`).

networks.md §3. A network is data and translators. Errors leave as they are (errors.py): a reading is whole
or it is none. Only lists of people may be missing, which is told (`untold`, `notes`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from pegel.answer import Answer
from pegel.networks import whole
from pegel.networks.asking import Asking
from pegel.networks.profile import Link, Person, Profile, linked
from pegel.networks.terms import OAuth, Price, Terms
from pegel.networks.values import entries
from pegel.social import Post, Snapshot

__all__ = ["Link", "Network", "OAuth", "Person", "Price", "Profile", "Terms", "linked"]


class Network(Asking, ABC):
    """Reads one network."""

    name: ClassVar[str]
    title: ClassVar[str]
    docs: ClassVar[str]
    hosts: ClassVar[tuple[str, ...]] = ()  # none: every server is a host of its own
    budget: ClassVar[tuple[int, int]]  # calls, in so many seconds, per host (networks.md §5)
    calls: ClassVar[int]  # of a whole reading with its reactors: what a reading takes of the budget
    also: ClassVar[Mapping[str, tuple[int, int, int]]] = {}  # second host -> calls of a reading, its budget
    price: ClassVar[Price | None] = None  # where calls are counted in units, or cost money
    terms: ClassVar[Terms]
    gives: ClassVar[Mapping[str, str]]  # role or reaction -> the fields it comes from; none: unknown
    uses: ClassVar[Mapping[str, str]]  # kind of answer -> path, or path?query, of it (regular expression)
    keeps: ClassVar[str] = ""  # names under which an answer keeps its list ("data.children"), if it is none
    lifetime: ClassVar[bool] = False  # posts count as long as they exist, not for 90 days
    speaks: ClassVar[Mapping[str, str]] = {}  # software of servers that can be read → why; none: not asked
    by_id: ClassVar[bool] = False  # a known account is asked for by its stable id at once
    proofs: ClassVar[tuple[str, ...]] = ("rel-me", "code")  # tried and told in this order (linking)
    places: ClassVar[Mapping[str, tuple[str, str]]] = {}  # "link", "code" -> where it goes: English, German
    oauth: ClassVar[OAuth | None] = None

    # What each network says for itself.

    @abstractmethod
    def normalise(self, handle: str) -> str:
        """The one spelling of a handle; InvalidField names the right form."""

    @abstractmethod
    def profile_url(self, handle: str) -> str:
        """Where people look at the account."""

    @abstractmethod
    def ask_for(self, handle: str) -> str:
        """The address of the profile by handle."""

    @abstractmethod
    def ask_for_id(self, account_id: str, handle: str) -> str:
        """The address of the profile by its stable id: renames follow it."""

    @abstractmethod
    def ask_for_posts(self, account_id: str, handle: str) -> str | None:
        """The address of the newest posts; None where an account publishes nothing (an article)."""

    @abstractmethod
    def to_profile(self, body: Any, url: str) -> Profile:
        """A profile from its body; AccountGone where the body says that there is none."""

    @abstractmethod
    def to_post(self, item: Mapping[str, Any], owner: Profile | None) -> Post | None:
        """A post from its JSON; None for what is not the owner's own and public. No owner: anybody's."""

    @abstractmethod
    def shown_at(self, item: Mapping[str, Any]) -> datetime:
        """Where an item stands in its list: the list is ordered by this."""

    @abstractmethod
    def following(self, answer: Answer) -> str | None:
        """The next page's address, from the answer's own cursor or link; None at the end."""

    def other_posts(self, account_id: str, handle: str) -> Sequence[str]:
        """Addresses of further lists of posts: comments beside stories, questions beside answers."""
        return ()

    def asks_for_whole(self, items: Sequence[Mapping[str, Any]]) -> str | None:
        """The address that tells what a list leaves out of its items (their counts)."""
        return None

    def asks_more(self, profile: Profile) -> Iterable[tuple[str, str]]:
        """Kind and address of what else there is to know of an account: a follower total, page views."""
        return ()

    def with_more(self, profile: Profile, kind: str, body: Any, url: str) -> Profile:
        """The profile with the answer to one of these."""
        return profile

    def to_count(self, kind: str, body: Any) -> int | None:
        """How many reacted in this way, where the list of people says it and the post does not."""
        return None

    def asks_who(self, post: Post, handle: str) -> Iterable[tuple[str, str]]:
        """Kind and address of each list of people who reacted to a post, as far as some did, or may have."""
        return ()

    def asks_together(self, posts: Sequence[Post], handle: str) -> tuple[str, str] | None:
        """Kind and address of one list that names who reacted to any of these posts (`Person.post`)."""
        return None

    def asks_for_followers(self, account_id: str, handle: str) -> str | None:
        """The address of a page of followers, newest first, whose profiles show what they are like."""
        return None

    @abstractmethod
    def to_people(self, body: Any, url: str) -> list[Person]:
        """Everybody in a list of people."""

    # What is the same everywhere.

    def host(self, handle: str) -> str:
        """The host a reading of this account asks, for its budget."""
        return self.hosts[0]

    def profile(self, handle: str) -> Profile:
        """Who the account is, for linking."""
        handle = self.normalise(handle)
        return whole.own(self, self.must_ask(self.ask_for(handle)), handle)

    def known(self, handle: str, account_id: str) -> Profile:
        """Who an account that we know is by now, under whatever handle: for another look at its proof."""
        return whole.known(self, self.normalise(handle), account_id)

    def owned(self) -> Sequence[Profile]:
        """The accounts that belong to whoever gave us `access.member`."""
        assert self.oauth
        answer = self.must_ask(self.oauth.own)
        return [whole.translated(self, answer)]

    def snapshot(
        self, handle: str, etags: Mapping[str, str] = {}, account_id: str | None = None
    ) -> Snapshot | None:
        """One reading; None when every answer was "not modified"."""
        return whole.snapshot(self, self.normalise(handle), etags, account_id)

    def curation(self, posts: Sequence[Post]) -> int | None:
        """How often others put the account's posts aside for later; unknown on most networks."""
        return None

    def items(self, body: Any) -> list[Mapping[str, Any]]:
        """The entries of a list answer; BadAnswer where there is no list of objects."""
        return entries(body, self.keeps.split(), self.title)
