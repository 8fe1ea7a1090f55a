"""One reading of one account, whatever the network.

profile ── 304? ── posts, 304 as well? ──▶ None: nothing new
   │ 200                 │ 200
   └──▶ what else there is ──▶ posts, page by page, until 90 days ago ──▶ who reacted ──▶ Snapshot
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from pegel.answer import Answer
from pegel.errors import AccountGone, BadAnswer, InvalidField, NotRecorded
from pegel.networks.followers import sample
from pegel.networks.pages import Pages
from pegel.networks.reactors import react
from pegel.networks.values import shaped
from pegel.networks.wishes import respected
from pegel.social import Snapshot

if TYPE_CHECKING:
    from pegel.networks.network import Network
    from pegel.networks.profile import Profile


def snapshot(
    network: Network, handle: str, etags: Mapping[str, str], account_id: str | None
) -> Snapshot | None:
    """One reading; None when every answer was "not modified". `handle` is normalised."""
    about, first = None, None
    if account_id and etags.get("profile") and etags.get("posts"):
        asked, posts = _where(network, handle, account_id), network.ask_for_posts(account_id, handle)
        about = network.ask(asked, etags["profile"])
        if about is None:
            first = network.ask(posts, etags["posts"], "posts") if posts and posts != asked else None
            if first is None:
                return None
    about, profile = _about(network, handle, account_id, about)
    if about.url == network.ask_for_posts(profile.account_id, profile.handle):
        first = about  # a feed tells both
    profile = _with_more(network, profile)
    pages = Pages(network, profile, about.received_at)
    pages.read(first)
    return _joined(network, profile, pages, network.validator(about))


def known(network: Network, handle: str, account_id: str) -> Profile:
    """An account that we know, by one call, or two where it was renamed."""
    return _about(network, handle, account_id, None)[1]


def _joined(network: Network, profile: Profile, pages: Pages, validator: str) -> Snapshot:
    """Everything that was read, with who reacted and who follows."""
    reactions = react(network, profile, pages.newest_first())
    followers, refused = sample(network, profile)
    validators = {"profile": validator, "posts": pages.validator}
    curation = network.curation(reactions.posts)
    return Snapshot(
        network=network.name,
        handle=profile.handle,
        account_id=profile.account_id,
        read_at=pages.read_at,
        reach=profile.reach,
        posts=respected(reactions.posts, profile.wishes),
        untold=reactions.untold,
        curation=profile.curation if curation is None else curation,
        standing=profile.standing,
        name=profile.name,
        tags=profile.tags,
        etags={call: etag for call, etag in validators.items() if etag},
        notes=(*profile.notes, *pages.notes, *reactions.notes, *refused),
        followers=followers,
        wishes=profile.wishes,
    )


def _where(network: Network, handle: str, account_id: str | None) -> str:
    """The address under which an account is asked for first."""
    if account_id and network.by_id:
        return network.ask_for_id(account_id, handle)
    return network.ask_for(handle)


def _about(
    network: Network, handle: str, account_id: str | None, answer: Answer | None
) -> tuple[Answer, Profile]:
    """The profile under the handle, or under the id where the account was renamed."""
    gone: AccountGone
    try:
        answer = answer or network.must_ask(_where(network, handle, account_id))
        profile = own(network, answer, account_id if account_id and network.by_id else handle)
        if account_id in (None, profile.account_id):
            return answer, profile
        gone = AccountGone(f"{handle} is another account now, not {account_id}")
    except AccountGone as error:
        if not account_id or network.by_id:
            raise
        gone = error
    try:
        answer = network.must_ask(network.ask_for_id(str(account_id), handle))
    except NotRecorded:
        raise gone from None
    return answer, own(network, answer, str(account_id))


def _with_more(network: Network, profile: Profile) -> Profile:
    """With what further answers tell. One that has nothing (404) leaves it unknown; other failures leave."""
    for kind, url in network.asks_more(profile):
        try:
            answer = network.must_ask(url, "more")
        except AccountGone:
            continue
        except NotRecorded as missing:
            said = f"THE {kind.upper()} ARE MISSING: {missing}."
            profile = replace(profile, notes=(*profile.notes, said))
            continue
        with shaped(url):
            profile = network.with_more(profile, kind, network.body(answer), url)
        network.received("more", 1)
    return profile


def own(network: Network, answer: Answer, asked: str) -> Profile:
    """The profile in an answer, if it is the one that was asked for."""
    profile = translated(network, answer)
    if asked not in (profile.handle, profile.account_id, *profile.aliases):
        raise BadAnswer(f"{answer.url} answered about somebody else, not about {asked}")
    return profile


def translated(network: Network, answer: Answer) -> Profile:
    """The profile in an answer, its handle as the network itself writes it."""
    with shaped(answer.url):
        profile = network.to_profile(network.body(answer), answer.url)
        network.received("profile", 1)
        profile = replace(profile, told_at=answer.received_at)
    try:
        network.normalise(profile.handle)
    except InvalidField as error:
        raise BadAnswer(f"{answer.url} answered: {error}") from error
    return profile
