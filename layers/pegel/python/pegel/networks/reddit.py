"""Reddit: what an account submitted, and its comments. https://www.reddit.com/dev/api/#GET_user_{username}_{where}"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from pegel.answer import Answer
from pegel.errors import AccountGone, InvalidField
from pegel.networks import refusals, things
from pegel.networks.cursors import asked_with
from pegel.networks.network import Network, OAuth, Person, Profile, Terms
from pegel.social import Post

API, SITE = "https://oauth.reddit.com", "https://www.reddit.com/api/v1"
NAME = re.compile(r"[a-z0-9_-]{3,20}")
ADDRESS = re.compile(
    r"^(?:https?://(?:www\.|old\.|new\.)?reddit\.com)?/?(?:u|user)/([^/?#]+)(?:[/?#].*)?$", re.I
)


class Reddit(Network):
    """Votes are net votes. Links and comments are posts; who commented below is told, who voted never."""

    name, title = "reddit", "Reddit"
    docs = "https://www.reddit.com/dev/api/"
    hosts = ("oauth.reddit.com",)
    budget, calls = (80, 60), 13
    terms = Terms(
        stores_for=2,
        needs_agreement="Reddit's free API is for non-commercial use: whoever takes money, from brands too, "
        "needs an agreement with Reddit; what its users delete there is deleted here within two days",
        needs=("client_id", "client_secret"),
    )
    gives: ClassVar = {
        "reach": "subreddit.subscribers of the profile",
        "like": "score (net votes)",
        "repost": "num_crossposts",
        "reply": "num_comments of submissions",
        "reactors": "who commented below the strongest submissions",
        "standing": "total_karma, or link_karma and comment_karma",
        "topics": "subreddits",
    }
    proofs = ("oauth", "rel-me", "code")
    places: ClassVar = dict.fromkeys(
        ("link", "code"), ("the description of your profile", "die Beschreibung deines Profils")
    )
    oauth = OAuth(
        authorize=f"{SITE}/authorize",
        token=f"{SITE}/access_token",
        own=f"{API}/api/v1/me?raw_json=1",
        scopes=("identity", "read", "history"),
        revoke=f"{SITE}/revoke_token",
        pkce=False,
        extra={"duration": "permanent"},
        app=True,
    )
    uses: ClassVar = {
        "profile": r"/user/[^/]+/about/?|/api/v1/me/?|/api/user_data_by_account_ids\?(?!.*(,|%2C)).*",
        "posts": r"/user/[^/]+/(submitted|comments|overview)/?",
        "people": r"(/r/[^/]+)?/comments/[^/?]+(/.*)?",
    }
    keeps = "data.children data.trophies json.data.things data"

    def headers(self) -> dict[str, str]:
        return self.access.bearer

    def check(self, answer: Answer) -> None:
        """Nobody of this name is a 400 in some answers, a 404 in others."""
        if answer.status == 400 and "USER_DOESNT_EXIST" in answer.body.decode("utf-8", "replace"):
            raise AccountGone(f"{answer.url} answered 400: nobody is called so, or no longer")
        refusals.check(answer)

    def normalise(self, handle: str) -> str:
        name = ADDRESS.sub(r"\1", handle.strip()).lower()
        if not NAME.fullmatch(name):
            raise InvalidField("/handle", f"{handle!r} is no name on Reddit: write it as in u/name")
        return name

    def profile_url(self, handle: str) -> str:
        return f"https://www.reddit.com/user/{self.normalise(handle)}"

    def ask_for(self, handle: str) -> str:
        return f"{API}/user/{handle}/about/?raw_json=1"

    def ask_for_id(self, account_id: str, handle: str) -> str:
        return f"{API}/api/user_data_by_account_ids?ids=t2_{account_id}&raw_json=1"

    def ask_for_posts(self, account_id: str, handle: str) -> str:
        """Half of what a page may hold: a link with a gallery is 20 kB, and a body of 1 MB is too large."""
        return f"{API}/user/{handle}/submitted?limit=50&raw_json=1&sort=new"

    def other_posts(self, account_id: str, handle: str) -> Sequence[str]:
        return (f"{API}/user/{handle}/comments?limit=100&raw_json=1&sort=new",)

    def following(self, answer: Answer) -> str | None:
        body = answer.json()
        after = body["data"].get("after") if isinstance(body, dict) else None  # a tree of comments is a list
        return asked_with(answer.url, after=after) if after else None

    def shown_at(self, item: Mapping[str, Any]) -> datetime:
        return things.posted_at(item["data"])

    def items(self, body: Any) -> list[Mapping[str, Any]]:
        return super().items(things.listed(body))

    def to_profile(self, body: Any, url: str) -> Profile:
        return things.profile(body, url)

    def to_post(self, item: Mapping[str, Any], owner: Profile | None) -> Post | None:
        return things.post(item, owner)

    def asks_who(self, post: Post, handle: str) -> Iterable[tuple[str, str]]:
        if post.reactions["reply"]:
            yield "reply", f"{API}/comments/{post.id.removeprefix('t3_')}?limit=100&raw_json=1"

    def to_people(self, body: Any, url: str) -> list[Person]:
        return list(things.people(body))
