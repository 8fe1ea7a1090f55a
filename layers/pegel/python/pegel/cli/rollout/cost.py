"""What a run over everybody costs on AWS, before and after (us-east-1, November 2026, no free tier)."""

from __future__ import annotations

from collections.abc import Mapping

WRITE_UNIT = 0.625e-6  # $ on demand: DynamoDB pricing
READ_UNIT = 0.125e-6  # $
SECOND = 0.0000133334  # $ of a function with 1 GB on arm64, which rescore has: Lambda pricing (unverified)
CALL = 0.20e-6  # $ of an invocation
READ_PER_MEMBER = 1.4  # units: 3 accounts of 1 KB scanned, a score of 1 KB looked at strongly
SECONDS_PER_MEMBER = 0.001  # of a function, waiting for the table included


def estimated(members: int, writes: bool) -> float:
    """$ for so many members: all of them read, and written if `writes`."""
    each = READ_PER_MEMBER * READ_UNIT + SECONDS_PER_MEMBER * SECOND + (WRITE_UNIT if writes else 0.0)
    return members * each


def counted(effort: Mapping[str, float]) -> float:
    """$ of what a run counted."""
    return (
        effort["read_units"] * READ_UNIT
        + effort["write_units"] * WRITE_UNIT
        + effort["seconds"] * SECOND
        + effort["calls"] * CALL
    )
