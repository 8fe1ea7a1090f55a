"""What happened to an account that its member must know: one sentence in their language, its one message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from pegel.social import Account

SENTENCES: Mapping[str, tuple[str, str]] = {  # English, German
    "proof-lost": (
        "On {at} the proof that {handle} is yours was not there any more. What it counted is kept until "
        "{until}; nothing is read meanwhile. Put the proof back or prove it in another way, and check it "
        "here: then nothing is lost.",
        "Am {at} war der Nachweis nicht mehr da, dass {handle} dir gehört. Was es zählte, bleibt bis {until} "
        "erhalten; gelesen wird bis dahin nichts. Stell den Nachweis wieder her oder erbringe ihn anders und "
        "prüfe ihn hier: Dann geht nichts verloren.",
    ),
    "proof-expired": (
        "The proof that {handle} is yours was missing for 14 days. Since {at} the account does not count any "
        "more, and what was read of it is deleted. Link it again and prove it: then it counts again.",
        "Der Nachweis, dass {handle} dir gehört, fehlte 14 Tage lang. Seit {at} zählt das Konto nicht mehr, "
        "und was davon gelesen war, ist gelöscht. Verknüpfe es neu und weise es nach: Dann zählt es wieder.",
    ),
    "taken": (
        "On {at} somebody else proved that {handle} is theirs, so it does not count for you any more. An "
        "account belongs to whoever proves it last. If it is yours, secure it first (password, apps with "
        "access), then link it again and prove it.",
        "Am {at} hat jemand anderes nachgewiesen, dass {handle} ihm gehört; für dich zählt es nicht mehr. "
        "Ein Konto gehört dem, der es zuletzt nachweist. Wenn es deines ist, sichere es zuerst (Passwort, "
        "Apps mit Zugriff), dann verknüpfe es neu und weise es nach.",
    ),
    "taken-over": (
        "Until {at} {handle} was another member's. You proved it last, so it is yours now, and they are "
        "told.",
        "Bis {at} gehörte {handle} einem anderen Mitglied. Du hast es zuletzt nachgewiesen, also ist es "
        "jetzt deins, und das Mitglied erfährt davon.",
    ),
}


def told(account: Account, language: str) -> str:
    """The sentence; "" where nothing happened."""
    if account.notice not in SENTENCES:
        return ""
    sentence = SENTENCES[account.notice][language == "de"]
    at, until = _day(account.noticed_at, language), _day(account.held_until, language)
    return sentence.format(handle=account.handle, at=at, until=until)


def _day(at: datetime | None, language: str) -> str:
    """A moment as people write it, UTC."""
    if at is None:
        return ""
    return f"{at:%d.%m.%Y, %H:%M} UTC" if language == "de" else f"{at:%Y-%m-%d, %H:%M} UTC"
