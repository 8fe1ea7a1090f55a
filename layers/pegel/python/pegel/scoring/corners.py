"""The accounts of two looks as columns, and what they would be if only some causes had come about.

A value that people and time change at once – resonance – has four corners: neither, time alone (as
`fading` foretold), people alone, both. Every other value has two: as it was, as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC

import numpy as np
from numpy.typing import NDArray

from pegel.scoring.accounts import once, raw
from pegel.scoring.causes import CAUSES
from pegel.scoring.columns import Column
from pegel.scoring.fading import FADING, faded
from pegel.scoring.features import Features
from pegel.scoring.look import Look
from pegel.social import ROLES

REACTIONS, DECAY, AUDIENCE, CURATION, LINKS, STALE, MODEL = range(len(CAUSES))
BY_PEOPLE = {  # role → the cause that people are
    "reach": AUDIENCE,
    "relay": AUDIENCE,
    "curation": CURATION,
    "standing": CURATION,
    "resonance": REACTIONS,
    "reactors": REACTIONS,
}
ALIKE = 2e-4  # of a value: what it differs less from its foretold one is rounding
Pair = tuple[Look, Look]
Four = tuple[float, float, float, float]  # neither, time alone, people alone, both


@dataclass(frozen=True, eq=False)
class Corners:
    """Rows are the accounts of the members of a batch, member after member, in the order of their keys.

    `people` and `time` say for each role which cause's bit chooses the column of `values`; an account with
    two looks at it has `there` −1, else it is there if the bit of LINKS equals `there`. `touched` are, for
    each member, the bits of the causes that change anything.
    """

    first: Sequence[int]  # row of each member's first account, and one behind the last
    networks: NDArray[np.object_]
    values: Mapping[str, NDArray[np.float64]]  # role → (rows, 4)
    people: Mapping[str, NDArray[np.int64]]
    time: Mapping[str, NDArray[np.int64]]
    there: NDArray[np.int64]
    touched: Sequence[int]

    def column(self, role: str, rows: NDArray[np.int64], bits: NDArray[np.int64]) -> Column:
        """A role's values of these rows under these bits."""
        by_people = bits >> self.people[role][rows] & 1
        by_time = bits >> self.time[role][rows] & 1
        return np.asarray(self.values[role][rows, by_time + 2 * by_people], np.float64)

    def present(self, rows: NDArray[np.int64], bits: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether the account is linked under these bits."""
        there = self.there[rows]
        return np.asarray((there < 0) | (there == (bits >> LINKS & 1)), np.bool_)


@dataclass(slots=True)
class Row:
    """One account: each role's corners, and the causes that choose among them."""

    network: str
    there: int
    corners: list[tuple[Four, int, int]]  # values, people's cause, time's

    def touched(self) -> int:
        """Bits of the causes that change anything of it."""
        bits = 0 if self.there < 0 else 1 << LINKS
        for (neither, aged, moved, both), people, time in self.corners:
            bits |= (differ(neither, moved) or differ(aged, both)) << people
            if time != people:
                bits |= (differ(neither, aged) or differ(moved, both)) << time
        return bits


def arrange(pairs: Iterable[Pair]) -> Corners:
    """The accounts of all pairs of looks."""
    rows: list[Row] = []
    first, touched = [0], []
    for before, after in pairs:
        own = list(rows_of(before, after))
        rows += own
        first.append(len(rows))
        bits = (scorer(before) != scorer(after)) << MODEL
        for row in own:
            bits |= row.touched()
        touched.append(bits)
    by_role = {role: [row.corners[at] for row in rows] for at, role in enumerate(ROLES)}
    return Corners(
        first=first,
        networks=np.array([row.network for row in rows], dtype=object),
        values={role: np.array([c[0] for c in found]).reshape(-1, 4) for role, found in by_role.items()},
        people={role: np.array([c[1] for c in found], np.int64) for role, found in by_role.items()},
        time={role: np.array([c[2] for c in found], np.int64) for role, found in by_role.items()},
        there=np.array([row.there for row in rows], np.int64),
        touched=touched,
    )


def scorer(look: Look) -> tuple[str, str, float]:
    """What computes the score of a look."""
    return look.model.checksum, look.following.checksum if look.following else "", look.share


def rows_of(before: Look, after: Look) -> Iterable[Row]:
    """The accounts of both looks, each once."""
    was = {one.account: one for one in once(before.features)}
    now = {one.account: one for one in once(after.features)}
    for key in sorted({*was, *now}):
        a, b = was.get(key), now.get(key)
        if a is None or b is None:
            only = was.get(key) or now[key]
            yield Row(only.network, int(a is None), [unmoved(only, role) for role in ROLES])
        elif key in before.stale or key in after.stale:
            yield Row(a.network, -1, [held(a, b, role) for role in ROLES])
        else:
            half_life = (before if a.read_at <= b.read_at else after).model.half_life
            yield Row(a.network, -1, list(lived(a, b, half_life)))


def unmoved(one: Features, role: str) -> tuple[Four, int, int]:
    """A role of an account that comes or goes as a whole."""
    value = raw(one, role)
    return (value, value, value, value), LINKS, LINKS


def held(a: Features, b: Features, role: str) -> tuple[Four, int, int]:
    """A role of an account that could not be read: all its change is that."""
    return two(raw(a, role), raw(b, role)), STALE, STALE


def lived(a: Features, b: Features, half_life: float) -> Iterable[tuple[Four, int, int]]:
    """The roles of an account that was read at both looks; the later reading may be either."""
    early, late, is_forward = (a, b, True) if a.read_at <= b.read_at else (b, a, False)
    days = late.read_at.astimezone(UTC).toordinal() - early.read_at.astimezone(UTC).toordinal()
    foretold = faded(early.values, early.ahead, days, half_life) if days else early.values
    for role in ROLES:
        was, now = raw(early, role), raw(late, role)
        if was != was or now != now:  # noqa: PLR0124 - NaN: told at one look only, which is no one's doing
            yield held(a, b, role)
        elif role in FADING:
            alone = foretold[role] or 0.0
            alone = now if abs(now - alone) <= ALIKE * now else alone
            people = max(was + (now - alone), 0.0)
            four = (was, alone, people, now) if is_forward else (now, people, alone, was)
            yield four, BY_PEOPLE[role], DECAY
        else:
            cause = BY_PEOPLE[role]
            yield two(raw(a, role), raw(b, role)), cause, cause


def two(was: float, now: float) -> Four:
    """Corners of what one cause alone changes."""
    return was, was, now, now


def differ(one: float, other: float) -> bool:
    """Two unknowns are alike."""
    return one != other and not (one != one and other != other)  # noqa: PLR0124 - NaN
