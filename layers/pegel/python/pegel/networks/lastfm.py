"""Last.fm: what somebody listens to, for topics only. https://www.last.fm/api/show/user.getInfo

Nobody reacts to anything there, and plays are the member's own doing: no count is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import quote

from pegel.answer import Answer
from pegel.errors import AccountGone, InvalidField
from pegel.networks.audioscrobbler import Wrapped, listed
from pegel.networks.network import Person, Profile, Terms
from pegel.networks.values import count, epoch, identity, plain, shaped
from pegel.social import Post

API = "https://ws.audioscrobbler.com/2.0/?format=json&method="
NAME = re.compile(r"[a-z][a-z0-9_-]{1,14}", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?last\.fm/(?:[a-z]{2}/)?user/([^/?#]+)(?:[/?#].*)?", re.I)
ARTISTS, TAGS, LEAST = 5, 5, 20  # of each artist the tags that at least so many of a hundred agree on


class Lastfm(Wrapped):
    """It tells no id: an account is its name, which is written in any case."""

    name, title = "lastfm", "Last.fm"
    docs = "https://www.last.fm/api/show/user.getInfo"
    budget, calls = (60, 60), 2 + ARTISTS
    terms = Terms(
        needs_agreement="Last.fm's API is for non-commercial use: who takes money from brands needs an "
        "agreement with Last.fm first.",
        needs=("key",),
        notice="Data from Last.fm.",
    )
    gives: ClassVar = {"topics": "tags that listeners gave the artists of the last three months"}
    uses: ClassVar = dict.fromkeys(("profile", "tags"), r"/2\.0/?")  # one address: the answer says what it is
    proofs = ("code",)
    places: ClassVar = {
        "code": ("your real name in the settings", "deinen echten Namen in den Einstellungen")
    }

    def normalise(self, handle: str) -> str:
        if not NAME.fullmatch(name := ADDRESS.sub(r"\1", handle.strip()).removeprefix("@")):
            raise InvalidField("/handle", f"{handle!r} is no name as in last.fm/user/name")
        return name.lower()

    def profile_url(self, handle: str) -> str:
        return f"https://www.last.fm/user/{self.normalise(handle)}"

    def ask_for(self, handle: str) -> str:
        return f"{API}user.getInfo&user={quote(handle)}"

    def ask_for_id(self, account_id: str, handle: str) -> str:
        return self.ask_for(account_id)

    def ask_for_posts(self, account_id: str, handle: str) -> None:
        return None

    def asks_more(self, profile: Profile) -> Iterable[tuple[str, str]]:
        url = f"{API}user.getTopArtists&period=3month&limit={ARTISTS}&user={quote(profile.account_id)}"
        with suppress(AccountGone):  # hidden, or nothing was heard
            answer = self.must_ask(url, "more")
            with shaped(url):
                heard = [identity(one, "name") for one in listed(self.body(answer), "topartists", "artist")]
            for name in heard[:ARTISTS]:
                yield "tags", f"{API}artist.getTopTags&autocorrect=1&artist={quote(name, safe='')}"

    def with_more(self, profile: Profile, kind: str, body: Any, url: str) -> Profile:
        given = listed(body, "toptags", "tag")
        known = [plain(tag.get("name")).lower() for tag in given if (count(tag, "count") or 0) >= LEAST]
        return replace(profile, tags=tuple(dict.fromkeys([*profile.tags, *filter(None, known[:TAGS])])))

    def to_profile(self, body: Any, url: str) -> Profile:
        user = body["user"]
        handle, real = identity(user, "name").lower(), plain(user.get("realname"))
        return Profile(account_id=handle, handle=handle, name=real or identity(user, "name"), text=real)

    def to_post(self, item: Mapping[str, Any], owner: Profile | None) -> Post | None:
        return None

    def shown_at(self, item: Mapping[str, Any]) -> datetime:
        return epoch(item.get("uts"))

    def following(self, answer: Answer) -> str | None:
        return None

    def to_people(self, body: Any, url: str) -> list[Person]:
        return []
