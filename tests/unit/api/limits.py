"""DynamoDB's answers to what guards the public API."""

from __future__ import annotations

from typing import Any


class Limits:
    """From memory: the day's salt, and numbers that take the place of those last seen."""

    def __init__(self) -> None:
        self.items: dict[str, dict[str, Any]] = {}
        self.broken = False
        self.writes = 0  # those refused are billed too

    def __call__(self, operation: str, said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        assert operation == "UpdateItem", operation
        if self.broken:
            return 500, {"__type": "com.amazonaws#InternalServerError", "message": "no table"}
        self.writes += 1
        key, values = said["Key"]["key"]["S"], said["ExpressionAttributeValues"]
        there = self.items.get(key)
        if ":made" in values:
            kept = self.items.setdefault(key, {"salt": values[":made"]})
            return 200, {"Attributes": kept}
        seen = {name: values.get(f":was_{name}") for name in ("burst", "daily")}
        if (there or {"burst_at": None, "daily_at": None}) != {f"{n}_at": v for n, v in seen.items()}:
            refused = {"__type": "com.amazonaws#ConditionalCheckFailedException", "message": "no"}
            return 400, refused | ({"Item": there} if there else {})
        self.items[key] = {f"{name}_at": values[f":{name}"] for name in seen}
        return 200, {}
