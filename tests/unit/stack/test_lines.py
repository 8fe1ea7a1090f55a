"""What a person reads while the stack runs: one line each, and nothing twice."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from pegel.cli.stack.logs import to_line
from pegel.cli.stack.mail import to_sentence
from pegel.cli.stack.stream import Stream


def record(line: str) -> str:
    return json.dumps({"at": 0, "function": "collect", "line": line})


@pytest.mark.parametrize(
    ("said", "level", "message"),
    [
        ("plain words", "INFO", "plain words"),
        ("Traceback (most recent call last):", "ERROR", "Traceback (most recent call last):"),
        ('  File "collect.py", line 1', "", '  File "collect.py", line 1'),
        ("[1, 2]", "INFO", "[1, 2]"),
        (
            json.dumps(
                {"level": "WARNING", "location": "x:1", "message": "held", "handle": "@ada", "wait": 3}
            ),
            "WARNING",
            "held handle=@ada wait=3",
        ),
    ],
)
def test_what_a_function_says_is_one_line_with_its_level(said: str, level: str, message: str) -> None:
    line = to_line(record(said))
    assert line
    assert (line.function, line.level, line.message) == ("collect", level, message)


@pytest.mark.parametrize("said", ["", "   ", '{"_aws": {}}', '{"level": "INFO", "message": "answered"}'])
def test_metrics_empty_lines_and_what_the_front_tells_are_left_out(said: str) -> None:
    assert to_line(record(said)) is None


def test_a_mail_with_a_code_shows_the_code_else_its_subject() -> None:
    mail = {
        "To": ["a@pegel.example"],
        "Subject": "Hello",
        "BodyText": "Your code is 123456.",
        "BodyHtml": None,
    }
    assert to_sentence(mail) == "to a@pegel.example: code 123456"
    assert to_sentence({**mail, "BodyText": "Your bill is 1234567."}) == "to a@pegel.example: Hello"


def test_a_key_in_an_address_is_shown_to_nobody(tmp_path):
    shown = io.StringIO()
    with Stream(Console(file=shown, width=200), tmp_path / "log") as stream:
        stream.request("GET", "/1/klout.json?key=pegel_live_secret&users=mira_misst", 200, 3.2)
    for text in (shown.getvalue(), (tmp_path / "log").read_text()):
        assert "GET /1/klout.json?key=…&users=mira_misst 200 3 ms" in text
