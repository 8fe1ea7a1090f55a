"""What a member may do to prove an account, told in their language.

Where a link or a code goes is the network's own data (`places`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from pegel.linking.domain import text_url
from pegel.linking.handle import is_own_domain
from pegel.linking.look import Look, Sought
from pegel.linking.rel_me import MARK
from pegel.networks.network import Network

UNPUBLISHED = {
    "wikidata",
    "oauth",
}  # ways in which the member puts nothing anywhere; else no code yet, no way
ITEM = ("the Wikidata item", "das Wikidata-Objekt")
TEXT = ("your profile text", "deinen Profiltext")  # where a network does not say


@dataclass(frozen=True, slots=True)
class Way:
    """One way to prove an account. `publish` is what to put there, letter for letter; "" for nothing."""

    way: str
    publish: str
    en: str
    de: str


class Task(NamedTuple):
    """Whose account is to be proven by what."""

    network: Network
    handle: str
    sought: Sought


def ways(network: Network, handle: str, sought: Sought) -> tuple[Way, ...]:
    """Everything this member may do for this account, the simplest first.

    Who has no name yet has no page to link to: the code is theirs.
    """
    task = Task(network, handle, sought)
    found = [TOLD[way](task) for way in network.proofs if way in TOLD and is_possible(way, task)]
    return tuple(way for way in found if way.publish or way.way in UNPUBLISHED)


def mend(look: Look) -> str:
    """What to do about a proof that was not found, in one sentence."""
    task = Task(look.network, look.profile.handle, look.sought)
    possible = [MENDS[way](task) for way in look.network.proofs if way in MENDS and is_possible(way, task)]
    told = ", or ".join(possible)
    return f"{told[:1].upper()}{told[1:]}, save it, and check again."


def is_possible(way: str, task: Task) -> bool:
    """Whether this member can prove this account in this way."""
    if way == "rel-me":
        return bool(task.sought.page)
    if way == "oauth":
        return task.network.oauth is not None
    return is_own_domain(task.handle) if way == "handle" else True


def _link(task: Task) -> Way:
    url, (en, de) = task.sought.page + MARK, task.network.places.get("link", TEXT)
    return Way(
        "rel-me",
        url,
        f"Put {url} into {en}, save, then check here. Leave it there: it leads to your page, and is looked "
        "for once a week.",
        f"Trag {url} in {de} ein, speichere und prüfe dann hier. Lass es dort: Es führt zu deiner Seite, und "
        "einmal in der Woche wird danach gesehen.",
    )


def _code(task: Task) -> Way:
    code, (en, de) = task.sought.code, task.network.places.get("code", TEXT)
    return Way(
        "code",
        code,
        f"Put {code} into {en}, save, then check here within 24 hours. You may remove it afterwards.",
        f"Schreib {code} in {de}, speichere und prüfe hier innerhalb von 24 Stunden. "
        "Danach darfst du es entfernen.",
    )


def _domain(task: Task) -> Way:
    sought = task.sought
    host, publish = host_of(task), sought.page or sought.code
    page, has_page = task.network.profile_url(task.handle), "domain" in task.network.proofs
    en, de = (f' or link to it from {page} with rel="me"', f' oder verlinke sie von {page} mit rel="me"')
    soon = ("", "") if sought.page else (" within 24 hours", " innerhalb von 24 Stunden")
    return Way(
        "domain" if has_page else "handle",
        publish,
        f"If the domain {host} is yours: put {publish} into a TXT record of _pegel.{host} or into a text at "
        f"{text_url(host)}{en if has_page and sought.page else ''}. Then check here{soon[0]}, and leave it "
        "there: it is looked for once a week.",
        f"Wenn die Domain {host} dir gehört: Trag {publish} als TXT-Eintrag von _pegel.{host} ein oder in "
        f"einen Text unter {text_url(host)}{de if has_page and sought.page else ''}. Prüfe dann "
        f"hier{soon[1]} und lass es dort: Einmal in der Woche wird danach gesehen.",
    )


def _wikidata(task: Task) -> Way:
    en, de = task.network.places.get("wikidata", ITEM)
    return Way(
        "wikidata",
        "",
        f"What proves it is {en}. Prove that one first, then check here; do not write about yourself.",
        f"Der Nachweis ist {de}. Weise das zuerst nach, dann prüfe hier; schreib dort nicht über dich.",
    )


def host_of(task: Task) -> str:
    """The domain that speaks for the account: of its page, or its handle itself."""
    if "domain" in task.network.proofs:
        return urlsplit(task.network.profile_url(task.handle)).hostname or ""
    return task.handle.lower()


def _sign_in(task: Task) -> Way:
    return Way(
        "oauth",
        "",
        f"Sign in at {task.network.title} and allow us to read: that proves it, and nothing is published.",
        f"Melde dich bei {task.network.title} an und erlaube uns zu lesen: Das ist der Nachweis, "
        "veröffentlicht wird nichts.",
    )


TOLD: Mapping[str, Callable[[Task], Way]] = {
    "oauth": _sign_in,
    "rel-me": _link,
    "code": _code,
    "handle": _domain,
    "domain": _domain,
    "wikidata": _wikidata,
}


def _put_link(task: Task) -> str:
    return f"add a link to {task.sought.page}{MARK} to {task.network.places.get('link', TEXT)[0]}"


def _put_code(task: Task) -> str:
    place = task.network.places.get("code", TEXT)[0]
    return (
        f"put {task.sought.code} into {place}"
        if task.sought.open
        else f"ask for a new code and put it into {place}"
    )


def _put_record(task: Task) -> str:
    host, publish = (
        host_of(task),
        task.sought.page or (task.sought.code if task.sought.open else "a new code"),
    )
    return f"put {publish} into a TXT record of _pegel.{host} or into {text_url(host)}"


def _name_account(task: Task) -> str:
    return "prove the website or an account here that the page's Wikidata item names"


MENDS: Mapping[str, Callable[[Task], str]] = {
    "rel-me": _put_link,
    "code": _put_code,
    "handle": _put_record,
    "domain": _put_record,
    "wikidata": _name_account,
    "oauth": lambda task: f"sign in at {task.network.title}",
}
