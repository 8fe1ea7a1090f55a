"""What goes wrong is in the log, with its reason."""

from __future__ import annotations

import json

import pytest

from pegel.telemetry import logger, loud


class Broken(Exception):
    """Something nobody thought of."""


def test_a_failed_message_is_logged_with_its_reason_and_fails_on(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Broken), loud("a message was not read", "m1"):
        raise Broken("the reason")
    told = json.loads(logger.registered_formatter.format(caplog.records[-1]))
    assert (told["level"], told["message"], told["message_id"]) == ("ERROR", "a message was not read", "m1")
    assert "Broken: the reason" in told["exception"]
