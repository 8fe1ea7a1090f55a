"""Proof that an account is the member's, without a password of theirs. networks.md §4.

Which ways a network offers is data: the order is the order in which they are tried and told.
"""

from pegel.linking.code import CODE_LASTS, new_code
from pegel.linking.instructions import Way, ways
from pegel.linking.proof import WAYS, prove

__all__ = ["CODE_LASTS", "WAYS", "Way", "new_code", "prove", "ways"]
