"""Every bug of the emulator that a shim of ours works around, as it is in the bare emulator.

A test that fails here brings good news: upstream mended the bug, and the message says which shim may go.
"""

from __future__ import annotations

import http.client
import json
import socket
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pegel.cli.stack.deployment import Clients, bucket_of, create_or_update, kept, wait_for
from pegel.cli.stack.emulator import SETTINGS, Emulator, installed
from pegel.cli.stack.packaging import zip_of
from pegel.cli.stack.ports import LOOPBACK, free_port
from pegel.cli.stack.stack import ROOT

QUIET = ("BIND_HOST", "SFTP_ENABLED", "IOT_MTLS_ENABLED")  # of our settings those that work around nothing
SHIM = "layers/pegel/python/pegel/cli/stack/shims"
ROLE = "arn:aws:iam::000000000000:role/any"
CODE = """
class Refused(Exception): pass
def silent(event, context): return 1
def refusing(event, context): raise Refused("no")
"""
Create = Callable[[dict[str, Any]], dict[str, str]]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    settings = {name: SETTINGS[name] for name in QUIET}
    folder = tmp_path_factory.mktemp("bare")
    with Emulator(installed(ROOT), free_port(), folder, settings=settings) as emulator:
        yield emulator


@pytest.fixture(scope="module")
def client(bare: Emulator) -> Clients:
    return Clients(bare.endpoint)


@pytest.fixture
def create(client: Clients, request: pytest.FixtureRequest) -> Create:
    """Deploy resources by CloudFormation as they are; logical ids → the ids they got."""
    cloudformation, name = client("cloudformation"), f"stack-{abs(hash(request.node.name))}"

    def deploy(resources: dict[str, Any]) -> dict[str, str]:
        put = bucket_of(client("s3"), f"{name}-templates")
        create_or_update(cloudformation, name, kept({"Resources": resources}, put, client.endpoint), {})
        wait_for(cloudformation, name)
        listed = cloudformation.describe_stack_resources(StackName=name)["StackResources"]
        return {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in listed}

    return deploy


@pytest.fixture(scope="module")
def function(client: Clients) -> Callable[[str], Callable[[], dict[str, Any]]]:
    """A function under the emulator's own Python worker; the result calls it and returns the whole answer."""
    functions, archive = client("lambda"), zip_of({"code.py": CODE.encode()})

    def make(handler: str) -> Callable[[], dict[str, Any]]:
        functions.create_function(
            FunctionName=handler,
            Runtime="python3.13",
            Role=ROLE,
            Handler=f"code.{handler}",
            Code={"ZipFile": archive},
        )
        return lambda: dict(functions.invoke(FunctionName=handler))

    return make


def api_of(**properties: Any) -> dict[str, Any]:
    return {
        "Type": "AWS::ApiGatewayV2::Api",
        "Properties": {"Name": "a", "ProtocolType": "HTTP", **properties},
    }


def test_ministack_still_ignores_the_body_of_an_http_api(client: Clients, create: Create) -> None:
    integration = {
        "type": "http_proxy",
        "httpMethod": "GET",
        "uri": "http://127.0.0.1",
        "payloadFormatVersion": "1.0",
    }
    paths = {"/a": {"get": {"x-amazon-apigateway-integration": integration, "responses": {}}}}
    body = {"openapi": "3.0.1", "info": {"title": "a", "version": "1"}, "paths": paths}
    made = create({"Api": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Body": body}}})
    routes = client("apigatewayv2").get_routes(ApiId=made["Api"])["Items"]
    assert routes == [], f"a Body makes routes now: remove expand_apis ({SHIM}/http_api.py)"


def test_ministack_still_does_not_find_cors_settings_as_cloudformation_writes_them(
    bare: Emulator, create: Create
) -> None:
    made = create({"Api": api_of(CorsConfiguration={"AllowOrigins": ["*"], "AllowMethods": ["GET"]})})
    connection = http.client.HTTPConnection(LOOPBACK, bare.port)
    asked = {
        "Host": f"{made['Api']}.execute-api.localhost:{bare.port}",
        "Origin": "https://pegel.example",
        "Access-Control-Request-Method": "GET",
    }
    connection.request("OPTIONS", "/", headers=asked)
    status = connection.getresponse().status
    connection.close()
    assert status == 403, f"a preflight is answered now: remove the camelCase of api_of ({SHIM}/http_api.py)"


def test_ministack_still_loses_the_name_of_an_exception(function: Any) -> None:
    failed = json.loads(function("refusing")()["Payload"].read())
    assert failed["errorType"] != "Refused", f"names arrive now: the worker may do without {SHIM}/runtime.py"


def test_ministack_still_waits_for_the_output_of_a_silent_function(function: Any) -> None:
    call, took = function("silent"), []
    for _ in range(10):
        began = time.perf_counter()
        call()
        took.append(time.perf_counter() - began)
    median = statistics.median(took[1:])
    assert median > 0.030, f"silence costs nothing now: remove print('REPORT') from {SHIM}/runtime_client.py"


def test_ministack_still_forgets_the_time_to_live_of_a_table(client: Clients, create: Create) -> None:
    properties = {
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "key", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "key", "KeyType": "HASH"}],
        "TimeToLiveSpecification": {"AttributeName": "until", "Enabled": True},
    }
    made = create({"Table": {"Type": "AWS::DynamoDB::Table", "Properties": properties}})
    told = client("dynamodb").describe_time_to_live(TableName=made["Table"])["TimeToLiveDescription"]
    assert told["TimeToLiveStatus"] == "DISABLED", f"it is set now: remove it from {SHIM}/leftovers.py"


def test_ministack_still_forgets_the_reserved_concurrency_of_a_function(
    client: Clients, create: Create
) -> None:
    properties = {
        "Runtime": "python3.13",
        "Handler": "index.silent",
        "Role": ROLE,
        "Code": {"ZipFile": CODE},
        "ReservedConcurrentExecutions": 5,
    }
    made = create({"Function": {"Type": "AWS::Lambda::Function", "Properties": properties}})
    told = client("lambda").get_function_concurrency(FunctionName=made["Function"])
    assert "ReservedConcurrentExecutions" not in told, f"it is set now: remove it from {SHIM}/leftovers.py"


@pytest.mark.parametrize(
    "kind",
    [
        "AWS::CodeDeploy::Application",
        "AWS::CodeDeploy::DeploymentGroup",
        "AWS::StepFunctions::StateMachineVersion",
        "AWS::StepFunctions::StateMachineAlias",
    ],
)
def test_ministack_still_refuses_gradual_deployment(client: Clients, kind: str) -> None:
    cloudformation = client("cloudformation")
    template = json.dumps({"Resources": {"One": {"Type": kind, "Properties": {}}}})
    mended = f"{kind} is known now: remove what it is for from {SHIM}/gradual_deployment.py"
    with pytest.raises(cloudformation.exceptions.ClientError, match="Unrecognized resource types"):
        cloudformation.create_stack(StackName="gradual", TemplateBody=template)
        pytest.fail(mended)


def test_ministack_still_listens_to_every_network(tmp_path: Any) -> None:
    settings = {name: SETTINGS[name] for name in QUIET if name != "BIND_HOST"}
    with (
        Emulator(installed(ROOT), free_port(), tmp_path, settings=settings) as emulator,
        socket.socket() as other,
    ):
        answered = other.connect_ex(("127.0.0.2", emulator.port))  # not the address we bind
    assert answered == 0, "it binds 127.0.0.1 by itself now: remove BIND_HOST from emulator.py"
