"""The emulator does not know which parameters GetParametersByPath is about, and asks for the right on all.

MiniStack 1.5.33, under AUTH=true. AWS asks for it on the path. Locally whoever may read one path may read
all; the template keeps the one path.
"""

from __future__ import annotations

from typing import Any

BY_PATH = "ssm:GetParametersByPath"


def allow_all_paths(part: Any) -> None:
    """Widen every statement in `part` of a template that is about this right alone."""
    if isinstance(part, list):
        for one in part:
            allow_all_paths(one)
    elif isinstance(part, dict):
        if part.get("Action") == [BY_PATH]:
            part["Resource"] = "*"
        for one in part.values():
            allow_all_paths(one)
