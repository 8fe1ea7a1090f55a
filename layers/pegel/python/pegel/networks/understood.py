"""What a reader makes of one recorded answer, without asking anybody: `pegel read NETWORK --answer FILE`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus, urlsplit

from pegel.answer import Answer
from pegel.errors import BadAnswer, NetworkError
from pegel.networks.figures import called, holds
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
    reaches: Mapping[str, int] | None = None  # followers of each of them, where no reading uses the list
    next: str | None = None  # the next page
    error: NetworkError | None = None


def understand(network: Network, recorded: Mapping[str, Any]) -> Understood:
    """What the reader makes of a recorded exchange; an error it would raise is part of it, never raised."""
    url = str(recorded["request"]["url"])
    answer = to_answer(recorded, url, lambda: datetime.now(UTC))
    parts = urlsplit(url)
    asked = (parts.path, f"{parts.path}?{parts.query}", unquote_plus(f"{parts.path}?{parts.query}"))
    kinds = [k for k, path in network.uses.items() if any(re.fullmatch(path, one) for one in asked)]
    try:
        network.check(answer)
        return _content(network, answer, kinds)
    except NetworkError as error:
        return Understood(
            url, answer.status, "refusal", f"{MEANS['refusal']}: {type(error).__name__}", error=error
        )


def _content(network: Network, answer: Answer, kinds: Sequence[str]) -> Understood:
    """Of the kinds it may be by its address, those that it is: some answers hold an account and its posts."""
    body, found, failures = network.body(answer), dict[str, Any](), list[BadAnswer]()
    held = []
    for kind in kinds:
        try:
            with shaped(answer.url):
                found |= _of_kind(network, answer, body, kind)
            held.append(kind)
        except BadAnswer as failure:
            failures.append(failure)
    if not held:
        found = _anyway(network, answer)
        left_out = bool(failures) and isinstance(failures[0].__cause__, KeyError)  # parts were not asked for
        if len(kinds) == 1 and not (left_out and kinds != ["profile"]) and not found.get("posts"):
            raise failures[0]
    says = "; ".join(
        MEANS.get(kind, f"what else there is to know of an account: {kind}") for kind in held
    ) or (
        f"no reading of {network.title} uses this kind of answer{called(answer.url)}; "
        f"it holds {holds(body, whole=not found)}"
    )
    if failures and not held and not found and not left_out:
        says = f"{says}; as {kinds[0]} it would be wrong: {failures[0]}"
    if "next" not in found:
        with suppress(BadAnswer), shaped(answer.url):
            found["next"] = network.following(answer)
    return Understood(answer.url, answer.status, held[0] if held else "", says, **found)


def _of_kind(network: Network, answer: Answer, body: Any, kind: str) -> dict[str, Any]:
    if kind == "profile":
        return {"profile": network.to_profile(body, answer.url)}
    if kind == "posts":
        return _posts(network, network.items(body)) | {"next": network.following(answer)}
    if kind == "people":
        people = {one.id for one in network.to_people(body, answer.url)}
        written = _written(network, answer)  # replies and quotes have counts of their own
        return {"people": len(people), "next": network.following(answer)} | (
            written if _counted(written) else {}
        )
    return {"profile": network.with_more(NOBODY, kind, body, answer.url)}


def _posts(network: Network, items: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    kept = {post.id: post for item in items if (post := network.to_post(item, None))}
    return {"posts": tuple(kept.values()), "dropped": len(items) - len(kept)}


def _written(network: Network, answer: Answer) -> dict[str, Any]:
    """What an answer holds that is a post to the translators, wherever it stands."""
    body = network.body(answer)
    with suppress(BadAnswer), shaped(answer.url):
        return _posts(network, [body] if isinstance(body, dict) and "id" in body else network.items(body))
    return {"posts": ()}


def _counted(written: Mapping[str, Any]) -> bool:
    """Whether any count is told of any of these posts."""
    return any(count is not None for post in written["posts"] for count in post.reactions.values())


def _anyway(network: Network, answer: Answer) -> dict[str, Any]:
    """Posts and people in an answer that no reading uses: the translators know them wherever they stand."""
    written, found = _written(network, answer), dict[str, Any]()
    if _counted(written) or (written["posts"] and all(post.excerpt for post in written["posts"])):
        found |= written  # also posts whose counts were not asked for
    with suppress(BadAnswer), shaped(answer.url):
        if people := {one.id: one.reach for one in network.to_people(network.body(answer), answer.url)}:
            told = {who: reach for who, reach in people.items() if reach is not None}
            found |= {"people": len(people), "reaches": told or None}
    return found
