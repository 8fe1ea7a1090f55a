"""XML of strangers, element by element: no DTD, so no entities and nothing from elsewhere, and not too deep.

Text is taken, never bytes: what the declaration says of an encoding changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NoReturn
from xml.parsers import expat

from pegel.errors import BadAnswer

DEPTH = 200  # elements within elements

Start = Callable[[str, Mapping[str, str]], None]  # "namespace name", or the name alone; attributes likewise


def walk(text: str, start: Start, end: Callable[[str], None], said: Callable[[str], None]) -> None:
    """Call for each element as it begins and ends, and for text between; BadAnswer for what is not taken."""
    depth = 0

    def begins(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH:
            raise BadAnswer(f"XML of more than {DEPTH} elements within elements is not read")
        start(name, attributes)

    def ends(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = begins, ends
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = said, _refuse
    try:
        parser.Parse(text.encode("utf-8", "replace").decode(), True)
    except expat.ExpatError as error:
        raise BadAnswer(f"that is no XML: {error}") from error


def as_json(text: str) -> dict[str, Any]:
    """XML as the same API writes it in JSON: names and attributes are keys, what comes twice is a list.

    An element takes the place of an attribute of the same name.
    """
    stack: list[dict[str, Any]] = [{}]
    attributed: list[set[str]] = [set()]

    def start(name: str, attributes: Mapping[str, str]) -> None:
        stack.append(dict(attributes))
        attributed.append(set(attributes))

    def end(name: str) -> None:
        inner = stack.pop()
        attributed.pop()
        if name in attributed[-1]:
            attributed[-1].remove(name)
            del stack[-1][name]
        words = "".join(inner.pop("#text", ())).strip()
        value = (inner | ({"#text": words} if words else {})) if inner else words
        before = stack[-1].get(name)
        if isinstance(before, list):
            before.append(value)
        else:
            stack[-1][name] = value if name not in stack[-1] else [before, value]

    def said(words: str) -> None:
        stack[-1].setdefault("#text", []).append(words)

    walk(text, start, end, said)
    return stack[0]


def _refuse(*_: object) -> NoReturn:
    raise BadAnswer("XML with a DTD is not read")
