"""Where the data for training are, and what training needs installed."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

from pegel.errors import CannotRun

DATA = "../shared/data"  # where PEGEL_DATA is not set: beside the repository
NEEDED = {"scipy": "SciPy", "sklearn": "scikit-learn"}


def folder() -> Path:
    """With peerindex, calibration and authenticity."""
    return Path(os.environ.get("PEGEL_DATA", DATA))


def check_installed() -> None:
    """Refuse where the extra `model` is not installed."""
    if missing := [name for module, name in NEEDED.items() if importlib.util.find_spec(module) is None]:
        raise CannotRun(f"training and judging need {' and '.join(missing)}: pip install 'pegel[model]'")
