"""What is around the routes of each API function: request id, one log line, every failure as a problem."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any, Protocol

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.exceptions import NotFoundError

from pegel.errors import NetworkError, NotFound, Refusal
from pegel.http import problem
from pegel.http.ids import new_request_id


class Log(Protocol):
    """What is needed of a logger."""

    def info(self, message: str, /, *, extra: dict[str, Any]) -> None:
        """A line."""

    def exception(self, message: str, /, *, extra: dict[str, Any]) -> None:
        """A line with the trace of what is being handled."""


class Application:
    """The routes of one API function."""

    def __init__(self, log: Log, *routers: Router) -> None:
        self.log = log
        self.resolver = APIGatewayHttpResolver()
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
        about = event.get("requestContext", {})
        self.resolver.context.update(request_id=request_id, instance=event.get("rawPath", ""))
        answer = self.resolver.resolve(event, context)
        answer["headers"]["Request-Id"] = request_id
        said = {
            "request_id": request_id,
            "route": about.get("routeKey"),
            "status": answer["statusCode"],
            "ms": round(1000 * (time.perf_counter() - began), 2),
        }
        self.log.info("answered", extra=said)
        return answer

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
