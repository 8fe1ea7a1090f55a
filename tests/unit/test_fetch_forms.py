"""Forms go out by the same rules as questions, and what they hold is told nowhere."""

from __future__ import annotations

import pytest
from unit.tls_server import NAME, OK, Authority, Server, at, length

from pegel.errors import BadAnswer, ForbiddenAddress, NetworkError, Unreachable

URL = f"https://{NAME}/token"
FORM = {"code": "a secret&c"}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def test_a_form_is_sent_once_and_a_redirect_is_its_answer(authority: Authority) -> None:
    server = Server(authority, b"HTTP/1.1 302 Found\r\nLocation: https://else.example/\r\n" + length(b""))
    answer = server.live().post(URL, FORM, {"Authorization": "Basic x"})
    assert answer.status == 302, "followed, it would take the secrets elsewhere"
    assert (answer.url, len(server.connected)) == (URL, 1)
    head, _, body = b"".join(server.requests).partition(b"\r\n\r\n")
    assert head.startswith(b"POST /token HTTP/1.1\r\n")
    assert b"\r\nAuthorization: Basic x" in head
    assert b"\r\nContent-Type: application/x-www-form-urlencoded" in head
    assert body == b"code=a+secret%26c"


def test_what_a_form_holds_is_in_no_error(authority: Authority) -> None:
    large = Server(authority, OK + length(b"x" * 2000))
    silent = Server(authority, b"")
    refusals: list[tuple[type[NetworkError], Server, dict[str, object]]] = [
        (ForbiddenAddress, large, {"resolve": lambda host, port: at("127.0.0.1")}),
        (BadAnswer, large, {"limit": 1000}),
        (Unreachable, silent, {"total": 0.3}),
        (Unreachable, large, {"trust": ""}),
    ]
    for kind, server, edges in refusals:
        with pytest.raises(kind) as refused:
            server.live(**edges).post(URL, FORM)
        assert "secret" not in str(refused.value), kind
