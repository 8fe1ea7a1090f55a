"""Twitch: broadcasts on record, and the clips that others made of them. https://dev.twitch.tv/docs/api/reference/"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar

from pegel.answer import Answer
from pegel.errors import AccountGone, InvalidField
from pegel.networks import clips, refusals
from pegel.networks.cursors import asked_with
from pegel.networks.network import Network, OAuth, Person, Profile, Terms
from pegel.networks.pages import AGE
from pegel.networks.reactors import hashed
from pegel.networks.values import count, moment, plain
from pegel.social import Post

API, ID = "https://api.twitch.tv/helix", "https://id.twitch.tv/oauth2"
LOGIN = re.compile(r"[a-z0-9][a-z0-9_]{0,24}")
ADDRESS = re.compile(r"^(?:https?://)?(?:(?:www|m)\.)?twitch\.tv/([^/?#]+)(?:[/?#].*)?$", re.IGNORECASE)
TOTAL = f"{API}/channels/followers?first=1&broadcaster_id="
ME, SCOPE, TIME = f"{API}/users", "moderator:read:followers", "%Y-%m-%dT%H:%M:00Z"  # in minutes
UNTOLD = "Twitch did not tell how many follow: without the member's token it may refuse."
SEVERAL = r"(?:.*&)?(?:broadcaster_)?(?:id|login)=[^&]*&(?:.*&)?(?:broadcaster_)?(?:id|login)=.*"


class Twitch(Network):
    """Videos have views, and no reactions. A clip made by somebody else is one repost, by its maker."""

    name, title = "twitch", "Twitch"
    docs = "https://dev.twitch.tv/docs/api/reference/"
    hosts = ("api.twitch.tv",)
    budget, calls = (400, 60), 5
    terms = Terms(needs=("client_id", "client_secret"))
    gives: ClassVar = {
        "reach": "followers total",
        "repost": "clips made by others in 90 days",
        "reactors": "creator_id of these clips",
        "topics": "game_name, tags of the channel",
    }
    proofs = ("oauth", "rel-me", "code")
    places: ClassVar = dict.fromkeys(("link", "code"), ("your channel's bio", "die Bio deines Kanals"))
    oauth = OAuth(
        f"{ID}/authorize", f"{ID}/token", ME, (SCOPE,), f"{ID}/revoke", pkce=False, basic=False, app=True
    )
    uses: ClassVar = {
        "profile": rf"/helix/(users|channels)\?(?!{SEVERAL}).*",
        "posts": r"/helix/(videos|clips)",
        "followers": r"/helix/channels/followers",
    }
    keeps, by_id = "data", True
    told_at: datetime | None = None  # when the profile was: the window of clips ends then

    def headers(self) -> dict[str, str]:
        bearer = self.access.bearer
        return {"Client-Id": self.access.client_id, **bearer} if bearer else {}

    def check(self, answer: Answer) -> None:
        """In a reading, not to be told how many follow leaves that unknown."""
        if not (self.told_at and answer.url.startswith(TOTAL) and answer.status in (400, 401, 403, 410)):
            refusals.check(answer)

    def normalise(self, handle: str) -> str:
        login = ADDRESS.sub(r"\1", handle.strip()).removeprefix("@").lower()
        if not LOGIN.fullmatch(login):
            raise InvalidField("/handle", f"{handle!r} is no Twitch login: write it as in twitch.tv/login")
        return login

    def profile_url(self, handle: str) -> str:
        return f"https://www.twitch.tv/{self.normalise(handle)}"

    def ask_for(self, handle: str) -> str:
        return f"{ME}?login={handle}"

    def ask_for_id(self, account_id: str, handle: str) -> str:
        return f"{ME}?id={account_id}"

    def asks_more(self, profile: Profile) -> Iterable[tuple[str, str]]:
        self.told_at = profile.told_at
        yield "followers", f"{TOTAL}{profile.account_id}"
        yield "channel", f"{API}/channels?broadcaster_id={profile.account_id}"

    def with_more(self, profile: Profile, kind: str, body: Any, url: str) -> Profile:
        if kind == "channel":
            return replace(profile, tags=tuple(tag for told in self.items(body) for tag in clips.tags(told)))
        total = count(body, "total")
        return replace(profile, reach=total, notes=profile.notes if total is not None else (UNTOLD,))

    def ask_for_posts(self, account_id: str, handle: str) -> str:
        return f"{API}/videos?user_id={account_id}&first=100"

    def other_posts(self, account_id: str, handle: str) -> Sequence[str]:
        """Clips, most seen first: without both ends of a window these are of all time, or of one week."""
        if not self.told_at:
            return ()
        window = f"started_at={self.told_at - AGE:{TIME}}&ended_at={self.told_at:{TIME}}"
        return (f"{API}/clips?broadcaster_id={account_id}&first=100&{window}",)

    def following(self, answer: Answer) -> str | None:
        cursor = (answer.json().get("pagination") or {}).get("cursor")
        return asked_with(answer.url, after=cursor) if cursor else None

    def shown_at(self, item: Mapping[str, Any]) -> datetime:
        return moment(item.get("created_at"), "created_at")

    def to_profile(self, body: Any, url: str) -> Profile:
        if body["data"] == []:
            raise AccountGone(f"{url}: there is no such account, or no longer")
        return clips.profile(self.items(body)[0])

    def to_post(self, item: Mapping[str, Any], owner: Profile | None) -> Post | None:
        if "creator_id" not in item:
            return clips.video(item, owner)
        return clips.clip(item, owner, hashed(self, plain(item["creator_id"])))

    def to_people(self, body: Any, url: str) -> list[Person]:
        return [Person(who) for item in self.items(body) if (who := clips.somebody(item, url))]
