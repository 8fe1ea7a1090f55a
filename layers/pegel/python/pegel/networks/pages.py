"""The posts of one reading, page after page: until one is older than the window, or five, or the end."""

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
        url: str | None = network.ask_for_posts(profile.account_id, profile.handle)
        while url and len(self.answers) < PAGES:
            try:
                answer = first if first and not self.answers else network.must_ask(url)
            except NotRecorded as missing:
                if not self.answers:
                    raise
                said = f"the recording ends after page {len(self.answers)} ({missing})"
                self.notes.append(f"OLDER POSTS ARE MISSING: {said}.")
                return
            url = self._take(answer, url)
        if url:
            self.notes.append(f"OLDER POSTS ARE MISSING: there are more than {PAGES} pages of them.")

    def _take(self, answer: Answer, asked: str) -> str | None:
        """Keep a page's posts; the next page's address, if posts of the window may still come."""
        self.answers.append(answer)
        self.read_at = max(self.read_at, answer.received_at)
        with shaped(asked):
            items = self.network.items(answer.json())
            for item in items:
                if post := self.network.to_post(item, self.profile):
                    self.posts.setdefault(post.id, post)
            if items and not self.network.lifetime and self.network.shown_at(items[-1]) < self.read_at - AGE:
                return None
            url = self.network.following(answer)
        if url and urlsplit(url).netloc.lower() != urlsplit(asked).netloc.lower():
            raise BadAnswer(f"{asked} leads to another host for its next page: {url}")
        return url if url != asked else None

    def newest_first(self) -> tuple[Post, ...]:
        """The posts that count: of the last 90 days, where a network's posts age."""
        since = self.read_at - AGE
        kept = [post for post in self.posts.values() if self.network.lifetime or post.posted_at >= since]
        return tuple(sorted(kept, key=lambda post: (post.posted_at, post.id), reverse=True))

    @property
    def etag(self) -> str:
        """The validator, where one page held everything: only then a 304 on it says that nothing is new."""
        return self.answers[0].headers.get("etag", "") if len(self.answers) == 1 and not self.notes else ""
