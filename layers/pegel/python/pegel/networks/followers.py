"""A page of those who follow an account, and how many of them look genuine: nothing else of them is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pegel.errors import NetworkError, NotRecorded, RateLimited
from pegel.networks.values import shaped
from pegel.scoring import authenticity
from pegel.social import Sample

if TYPE_CHECKING:
    from pegel.networks.network import Network, Profile


def sample(network: Network, profile: Profile) -> tuple[Sample | None, tuple[str, ...]]:
    """The newest followers, where the network tells them to anyone; else None, with a note if it refused.

    A host that wants a pause gets it: no reading (RateLimited).
    """
    url = network.asks_for_followers(profile.account_id, profile.handle)
    if url is None:
        return None, ()
    try:
        answer = network.must_ask(url, "people")
        with shaped(url):
            people = {one.id: one for one in network.to_people(network.body(answer), url)}
            network.received("people", len(people))
    except RateLimited:
        raise
    except NotRecorded:
        return None, ()  # nothing was refused: recordings of before do not hold it
    except NetworkError as failure:
        return None, (f"Who follows is not known: {failure}.",)
    chances = [authenticity.genuine(one.shown, answer.received_at) for one in people.values()]
    return Sample(len(chances), round(sum(chances), authenticity.DIGITS)), ()
