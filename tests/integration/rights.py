"""The rights of template.yaml one by one, copies of it that lack one, and what was denied on a stack."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from conftest import ROOT

from pegel.cli.stack.stack import NAME, Stack
from pegel.cli.stack.template import folder_of, functions, read_template

TEMPLATE = read_template(ROOT / "template.yaml")
NOTHING = "sts:GetCallerIdentity"  # a right that nobody needs: AWS never denies it
DENIED = re.compile(r"AccessDenied|not authorized")
KEPT_IN_PROCESS = ("kms", "ssm")  # asked once in a function's life: it must start anew to ask again


class Right(NamedTuple):
    """One action of one statement of one function."""

    function: str  # logical id
    statement: int
    action: str
    resource: str  # logical id

    def __str__(self) -> str:
        return f"{self.function}-{self.action}-{self.resource}"


def rights() -> Iterator[Right]:
    """Every one in the template."""
    for name, function in functions(TEMPLATE).items():
        for number, statement in enumerate(statements(function)):
            for action in statement["Action"]:
                yield Right(name, number, action, resource_of(statement["Resource"]))


def statements(function: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Of a function, also those under a condition."""
    for policy in function.get("Policies", []):
        yield from (policy["Fn::If"][1] if "Fn::If" in policy else policy)["Statement"]


def resource_of(value: dict[str, Any]) -> str:
    """Logical id that an ARN is made of: the last one named in it."""
    if "Fn::GetAtt" in value:
        return str(value["Fn::GetAtt"][0])
    return str(value["Fn::Sub"]).rpartition("${")[2].partition("}")[0].partition(".")[0]


def without(right: Right, folder: Path) -> Path:
    """A copy of the project in `folder` whose template lacks one right; code is the same."""
    template = deepcopy(TEMPLATE)
    function = functions(template)[right.function]
    statement = list(statements(function))[right.statement]
    statement["Action"] = [one for one in statement["Action"] if one != right.action] or [NOTHING]
    if right.action.startswith(KEPT_IN_PROCESS):
        function["Environment"]["Variables"]["WITHOUT"] = right.action
    (folder / "template.yaml").write_text(json.dumps(template))
    for name in ("functions", "layers"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def folder(right: Right) -> str:
    """What people call its function."""
    return folder_of(functions(TEMPLATE)[right.function])


def names(stack: Stack) -> dict[str, str]:
    """Logical id → the last part of the name it has on the stack."""
    listed = stack.client("cloudformation").describe_stack_resources(StackName=NAME)["StackResources"]
    known = {one["LogicalResourceId"]: one["PhysicalResourceId"].rpartition("/")[2] for one in listed}
    return {**known, "AWS::StackName": NAME}


def denials(stack: Stack, since: int = 0) -> list[str]:
    """What functions were denied, as far as their log says, from one of its lines on."""
    said = [f"{line.function}: {line.message}" for line in stack.logs()]
    return [line for line in said[since:] if DENIED.search(line)]


def is_about(right: Right, resource: str, denial: str) -> bool:
    """It denies just that. Only DynamoDB names the resource; of others no function has two alike."""
    whose = denial.startswith(f"{folder(right)}: ")
    what = f"not authorized to perform: {right.action}".lower() in denial.lower()
    return whose and what and ("on resource:" not in denial or resource in denial)
