"""How often a phrase occurs in talk about nothing in particular: the document frequencies behind TF-IDF.

The documents are everyday texts of ours, in English and German (tests/data/topics/everyday.txt): `cat` and
`Kaffee` stand in several, `borrow checker` in none. No posts of other people are behind `frequencies.json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pegel.scoring.topics.index import Index
from pegel.scoring.topics.lexicon import Lexicon
from pegel.scoring.topics.matching import matches


def counted(lexicon: Lexicon, everyday: Sequence[str]) -> dict[str, Any]:
    """The document as it is shipped: `documents`, and in how many of them each phrase stands that does."""
    index = Index(lexicon, {}, 1)
    counts: dict[str, int] = {}
    for text in everyday:
        for match in matches(index, text):
            counts[match.term] = counts.get(match.term, 0) + 1
    return {"documents": len(everyday), "counts": dict(sorted(counts.items()))}
