"""JSON Schemas of the API's shapes, from their annotations."""

from __future__ import annotations

import inspect
import types
from typing import Any, Union, get_args, get_origin, get_type_hints, is_typeddict

from pegel.http.shape import Flag, Number, Several, Text

TYPES: dict[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


class Schemas:
    """Shapes that were asked for, each kept once under its name."""

    def __init__(self) -> None:
        self._named: dict[str, dict[str, Any]] = {}

    def named(self) -> dict[str, dict[str, Any]]:
        """For `components/schemas`, by name."""
        return dict(sorted(self._named.items()))

    def closed(self, shape: Any) -> dict[str, Any]:
        """The schema of what clients send: a field that nobody knows is refused, at any depth."""
        schema = self.of(shape)
        known = self._named[shape.__name__]
        known["additionalProperties"] = False
        for field in known["properties"].values():
            if inner := field.get("items", field).get("$ref"):
                self._named[inner.rpartition("/")[2]]["additionalProperties"] = False
        return schema

    def of(self, kind: Any) -> dict[str, Any]:
        """The schema of an annotation; of a shape, a reference."""
        if is_typeddict(kind):
            return self._reference(kind)
        if kind in TYPES or kind is Any:
            return {"type": TYPES[kind]} if kind in TYPES else {}
        origin, inner = get_origin(kind), get_args(kind)
        if origin is list:
            return {"type": "array", "items": self.of(inner[0])}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.of(inner[1])}
        if origin in {Union, types.UnionType}:
            return self._either(inner)
        schema = self.of(inner[0])  # Annotated, or NotRequired
        for rule in inner[1:]:
            schema.update(ruled(rule, schema))
        return schema

    def _either(self, kinds: tuple[Any, ...]) -> dict[str, Any]:
        """One of several; plain types become a list of names."""
        schemas = [self.of(kind) for kind in kinds]
        first = dict(schemas[0])
        if "$ref" in first:
            return {"anyOf": schemas}
        return {**first, "type": [schema["type"] for schema in schemas]}

    def _reference(self, shape: Any) -> dict[str, Any]:
        if shape.__name__ not in self._named:
            self._named[shape.__name__] = {}  # a place, should the shape hold itself
            hints = get_type_hints(shape, include_extras=True)
            self._named[shape.__name__] = {
                "type": "object",
                "description": inspect.getdoc(shape),
                "properties": {name: self.of(kind) for name, kind in hints.items()},
                "required": [name for name in hints if name in shape.__required_keys__],
            }
        return {"$ref": f"#/components/schemas/{shape.__name__}"}


def ruled(rule: Any, schema: dict[str, Any]) -> dict[str, Any]:
    """What a Text, Number or Flag adds. The bounds of a text are for texts only."""
    told: dict[str, Any] = {"description": rule.description}
    if isinstance(rule, Number):
        told |= {"minimum": rule.least, "maximum": rule.most}
        return told | ({} if rule.default is None else {"default": rule.default})
    if isinstance(rule, Several):
        return told | {"minItems": rule.least, "maxItems": rule.most}
    if isinstance(rule, Flag) or not holds_text(schema):
        return told
    assert isinstance(rule, Text)
    if rule.one_of:
        return told | {"enum": list(rule.one_of)}
    if rule.pattern and not rule.pattern.startswith("(?"):
        told["pattern"] = f"^(?:{rule.pattern})$"
    return told | ({"maxLength": rule.longest} if rule.longest else {})


def holds_text(schema: dict[str, Any]) -> bool:
    """Whether the schema is of a text, or of a text or null."""
    return schema.get("type") == "string" or schema.get("type") == ["string", "null"]
