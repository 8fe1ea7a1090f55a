"""The posts of one reading, list by list and page by page: until one is older than the window, or five, or
the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pegel.answer import Answer
from pegel.errors import BadAnswer, NotRecorded
from pegel.networks.values import shaped
from pegel.social import WINDOW, Post

if TYPE_CHECKING:
    from pegel.networks.network import Network
    from pegel.networks.profile import Profile

PAGES = 5  # at most
AGE = timedelta(days=WINDOW)


@dataclass
class Pages:
    """What was read so far: posts by id (a pinned one comes twice), and the answers they came in."""

    network: Network
    profile: Profile
    read_at: datetime
    posts: dict[str, Post] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def read(self, first: Answer | None) -> None:
        """Ask until there is enough; `first` is the first page where it is there already."""
        network, profile = self.network, self.profile
        self._list(network.ask_for_posts(profile.account_id, profile.handle), first)
        for other in network.other_posts(profile.account_id, profile.handle):
            self._list(other, None)

    def _list(self, url: str | None, first: Answer | None) -> None:
        read = 0
        while url and read < PAGES:
            try:
                answer = first if first and not read else self.network.must_ask(url, "posts")
            except NotRecorded as missing:
                if not read:
                    raise
                self.notes.append(
                    f"OLDER POSTS ARE MISSING: the recording ends after page {read} ({missing})."
                )
                return
            url, read = self._take(answer, url), read + 1
        if url:
            self.notes.append(f"OLDER POSTS ARE MISSING: there are more than {PAGES} pages of them.")

    def _take(self, answer: Answer, asked: str) -> str | None:
        """Keep a page's posts; the next page's address, if posts of the window may still come."""
        network = self.network
        self.answers.append(answer)
        self.read_at = max(self.read_at, answer.received_at)
        with shaped(asked):
            listed = network.items(network.body(answer))
            whole = network.asks_for_whole(listed)
            network.received("posts", len(listed))
            items = network.items(network.body(network.must_ask(whole, "whole"))) if whole else listed
            network.received("whole", len(items) if whole else 0)
            for item in items:
                if post := network.to_post(item, self.profile):
                    self.posts.setdefault(post.id, post)
            if listed and not network.lifetime and network.shown_at(listed[-1]) < self.read_at - AGE:
                return None
            url = network.following(answer)
        if url and urlsplit(url).netloc.lower() != urlsplit(asked).netloc.lower():
            raise BadAnswer(f"{asked} leads to another host for its next page: {url}")
        return url if url != asked else None

    def newest_first(self) -> tuple[Post, ...]:
        """The posts that count: of the last 90 days, where a network's posts age."""
        since = self.read_at - AGE
        kept = [post for post in self.posts.values() if self.network.lifetime or post.posted_at >= since]
        return tuple(sorted(kept, key=lambda post: (post.posted_at, post.id), reverse=True))

    @property
    def validator(self) -> str:
        """Where one page held everything: only then a 304 on it says that nothing is new."""
        whole = len(self.answers) == 1 and not self.notes
        return self.network.validator(self.answers[0]) if whole else ""
