"""In how many documents a phrase occurs: the topics of the lexicon, and everyday texts about nothing.

A topic is a document of its aliases, so that `framework`, listed by many, says less than `borrow checker`; an
everyday text is a document of its words, so that what everybody says weighs less. Both are ours: no corpus of
other people's posts is behind `frequencies.json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pegel.scoring.topics.index import Index
from pegel.scoring.topics.lexicon import Lexicon
from pegel.scoring.topics.matching import matches


def counted(lexicon: Lexicon, everyday: Sequence[str]) -> dict[str, Any]:
    """The document as it is shipped: `documents`, and `counts` of the phrases that occur in more than one."""
    index = Index(lexicon, {}, 1)
    counts = {term: len({use[0] for use in uses}) for term, uses in index.uses.items()}
    for text in everyday:
        for match in matches(index, text):
            counts[match.term] = counts.get(match.term, 0) + 1
    several = {term: count for term, count in sorted(counts.items()) if count > 1 and term[0] != "#"}
    return {"documents": len(lexicon.topics) + len(everyday), "counts": several}
