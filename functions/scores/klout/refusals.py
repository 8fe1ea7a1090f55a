"""What Klout's clients are told instead of an answer: the status, twice, and a sentence."""

from __future__ import annotations

from collections.abc import Mapping

NOTHING: Mapping[str, str] = {}


class Refused(Exception):
    """An answer that is none. Its body is one text for all cases of it: it tells nobody who is here."""

    def __init__(self, status: int, description: str, headers: Mapping[str, str] = NOTHING) -> None:
        super().__init__(description)
        self.status, self.description, self.headers = status, description, headers


def not_found() -> Refused:
    """No such path; or nobody with a public page, whatever the reason."""
    return Refused(404, "Not found.")


def not_ready() -> Refused:
    """A public page without a score yet."""
    return Refused(202, "The score is not ready.")


def no_key() -> Refused:
    """Without a key, or with one that is none of ours."""
    return Refused(403, "Invalid or unprovided API key. All calls must have a key.")


def over(window: str, code: str, wait: int) -> Refused:
    """Over a limit, told as Klout's gateway told it: old clients know no 429. `wait` in seconds."""
    headers = {"X-Mashery-Error-Code": f"ERR_403_DEVELOPER_OVER_{code}", "Retry-After": str(wait)}
    return Refused(403, f"Over the limit of calls per {window}.", headers)


def slow(wait: int) -> Refused:
    """The tables do not answer in time."""
    return Refused(503, "Temporarily unavailable.", {"Retry-After": str(wait)})


def broken() -> Refused:
    """A mistake of ours."""
    return Refused(500, "Internal error.")
