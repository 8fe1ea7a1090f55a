"""What `pegel up` shows while it starts: a line per step, with a moving sign, a count and its time."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.markup import escape

WIDTH = 34  # characters of a step's name
Progress = Callable[[int, int], None]  # done, of how many


class Steps:
    """The steps of one start. On a pipe each step is a plain line when it is done."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._began = time.monotonic()

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[Progress]:
        """Run the block as one step; call what is given with (done, of) to show how far it is."""
        began = time.monotonic()
        with self._console.status(name) as status:

            def show(done: int, of: int) -> None:
                status.update(f"{name} {done}/{of}")

            yield show
        took = time.monotonic() - began
        self._console.print(f"[green]✓[/] {name:<{WIDTH}} [dim]{took:5.1f} s[/]", highlight=False)

    def ready(self, url: str, *about: str) -> None:
        """The last lines of the start: where it is, and what to look at."""
        took = time.monotonic() - self._began
        self._console.print(f"\n[bold green]ready[/]   [bold]{url}[/]  in {took:.1f} s, stop with Ctrl-C")
        for line in about:
            self._console.print(escape(line), soft_wrap=True)
        self._console.print()
