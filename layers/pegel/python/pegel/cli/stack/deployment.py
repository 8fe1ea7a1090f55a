"""SAM template → CloudFormation → running stack, in the emulator."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

from pegel.cli.stack.emulator import KEYS, REGION
from pegel.cli.stack.packaging import package
from pegel.cli.stack.shims.batch_rights import allow_batches
from pegel.cli.stack.shims.gradual_deployment import drop_gradual_deployment
from pegel.cli.stack.shims.http_api import expand_apis
from pegel.cli.stack.shims.leftovers import apply_leftovers
from pegel.cli.stack.shims.path_rights import allow_all_paths
from pegel.cli.stack.shims.plain_http import drop_demand_for_tls
from pegel.cli.stack.shims.runtime import Workers
from pegel.cli.stack.template import folder_of, functions, read_template
from pegel.errors import CannotRun

logging.getLogger("samtranslator").setLevel(logging.ERROR)  # warns of metrics that it never sends


@dataclass(frozen=True, slots=True)
class Deployed:
    """A stack as it came to be. `functions`: folder of the code → name in the emulator."""

    outputs: Mapping[str, str]
    functions: Mapping[str, str]
    variables: Mapping[str, str]  # of all functions together: table names, queue addresses, keys
    api: str  # id of the HTTP API


class Clients:
    """boto3 clients of one emulator."""

    def __init__(self, endpoint: str) -> None:
        self.session = boto3.session.Session(
            region_name=REGION,
            aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
        )
        self._config = Config(s3={"addressing_style": "path"}, read_timeout=120)
        self.endpoint = endpoint

    def __call__(self, service: str) -> Any:
        return self.session.client(service, endpoint_url=self.endpoint, config=self._config)


def deploy(
    clients: Clients, root: Path, workers: Workers, parameters: Mapping[str, str], stack: str
) -> Deployed:
    """Create or update a stack from the template in `root`. Parameters it does not know are dropped."""
    template = read_template(root / "template.yaml")
    given = {name: value for name, value in parameters.items() if name in template.get("Parameters", {})}
    folders = {name: folder_of(function) for name, function in functions(template).items()}
    drop_gradual_deployment(template)
    drop_demand_for_tls(template)
    allow_batches(template)
    allow_all_paths(template)
    put = bucket_of(clients("s3"), f"{stack}-artifacts")
    package(template, root, workers, put)
    plain = translate(template, given, clients.session)
    expand_apis(plain, stack)
    cloudformation = clients("cloudformation")
    create_or_update(cloudformation, stack, kept(plain, put, clients.endpoint), given)
    outputs = wait_for(cloudformation, stack)
    listed = cloudformation.describe_stack_resources(StackName=stack)["StackResources"]
    physical = {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in listed}
    apply_leftovers(plain, physical, clients("dynamodb"), clients("lambda"))
    (api,) = (one["PhysicalResourceId"] for one in listed if one["ResourceType"] == "AWS::ApiGatewayV2::Api")
    names = {folder: physical[name] for name, folder in folders.items()}
    return Deployed(outputs, names, variables_of(clients("lambda"), names), api)


def bucket_of(s3: Any, bucket: str) -> Callable[[bytes, str], str]:
    """A function that puts content under a name made of it."""
    s3.create_bucket(Bucket=bucket)

    def put(content: bytes, suffix: str) -> str:
        key = hashlib.sha256(content).hexdigest()[:24] + suffix
        s3.put_object(Bucket=bucket, Key=key, Body=content)
        return f"s3://{bucket}/{key}"

    return put


def kept(template: Mapping[str, Any], put: Callable[[bytes, str], str], endpoint: str) -> str:
    """The address of a template that was put into S3: inline, 51,200 bytes are the most."""
    content = json.dumps(template, separators=(",", ":")).encode()
    return put(content, ".template").replace("s3:/", endpoint)


def translate(template: dict[str, Any], parameters: Mapping[str, str], session: Any) -> dict[str, Any]:
    """Plain CloudFormation, by SAM's own translator."""
    declared = template.get("Parameters", {})
    defaults = {name: one["Default"] for name, one in declared.items() if "Default" in one}
    translator = Translator({}, Parser(), boto_session=session)
    plain: dict[str, Any] = translator.translate(
        sam_template=template, parameter_values={**defaults, **parameters}
    )
    plain.pop("Transform", None)
    return plain


def create_or_update(cloudformation: Any, stack: str, url: str, given: Mapping[str, str]) -> None:
    """Create the stack, or update the one that is there."""
    failure = cloudformation.exceptions.ClientError
    wanted = {
        "StackName": stack,
        "TemplateURL": url,
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        "Parameters": [{"ParameterKey": name, "ParameterValue": value} for name, value in given.items()],
    }
    try:
        cloudformation.describe_stacks(StackName=stack)
    except failure as missing:
        if "does not exist" not in str(missing):
            raise
        cloudformation.create_stack(**wanted)
        return
    try:
        cloudformation.update_stack(**wanted)
    except failure as unchanged:
        if "No updates" not in str(unchanged):
            raise


def wait_for(cloudformation: Any, stack: str) -> dict[str, str]:
    """The outputs, or a sentence with every resource that failed."""
    while True:
        (state,) = cloudformation.describe_stacks(StackName=stack)["Stacks"]
        if not state["StackStatus"].endswith("IN_PROGRESS"):
            break
        time.sleep(0.1)
    if "ROLLBACK" in state["StackStatus"] or "FAILED" in state["StackStatus"]:
        events = cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
        failed = [
            f"{event['LogicalResourceId']} ({event.get('ResourceStatusReason')})"
            for event in events
            if "FAILED" in event["ResourceStatus"]
        ]
        why = "; ".join(failed) or state.get("StackStatusReason", state["StackStatus"])
        raise CannotRun(f"template.yaml was not deployed: {why}")
    return {output["OutputKey"]: output["OutputValue"] for output in state.get("Outputs", [])}


def variables_of(functions: Any, names: Mapping[str, str]) -> dict[str, str]:
    """Environment variables of all functions together, as they were resolved."""
    variables: dict[str, str] = {}
    for name in names.values():
        settings = functions.get_function_configuration(FunctionName=name)
        variables.update(settings.get("Environment", {}).get("Variables", {}))
    return variables
