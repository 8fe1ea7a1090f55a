"""The topics of a batch of members: what each is heard on, with choices, endorsements and scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from pegel.scoring.blended import Blended
from pegel.scoring.features import Features
from pegel.scoring.published import Run, Subject
from pegel.scoring.topics.assignment import Heard
from pegel.scoring.topics.endorsements import Endorsement
from pegel.scoring.topics.listed import Listed, listed
from pegel.scoring.topics.scored import scored
from pegel.store import endorsements
from pegel.store.table import Prompt


def of(subjects: Sequence[Subject], found: Sequence[Blended], run: Run) -> list[list[Listed]]:
    """Each member's strongest five, in the order of the members."""
    given = around(subjects)
    lists = [listed(shown(one), one.member, given[one.member.id], run.now) for one in subjects]
    values = [one.published.value for one in found]
    return scored([one.features for one in subjects], lists, values, run.rollout, run.now.date())


def shown(subject: Subject) -> Iterator[Features]:
    """The features; an account that asks not to be shown to everybody gives evidence without its words."""
    for one in subject.features:
        if subject.accounts[one.account].shown_handle is None:
            yield replace(one, heard=tuple(replace(on, heard=wordless(on.heard)) for on in one.heard))
        else:
            yield one


def wordless(heard: Heard) -> Heard:
    """In how many posts, and nothing of what they say."""
    return replace(heard, evidence=replace(heard.evidence, tags=(), words=()))


def around(subjects: Sequence[Subject]) -> Mapping[str, Sequence[Endorsement]]:
    """The endorsements that decide about each member; who is heard on nothing is not looked up."""
    heard = [one.member.id for one in subjects if any(account.heard for account in one.features)]
    with ThreadPoolExecutor(Prompt.max_pool_connections) as pool:
        found = dict(zip(heard, pool.map(endorsements.around, heard), strict=True))
    return {one.member.id: found.get(one.member.id, []) for one in subjects}
