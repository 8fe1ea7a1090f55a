"""YouTube: channels and their public videos. https://developers.google.com/youtube/v3/docs/videos"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import quote

from pegel.answer import Answer
from pegel.errors import AccountGone, InvalidField
from pegel.networks import google, videos
from pegel.networks.cursors import asked_with
from pegel.networks.network import Network, Person, Price, Profile, Terms
from pegel.social import Post

API = "https://www.googleapis.com/youtube/v3"
CHANNELS = f"{API}/channels?part=snippet,statistics,topicDetails"
COSTS = "https://developers.google.com/youtube/v3/determine_quota_cost, seen in November 2026"
SEVERAL = r"\?(?!.*\bid=[^&]*(?:,|%2C)).*"  # ids, that is, are not asked for


class YouTube(Network):
    """Counts are strings; a list of uploads tells none: the videos are asked for, 50 a call."""

    name, title = "youtube", "YouTube"
    docs = "https://developers.google.com/youtube/v3/docs/channels"
    hosts = ("www.googleapis.com",)
    budget, calls = (9_000, 86_400), 13
    price = Price("units", 9_000, dict.fromkeys(("profile", "posts", "whole", "people"), 1), source=COSTS)
    terms = Terms(
        stores_for=30,
        shows_derived_score=False,
        needs_agreement="YouTube lets its figures into a score of others only after an audit and its "
        "Derived-Metrics amendment (policy of 4 May 2026); the score stands apart from YouTube's own figures",
        needs=("key",),
    )
    gives: ClassVar = {
        "reach": "subscriberCount (rounded by YouTube)",
        "like": "likeCount",
        "reply": "commentCount",
        "reactors": "channels that commented on the strongest videos",
        "topics": "tags, categoryId, topicCategories",
    }
    proofs = ("oauth", "rel-me", "code")
    places: ClassVar = dict.fromkeys(
        ("link", "code"), ("your channel's description", "die Beschreibung deines Kanals")
    )
    oauth = google.signing_in(f"{CHANNELS}&mine=true", "https://www.googleapis.com/auth/youtube.readonly")
    uses: ClassVar = {
        "profile": rf"/youtube/v3/channels{SEVERAL}",
        "posts": r"/youtube/v3/(playlistItems|videos|activities|search\?(?!.*\btype=(channel|playlist)).*)",
        "people": r"/youtube/v3/(commentThreads|comments)",
    }
    keeps, by_id = "items", True

    def headers(self) -> dict[str, str]:
        if self.access.member:
            return {"Authorization": f"Bearer {self.access.member}"}
        return {"X-goog-api-key": self.access.key} if self.access.key else {}

    def validator(self, answer: Answer) -> str:
        """None: the etag of a list of uploads stays the same while its videos' counts change."""
        return ""

    def check(self, answer: Answer) -> None:
        google.check(answer)

    def body(self, answer: Answer) -> Any:
        return google.listed(answer)

    def normalise(self, handle: str) -> str:
        if not (named := videos.spelled(handle)):
            raise InvalidField(
                "/handle", f"{handle!r} is no YouTube channel: write its @handle or its id, UC…"
            )
        return named

    def profile_url(self, handle: str) -> str:
        named = self.normalise(handle)
        return f"https://www.youtube.com/{'' if named.startswith('@') else 'channel/'}{named}"

    def ask_for(self, handle: str) -> str:
        return f"{CHANNELS}&{'forHandle' if handle.startswith('@') else 'id'}={quote(handle)}"

    def ask_for_id(self, account_id: str, handle: str) -> str:
        return self.ask_for(account_id)

    def ask_for_posts(self, account_id: str, handle: str) -> str:
        return f"{API}/playlistItems?part=snippet&playlistId=UU{account_id[2:]}&maxResults=50"

    def asks_for_whole(self, items: Sequence[Mapping[str, Any]]) -> str | None:
        ids = ",".join(dict.fromkeys(filter(None, map(videos.video, items))))
        return f"{API}/videos?part=snippet,statistics,status&id={ids}" if ids else None

    def following(self, answer: Answer) -> str | None:
        token = self.body(answer).get("nextPageToken")
        return asked_with(answer.url, pageToken=token) if token else None

    def to_profile(self, body: Any, url: str) -> Profile:
        if body["items"] == []:
            raise AccountGone(f"{url}: there is no such channel, or no longer")
        return videos.profile(self.items(body)[0], url)

    def to_post(self, item: Mapping[str, Any], owner: Profile | None) -> Post | None:
        return videos.post(item, owner)

    def shown_at(self, item: Mapping[str, Any]) -> datetime:
        return videos.shown_at(item)

    def asks_who(self, post: Post, handle: str) -> Iterable[tuple[str, str]]:
        if post.reactions["reply"]:
            asked = f"{API}/commentThreads?part=snippet&videoId={quote(post.id)}"
            yield "reply", f"{asked}&maxResults=100&textFormat=plainText"

    def to_people(self, body: Any, url: str) -> list[Person]:
        found = (who for item in self.items(body) for who in videos.people(item))
        return [Person(who) for who in found if who]
