"""What a member may do to prove an account, told in their language."""

from __future__ import annotations

from dataclasses import dataclass

from pegel.linking.proof import WAYS, is_own_domain
from pegel.linking.rel_me import page_url
from pegel.networks.network import Network
from pegel.social import Account, Member

PLACES = {  # where a link goes: English, German
    "mastodon": (
        "a field of your profile (Preferences, Public profile)",
        "ein Feld deines Profils (Einstellungen, Öffentliches Profil)",
    ),
    "bluesky": ("your profile description", "deine Profilbeschreibung"),
    "github": (
        "the website field of your profile, or your bio",
        "das Website-Feld deines Profils oder deine Bio",
    ),
}
TEXTS = {  # where a code goes
    "mastodon": ("your biography", "deine Biografie"),
    "bluesky": ("your profile description", "deine Profilbeschreibung"),
    "github": ("your bio", "deine Bio"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to prove an account. `publish` is what to put there, letter for letter."""

    way: str
    publish: str
    en: str
    de: str


def ways(network: Network, account: Account, member: Member, public_url: str) -> tuple[Way, ...]:
    """Everything this member may do for this account, the simplest first.

    Who has no name yet has no page to link to: the code is theirs.
    """
    tell = {"rel-me": _link, "code": _code, "handle": _domain}
    possible = {"rel-me": bool(member.name), "code": True, "handle": is_own_domain(account.handle)}
    offered = [way for way in WAYS.get(network.name, ("code",)) if possible[way]]
    return tuple(tell[way](network, account, member, public_url) for way in offered)


def _link(network: Network, account: Account, member: Member, public_url: str) -> Way:
    url = page_url(member, public_url)
    en, de = PLACES[network.name]
    return Way(
        "rel-me",
        url,
        f"Put {url} into {en}, save, then check here. You can leave it there: it leads to your page.",
        f"Trag {url} in {de} ein, speichere und prüfe dann hier. Es kann dort bleiben: Es führt zu deiner "
        "Seite.",
    )


def _code(network: Network, account: Account, member: Member, public_url: str) -> Way:
    en, de = TEXTS.get(network.name, ("your profile text", "deinen Profiltext"))
    return Way(
        "code",
        account.code,
        f"Put {account.code} into {en}, save, then check here within 24 hours. You may remove it afterwards.",
        f"Schreib {account.code} in {de}, speichere und prüfe hier innerhalb von 24 Stunden. "
        "Danach darfst du es entfernen.",
    )


def _domain(network: Network, account: Account, member: Member, public_url: str) -> Way:
    url = f"https://{account.handle.lower()}/.well-known/pegel.txt"
    return Way(
        "handle",
        account.code,
        f"Your handle is a domain. If it is your own: serve a text at {url} that holds {account.code}, then "
        "check here within 24 hours.",
        f"Dein Handle ist eine Domain. Wenn sie dir gehört: Liefere unter {url} einen Text aus, der "
        f"{account.code} enthält, und prüfe hier innerhalb von 24 Stunden.",
    )
