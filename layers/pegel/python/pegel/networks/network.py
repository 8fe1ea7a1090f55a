"""What all networks have in common: how an account is read. A network itself is data and translators.

    profile ── 304? ── posts, 304 as well? ──▶ None: nothing new
       │ 200                 │ 200
       └──▶ posts, page by page, until 90 days ago ──▶ who reacted, who follows ──▶ Snapshot

networks.md §3. Errors leave as they are (errors.py): a reading is whole or it is none. Only lists of
people may be missing, which is told (`untold`, `notes`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from pegel.answer import Answer, Fetch
from pegel.errors import AccountGone, BadAnswer, InvalidField, NotRecorded
from pegel.networks.followers import sample
from pegel.networks.pages import Pages
from pegel.networks.profile import REACH_AND_POSTS, Link, Person, Profile, Terms
from pegel.networks.reactors import react
from pegel.networks.refusals import check
from pegel.networks.values import entries, shaped
from pegel.social import Post, Snapshot

__all__ = ["REACH_AND_POSTS", "Link", "Network", "Person", "Profile", "Terms"]


class Network(ABC):
    """Reads one network through `fetch`. `key` hashes who reacted; `tokens` are ours, by network."""

    name: ClassVar[str]
    title: ClassVar[str]
    docs: ClassVar[str]
    hosts: ClassVar[tuple[str, ...]] = ()  # none: every server is a host of its own
    budget: ClassVar[tuple[int, int]]  # calls, in so many seconds, per host (networks.md §5)
    calls: ClassVar[int]  # of a whole reading with its reactors: what a reading takes of the budget
    terms: ClassVar[Terms]
    uses: ClassVar[Mapping[str, str]]  # kind of answer -> the path it comes from (regular expression)
    keeps: ClassVar[str] = ""  # names under which an answer keeps its list, where it is no list itself
    lifetime: ClassVar[bool] = False  # posts count as long as they exist, not for 90 days

    def __init__(self, fetch: Fetch, tokens: Mapping[str, str] = {}, key: bytes = b"") -> None:
        self.fetch, self.tokens, self.key = fetch, tokens, key

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
    def ask_for_posts(self, account_id: str, handle: str) -> str:
        """The address of the newest posts."""

    @abstractmethod
    def to_profile(self, body: Mapping[str, Any], url: str) -> Profile:
        """A profile from its JSON."""

    @abstractmethod
    def to_post(self, item: Mapping[str, Any], owner: Profile | None) -> Post | None:
        """A post from its JSON; None for what is not the owner's own and public. No owner: anybody's."""

    @abstractmethod
    def shown_at(self, item: Mapping[str, Any]) -> datetime:
        """Where an item stands in its list: the list is ordered by this."""

    @abstractmethod
    def following(self, answer: Answer) -> str | None:
        """The next page's address, from the answer's own cursor or link; None at the end."""

    def asks_who(self, post: Post, handle: str) -> Iterable[tuple[str, str]]:
        """Kind and address of each list of people who reacted to a post, as far as there were reactions."""
        return ()

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

    def headers(self) -> dict[str, str]:
        """Sent with every request."""
        return {}

    def ask(self, url: str, etag: str) -> Answer | None:
        """A good answer, or None for "not modified" (304); typed errors for all others."""
        answer = self.fetch.get(url, self.headers() | {"If-None-Match": etag})
        if answer.status == 304:
            return None
        check(answer)
        return answer

    def must_ask(self, url: str) -> Answer:
        """A good answer."""
        answer = self.fetch.get(url, self.headers())
        check(answer)
        return answer

    def profile(self, handle: str) -> Profile:
        """Who the account is, for linking."""
        handle = self.normalise(handle)
        return self._own(self.must_ask(self.ask_for(handle)), handle)

    def snapshot(
        self, handle: str, etags: Mapping[str, str] = {}, account_id: str | None = None
    ) -> Snapshot | None:
        """One reading; None when every answer was "not modified"."""
        handle = self.normalise(handle)
        first, about = None, None
        if account_id and etags.get("profile") and etags.get("posts"):
            about = self.ask(self.ask_for(handle), etags["profile"])
            if about is None:
                first = self.ask(self.ask_for_posts(account_id, handle), etags["posts"])
                if first is None:
                    return None
        about, profile = self._about(handle, account_id, about)
        pages = Pages(self, profile, about.received_at)
        pages.read(first)
        reactions = react(self, profile, pages.newest_first())
        followers, refused = sample(self, profile)
        validators = {"profile": about.headers.get("etag", ""), "posts": pages.etag}
        return Snapshot(
            network=self.name,
            handle=profile.handle,
            account_id=profile.account_id,
            read_at=pages.read_at,
            reach=profile.reach,
            posts=reactions.posts,
            untold=reactions.untold,
            curation=self.curation(reactions.posts),
            name=profile.name,
            etags={call: etag for call, etag in validators.items() if etag},
            notes=(*profile.notes, *pages.notes, *reactions.notes, *refused),
            followers=followers,
        )

    def curation(self, posts: Sequence[Post]) -> int | None:
        """How often others put the account's work aside for later; unknown on most networks."""
        return None

    def items(self, body: Any) -> list[Mapping[str, Any]]:
        """The entries of a list answer; BadAnswer where there is no list of objects."""
        return entries(body, self.keeps.split(), self.title)

    def _about(self, handle: str, account_id: str | None, answer: Answer | None) -> tuple[Answer, Profile]:
        """The profile under the handle, or under the id where the account was renamed."""
        gone: AccountGone
        try:
            answer = answer or self.must_ask(self.ask_for(handle))
            profile = self._own(answer, handle)
            if account_id in (None, profile.account_id):
                return answer, profile
            gone = AccountGone(f"{handle} is another account now ({profile.account_id}, not {account_id})")
        except AccountGone as error:
            if not account_id:
                raise
            gone = error
        try:
            answer = self.must_ask(self.ask_for_id(str(account_id), handle))
        except NotRecorded:
            raise gone from None
        return answer, self._own(answer, str(account_id))

    def _own(self, answer: Answer, asked: str) -> Profile:
        """The profile in an answer, if it is the one that was asked for."""
        body = answer.json()
        if not isinstance(body, dict):
            raise BadAnswer(f"{answer.url} answered no profile")
        with shaped(answer.url):
            profile = self.to_profile(body, answer.url)
        try:
            self.normalise(profile.handle)
        except InvalidField as error:
            raise BadAnswer(f"{answer.url} answered: {error}") from error
        if asked not in (profile.handle, profile.account_id):
            raise BadAnswer(f"{answer.url} answered about {profile.handle}, not about {asked}")
        return profile
