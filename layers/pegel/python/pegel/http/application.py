"""What is around the routes of each API function: request id, one log line, every failure as a problem."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Protocol

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from pegel.errors import NetworkError, NotFound, Refusal
from pegel.http import problem
from pegel.http.ids import new_request_id


class Log(Protocol):
    """What is needed of a logger."""

    def info(self, message: str, /, *, extra: dict[str, Any]) -> None:
        """A line."""

    def exception(self, message: str, /, *, extra: dict[str, Any]) -> None:
        """A line with the trace of what is being handled."""


class Admit(Protocol):
    """Whoever may ask only so often is counted here: headers that tell what is left. Raises a Refusal."""

    def __call__(self, event: dict[str, Any], /) -> Mapping[str, str]: ...


class Request(APIGatewayProxyEventV2):
    """The gateway's event. Its names of headers are lower case already."""

    @property
    def resolved_headers_field(self) -> dict[str, Any]:
        """As they are: two case-blind copies, to see whether gzip is welcome, were a tenth of a read."""
        return self.raw_event.get("headers") or {}


class Resolver(APIGatewayHttpResolver):
    """Powertools' own, on requests of ours."""

    def _to_proxy_event(self, event: dict[str, Any]) -> Request:
        return Request(event)


class Application:
    """The routes of one API function."""

    def __init__(self, log: Log, *routers: Router, admit: Admit | None = None) -> None:
        self.log, self.admit = log, admit
        self.resolver = Resolver()
        for router in routers:
            self.resolver.include_router(router)
        for kind, answer in (
            (Refusal, self._refuse),
            (NetworkError, self._network),
            (NotFoundError, self._nothing_here),
            (Exception, self._break),
        ):
            self.resolver.exception_handler(kind)(answer)

    def serve(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        """An event of the HTTP API in, its answer out. The path is not logged: it names people."""
        began, request_id = time.perf_counter(), new_request_id()
        about = {"instance": event["rawPath"], "request_id": request_id}
        answer = self._answer(event, context, about)
        answer["headers"]["Request-Id"] = request_id
        said = {
            "request_id": request_id,
            "route": event["requestContext"].get("routeKey"),
            "status": answer["statusCode"],
            "ms": round(1000 * (time.perf_counter() - began), 2),
        }
        self.log.info("answered", extra=said)
        return answer

    def _answer(self, event: dict[str, Any], context: Any, about: dict[str, Any]) -> dict[str, Any]:
        """Counted, unless the client holds the answer already."""
        if self.admit is None:
            return self._resolve(event, context, about)
        holds = "if-none-match" in event["headers"]
        try:
            told = {} if holds else self.admit(event)
            answer = self._resolve(event, context, about)
            if holds and answer["statusCode"] != HTTPStatus.NOT_MODIFIED:
                told = self.admit(event)
        except Refusal as refusal:
            return written(problem.of_refusal(refusal, about))
        except Exception:  # of `admit`: whatever a route raises, the resolver has answered
            self.log.exception("broke", extra=about)
            return written(problem.of_mistake(about))
        answer["headers"].update(told)
        return answer

    def _resolve(self, event: dict[str, Any], context: Any, about: dict[str, Any]) -> dict[str, Any]:
        """By the routes; HEAD is GET without the body."""
        self.resolver.context.update(about)
        asked = event["requestContext"]["http"]
        if asked["method"] != "HEAD":
            return self.resolver.resolve(event, context)
        got = {**event, "requestContext": {**event["requestContext"], "http": {**asked, "method": "GET"}}}
        return {**self.resolver.resolve(got, context), "body": ""}

    def _about(self) -> dict[str, Any]:
        known = self.resolver.context
        return {"instance": known["instance"], "request_id": known["request_id"]}

    def _refuse(self, error: Refusal) -> Response[str]:
        return problem.of_refusal(error, self._about())

    def _network(self, error: NetworkError) -> Response[str]:
        return problem.of_network(error, datetime.now(UTC), self._about())

    def _nothing_here(self, _: NotFoundError) -> Response[str]:
        return problem.of_refusal(NotFound("no route has this method and path"), self._about())

    def _break(self, _: Exception) -> Response[str]:
        about = self._about()
        self.log.exception("broke", extra=about)
        return problem.of_mistake(about)


def written(answer: Response[str]) -> dict[str, Any]:
    """An answer past the resolver, as the gateway wants it."""
    return {
        "statusCode": answer.status_code,
        "headers": answer.headers,
        "body": answer.body,
        "isBase64Encoded": False,
        "cookies": [],
    }
