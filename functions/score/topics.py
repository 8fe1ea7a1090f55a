"""The topics of a batch of members: what each is heard on, with choices, endorsements and scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from pegel.scoring.blended import Blended
from pegel.scoring.published import Run, Subject
from pegel.scoring.topics.endorsements import Endorsement
from pegel.scoring.topics.listed import Listed, listed
from pegel.scoring.topics.scored import scored
from pegel.store import endorsements
from pegel.store.table import Prompt


def of(subjects: Sequence[Subject], found: Sequence[Blended], run: Run) -> list[list[Listed]]:
    """Each member's strongest five, in the order of the members."""
    given = around(subjects)
    lists = [listed(one.features, one.member, given[one.member.id], run.now) for one in subjects]
    values = [one.published.value for one in found]
    return scored([one.features for one in subjects], lists, values, run.rollout, run.now.date())


def around(subjects: Sequence[Subject]) -> Mapping[str, Sequence[Endorsement]]:
    """The endorsements that decide about each member; who is heard on nothing is not looked up."""
    heard = [one.member.id for one in subjects if any(account.heard for account in one.features)]
    with ThreadPoolExecutor(Prompt.max_pool_connections) as pool:
        found = dict(zip(heard, pool.map(endorsements.around, heard), strict=True))
    return {one.member.id: found.get(one.member.id, []) for one in subjects}
