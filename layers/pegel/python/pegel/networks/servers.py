"""Servers that anybody can run: what they say that they run, and which of them the operator blocked.

https://nodeinfo.diaspora.software/protocol · https://www.rfc-editor.org/rfc/rfc7033 (webfinger)

/.well-known/nodeinfo ──▶ its document, on the same host ──▶ name of the software ──▶ do we speak its API?
         │ none, or another software
         └──▶ webfinger: does the domain keep its accounts at another host? Then that is the right spelling
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit

from pegel.errors import AccountGone, BadAnswer, InvalidField, NetworkError, Unreachable
from pegel.networks.values import plain, shaped
from pegel.redirects import MOVED

if TYPE_CHECKING:
    from pegel.networks.network import Network

CALLS = 3  # at most, before an account is looked up: two of the server, one of its domain
SCHEMA = re.compile(r"https?://nodeinfo\.diaspora\.software/ns/schema/2\.[01]")
MASTODON_API = {  # software by its own name → why its answers can be read as Mastodon's
    "mastodon": "the original; forks such as glitch-soc say this name, too",
    "hometown": "a fork",
    "fedibird": "a fork",
    "kmyblue": "a fork",
    "pleroma": "answers Mastodon's API, its documentation lists the differences",
    "akkoma": "a fork of Pleroma",
    "gotosocial": "Mastodon's API is the only one it has for clients",
    "pixelfed": "answers Mastodon's API beside its own",
    "friendica": "answers Mastodon's API beside its own",
    "firefish": "answers Mastodon's API beside Misskey's",
    "iceshrimp": "answers Mastodon's API beside Misskey's",
    "sharkey": "answers Mastodon's API beside Misskey's",
}


def check(network: Network, handle: str) -> None:
    """Raise InvalidField unless the account's server says that it runs what `network.speaks` names.

    Nothing else that it says is believed. NetworkError where it does not answer.
    """
    if not network.speaks:
        return
    host = network.host(handle)
    try:
        software = software_of(network, host)
    except (AccountGone, BadAnswer):
        software = ""
    except Unreachable as down:
        raise Unreachable(f"{host} does not answer: check its name, or try again later ({down})") from down
    if software in network.speaks:
        return
    if other := spelled_by_its_host(network, handle):
        raise InvalidField("/handle", f"belongs to an account that is kept at another host: write {other}")
    runs = f"runs {software}" if software else "does not say what it runs (NodeInfo)"
    raise InvalidField(
        "/handle",
        f"names {host}, which {runs}: accounts are read on servers that answer {network.title}'s API, which "
        f"are {', '.join(network.speaks)}",
    )


def software_of(network: Network, host: str) -> str:
    """What a server says that it runs, in lower case. Raises NetworkError."""
    asked = f"https://{host}/.well-known/nodeinfo"
    links = network.must_ask(asked).json()
    with shaped(asked):
        known = {link["rel"]: str(link["href"]) for link in links["links"] if SCHEMA.fullmatch(link["rel"])}
        where = known[max(known)]
        place = urlsplit(where)
    if (place.scheme, place.netloc.lower()) != ("https", host):
        raise BadAnswer(f"{asked} leads to another host")
    document = network.must_ask(where).json()
    with shaped(where):
        return plain(document["software"]["name"]).lower()[:40]


def spelled_by_its_host(network: Network, handle: str) -> str:
    """The handle with the host that keeps its account, if its domain says that this is another; else "".

    It is told and not asked: whoever writes it has that server looked at like any other.
    """
    user, _, domain = handle.lstrip("@").rpartition("@")
    asked = f"https://{domain}/.well-known/webfinger?resource={quote(f'acct:{user}@{domain}')}"
    try:
        answer = network.fetch.get(asked)
        where = urljoin(asked, answer.headers.get("location", "")) if answer.status in MOVED else ""
        if answer.status == 200:
            with shaped(asked):
                where = own_address(answer.json())
        other = network.normalise(f"@{user}@{urlsplit(where).netloc}")
    except (NetworkError, InvalidField, ValueError):
        return ""
    return "" if other == handle else other


def own_address(document: Mapping[str, Any]) -> str:
    """The account's own address in what webfinger tells."""
    return next((str(link["href"]) for link in document["links"] if link.get("rel") == "self"), "")


def blocked(network: Network, handle: str) -> str:
    """Why the operator does not want an account's server read, in a sentence; "" where they do not mind.

    A server is blocked with everything beneath its name.
    """
    parts = network.host(handle).split(".")
    for server in (".".join(parts[at:]) for at in range(len(parts))):
        if server in network.access.blocked:
            why = network.access.blocked[server]
            return f"{server} was blocked here{why and f': {why}'}"
    return ""
