"""Run by the emulator's own Python, which knows nothing of us: MiniStack that never outlives its parent.

Standard input is a pipe that the parent holds. It ends with the parent, however that died, and then the whole
process group goes: MiniStack and the functions it started.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading


def die_with_parent() -> None:
    """Wait for the end of the parent's pipe."""
    while os.read(0, 1024):
        pass
    os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    threading.Thread(target=die_with_parent, daemon=True).start()
    sys.argv = ["ministack"]
    runpy.run_module("ministack", run_name="__main__")
