"""TXT records, asked of this machine's own resolver: the one way out beside `fetch`, as bounded as it.

A name is somebody's own words, but only the resolver is ever connected to, never what the name leads to.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from pegel.errors import Unreachable

if TYPE_CHECKING:
    from dns.resolver import Resolver

ONE = 2.0  # seconds for one server
TOTAL = 4.0  # seconds for one name, all servers
MOST = 50  # records of a name that are looked at
NAME = re.compile(r"(?!.{254})(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")

Texts = Callable[[str], tuple[str, ...]]  # a name's texts; none where there is no such name


def nothing(name: str) -> tuple[str, ...]:
    """Where answers are recorded: nobody recorded the DNS."""
    return ()


class Live:
    """Asks the resolver that this machine is set up with, or another; keeps nothing."""

    def __init__(self, resolver: Resolver | None = None) -> None:
        self.resolver = resolver

    def __call__(self, name: str) -> tuple[str, ...]:
        """The texts of a name. Raises Unreachable where nobody could say."""
        from dns.exception import DNSException  # some 100 ms: for the few who prove a domain
        from dns.resolver import NXDOMAIN, NoAnswer, Resolver

        if not NAME.fullmatch(name.lower()):
            return ()
        try:
            resolver = self.resolver or Resolver()
            resolver.timeout = ONE
            found = resolver.resolve(f"{name}.", "TXT", lifetime=TOTAL, search=False)
        except (NXDOMAIN, NoAnswer):
            return ()
        except (DNSException, OSError) as error:
            raise Unreachable(f"the DNS did not say what {name} holds: {type(error).__name__}") from error
        records = [b"".join(record.strings) for record in found][:MOST]
        return tuple(record.decode("utf-8", "replace") for record in records)


def from_environment(environment: Mapping[str, str] = os.environ) -> Texts:
    """Nothing where PEGEL_REPLAY names recordings, the DNS otherwise."""
    return nothing if environment.get("PEGEL_REPLAY") else Live()
