"""The same read written for other frameworks as a competent developer would: same document, same log line."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Handler = Callable[[dict[str, Any], Any], Any]
Tell = Callable[[str | None, int], None]  # route, status
Find = Callable[[str], dict[str, Any] | None]  # name of a page -> the document


def bare(find: Find, tell: Tell) -> Handler:
    """No framework."""

    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
        document = find(event["pathParameters"]["name"])
        tell(event["requestContext"]["routeKey"], 200)
        headers = {"Content-Type": "application/json"}
        return {"statusCode": 200, "headers": headers, "body": json.dumps(document)}

    return handler


def chalice(find: Find, tell: Tell) -> Handler:
    """AWS Chalice. It takes events of the first format; `first_format` makes one."""
    from chalice.app import Chalice, Response

    app = Chalice(app_name="chalice", configure_logs=False)

    def read(name: str) -> Response:
        asked: Any = app.current_request
        tell(asked.context["resourcePath"], 200)
        return Response(body=find(name), headers={"Content-Type": "application/json"})

    app.route("/v3/scores/{name}")(read)
    handler: Handler = app
    return handler


def fastapi(find: Find, tell: Tell) -> Handler:
    """FastAPI behind Mangum."""
    import fastapi as framework
    from mangum import Mangum

    app = framework.FastAPI()

    async def read(name: str) -> Any:
        tell("GET /v3/scores/{name}", 200)
        return find(name)

    app.get("/v3/scores/{name}")(read)
    handler: Handler = Mangum(app, lifespan="off")
    return handler


def first_format(event: dict[str, Any]) -> dict[str, Any]:
    """The same request as a REST API would send it."""
    return {
        "resource": "/v3/scores/{name}",
        "path": event["rawPath"],
        "httpMethod": "GET",
        "headers": event["headers"],
        "multiValueHeaders": {name: [value] for name, value in event["headers"].items()},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": event["pathParameters"],
        "stageVariables": None,
        "requestContext": {
            "resourcePath": "/v3/scores/{name}",
            "httpMethod": "GET",
            "path": event["rawPath"],
            "requestId": event["requestContext"]["requestId"],
            "identity": {"sourceIp": "192.0.2.7", "userAgent": "curl/8.10"},
        },
        "body": None,
        "isBase64Encoded": False,
    }
