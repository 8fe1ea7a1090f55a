"""What a reader makes of one recorded answer, without asking anybody: `pegel read NETWORK --answer FILE`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pegel.answer import Answer
from pegel.errors import BadAnswer, NetworkError
from pegel.networks.profile import Profile
from pegel.networks.values import shaped
from pegel.replay import to_answer
from pegel.social import Post

if TYPE_CHECKING:
    from pegel.networks.network import Network

MEANS = {
    "profile": "who the account is and how many follow it",
    "posts": "a page of what the account published",
    "people": "a page of who reacted to a post, or of who follows",
    "refusal": "no answer to use",
}
NOBODY = Profile("", "", "", "")  # what an answer tells that does not say whom it is about


@dataclass(frozen=True, slots=True)
class Understood:
    """One answer as the reader sees it. What it does not hold is None."""

    url: str
    status: int
    kind: str  # profile, posts, people, refusal, or what more it tells; "" where no reading uses it
    says: str  # in words
    profile: Profile | None = None
    posts: tuple[Post, ...] | None = None
    dropped: int | None = None  # entries that are not the account's own public posts: reposts, forks
    people: int | None = None  # distinct accounts in a list of people
    next: str | None = None  # the next page
    error: NetworkError | None = None


def understand(network: Network, recorded: Mapping[str, Any]) -> Understood:
    """What the reader makes of a recorded exchange; an error it would raise is part of it, never raised."""
    url = str(recorded["request"]["url"])
    answer = to_answer(recorded, url, lambda: datetime.now(UTC))
    parts = urlsplit(url)
    asked = (parts.path, f"{parts.path}?{parts.query}")
    kind = next((k for k, path in network.uses.items() if any(re.fullmatch(path, one) for one in asked)), "")
    try:
        network.check(answer)
        return _content(network, answer, kind)
    except NetworkError as error:
        return Understood(
            url, answer.status, "refusal", f"{MEANS['refusal']}: {type(error).__name__}", error=error
        )


def _content(network: Network, answer: Answer, kind: str) -> Understood:
    body = network.body(answer)
    says = MEANS.get(kind) or (
        f"what else there is to know of an account: {kind}"
        if kind
        else f"no reading of {network.title} uses this kind of answer{_called(answer.url)}; "
        f"it holds {_holds(body)}"
    )
    found: dict[str, Any] = {}
    with shaped(answer.url):
        if kind == "profile":
            found["profile"] = network.to_profile(body, answer.url)
        elif kind == "posts":
            found |= _posts(network, network.items(body))
        elif kind == "people":
            found["people"] = len({one.id for one in network.to_people(body, answer.url)})
        elif kind:
            found["profile"] = network.with_more(NOBODY, kind, body, answer.url)
        if kind in ("posts", "people"):
            found["next"] = network.following(answer)
    return Understood(answer.url, answer.status, kind, says, **(found if kind else _anyway(network, answer)))


def _posts(network: Network, items: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    kept = {post.id: post for item in items if (post := network.to_post(item, None))}
    return {"posts": tuple(kept.values()), "dropped": len(items) - len(kept)}


def _anyway(network: Network, answer: Answer) -> dict[str, Any]:
    """Posts and people in an answer that no reading uses: the translators know them wherever they stand."""
    body, found = network.body(answer), dict[str, Any]()
    with suppress(BadAnswer), shaped(answer.url):
        posts = _posts(network, [body] if isinstance(body, dict) and "id" in body else network.items(body))
        if any(count is not None for post in posts["posts"] for count in post.reactions.values()):
            found |= posts
    with suppress(BadAnswer), shaped(answer.url):
        if people := len({one.id for one in network.to_people(body, answer.url)}):
            found["people"] = people
    return found


def _called(url: str) -> str:
    """How the network calls it: the last word of its path, where that is one."""
    word = urlsplit(url).path.rstrip("/").rpartition("/")[2].removesuffix(".json")
    return f" ({word})" if re.fullmatch(r"[A-Za-z][A-Za-z._-]*", word) else ""


def _holds(body: Any) -> str:
    """The shape of a body, in words."""
    if body is None:
        return "nothing: what was asked for does not exist"
    if isinstance(body, int | float):
        return f"the number {body}"
    if isinstance(body, list):
        return f"a list of {len(body)}"
    if not isinstance(body, dict):
        return f"a {type(body).__name__}"
    lists: Sequence[str] = [f"{len(value)} {name}" for name, value in body.items() if isinstance(value, list)]
    return ", ".join(lists[:3]) or f"an object with {', '.join(list(body)[:4]) or 'nothing in it'}"
