"""What a request may hold: the rules of its fields, and how a request is read by them.

A shape is a TypedDict whose fields are `Annotated` with a Text, Number, Flag or Several. One declaration is
the check at run time, the type for mypy and the description in openapi.json (made by pegel.cli.openapi).
"""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from pegel.errors import InvalidField


@dataclass(frozen=True)
class Text:
    """A text: what it is, and which texts are right. `fix` is told to whoever sends another."""

    description: str
    fix: str = ""
    pattern: str = ""
    one_of: tuple[str, ...] = ()
    longest: int = 0  # characters; 0: as many as a body holds

    def check(self, pointer: str, value: Any) -> str:
        """The value, or InvalidField."""
        if not isinstance(value, str):
            raise InvalidField(pointer, f"must be a text{self._hint()}")
        right = value in self.one_of if self.one_of else re.fullmatch(self.pattern, value) or not self.pattern
        if not right or len(value) > (self.longest or len(value)):
            raise InvalidField(pointer, self.fix or self._says())
        return value

    def _says(self) -> str:
        return (
            f"must be one of {', '.join(self.one_of)}"
            if self.one_of
            else f"must be a text of at most {self.longest} characters"
        )

    def _hint(self) -> str:
        return f": {self.fix}" if self.fix else ""


@dataclass(frozen=True)
class Number:
    """A whole number between two bounds, both allowed."""

    description: str
    least: int
    most: int
    default: int | None = None

    def check(self, pointer: str, value: Any) -> int:
        """The value, also from a query's text, or InvalidField."""
        if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,9}", value):
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not self.least <= value <= self.most:
            raise InvalidField(pointer, f"must be a whole number from {self.least} to {self.most}")
        return value


@dataclass(frozen=True)
class Flag:
    """True or false."""

    description: str

    def check(self, pointer: str, value: Any) -> bool:
        """The value, or InvalidField."""
        if not isinstance(value, bool):
            raise InvalidField(pointer, "must be true or false")
        return value


@dataclass(frozen=True)
class Several:
    """A list of shapes, of a least and a most length."""

    description: str
    least: int
    most: int

    def check(self, pointer: str, value: Any, shape: Any) -> list[Any]:
        """The list, each of it read by its shape, or InvalidField."""
        if not isinstance(value, list) or not self.least <= len(value) <= self.most:
            raise InvalidField(pointer, f"must be a list of {self.least} to {self.most}")
        return [read(shape, one, f"{pointer}/{at}") for at, one in enumerate(value)]


def read(shape: Any, given: Any, at: str = "") -> Any:
    """What was given, checked field by field; `at` is the JSON pointer of the whole.

    Raises InvalidField, which names the field: one that is wrong, missing, or that nobody knows.
    """
    if not isinstance(given, Mapping):
        raise InvalidField(at or "/", "must be a JSON object")
    known = fields(shape)
    for name in given:
        if name not in known:
            raise InvalidField(f"{at}/{name}", f"is not a field here; known are {', '.join(known)}")
    for name in required(shape):
        if name not in given:
            raise InvalidField(f"{at}/{name}", "is missing")
    checked = {name: checked_value(known[name], f"{at}/{name}", value) for name, value in given.items()}
    return {**defaults(shape), **checked}


def checked_value(kind: Any, pointer: str, value: Any) -> Any:
    """One value by its annotation."""
    if value is None and may_be_none(kind):
        return None
    inner = get_args(kind)[0] if get_origin(kind) is not None else kind
    if is_typeddict(inner):
        return read(inner, value, pointer)
    if isinstance(rule := rule_of(kind), Several):
        return rule.check(pointer, value, get_args(inner)[0])
    return rule.check(pointer, value)


def rule_of(kind: Any) -> Any:
    """The Text, Number, Flag or Several of an annotation."""
    return next(extra for extra in get_args(kind)[1:] if hasattr(extra, "check"))


def may_be_none(kind: Any) -> bool:
    """Whether the annotation allows null."""
    inner = get_args(kind)[0] if get_args(kind) else kind
    return get_origin(inner) in {Union, types.UnionType} and type(None) in get_args(inner)


@cache
def fields(shape: Any) -> dict[str, Any]:
    """Name -> annotation, extras kept, NotRequired taken off."""
    hints = get_type_hints(shape, include_extras=True)
    return {
        name: get_args(kind)[0] if get_origin(kind) is NotRequired else kind for name, kind in hints.items()
    }


@cache
def required(shape: Any) -> tuple[str, ...]:
    """Fields that must be there, in the order of the declaration."""
    return tuple(name for name in fields(shape) if name in shape.__required_keys__)


@cache
def defaults(shape: Any) -> dict[str, Any]:
    """What stands in for a number that was left out."""
    rules = {name: next(iter(get_args(kind)[1:]), None) for name, kind in fields(shape).items()}
    return {n: r.default for n, r in rules.items() if isinstance(r, Number) and r.default is not None}
