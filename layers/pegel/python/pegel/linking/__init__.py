"""Proof that an account is the member's, without a password of theirs. networks.md §4.

Which ways a network offers is its own data (`proofs`): the order is that in which they are tried and told.
"""

from pegel.linking.code import CODE_LASTS, new_code
from pegel.linking.instructions import Way, ways
from pegel.linking.look import Sought, sought
from pegel.linking.notices import told
from pegel.linking.proof import WAYS, Proof, prove, stands
from pegel.linking.rel_me import page_url

__all__ = [
    "CODE_LASTS",
    "WAYS",
    "Proof",
    "Sought",
    "Way",
    "new_code",
    "page_url",
    "prove",
    "sought",
    "stands",
    "told",
    "ways",
]
