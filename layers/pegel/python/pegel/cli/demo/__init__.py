"""A living world to look at: invented people, their accounts as recordings, and a stack filled with them."""

from pegel.cli.demo.seeding import seed
from pegel.cli.demo.world import generate

__all__ = ["generate", "seed"]
