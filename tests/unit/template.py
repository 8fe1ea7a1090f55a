"""template.yaml as the tests of what must hold there look at it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pegel.cli.stack.template import read_template

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = read_template(ROOT / "template.yaml")
RESOURCES: dict[str, dict[str, Any]] = TEMPLATE["Resources"]
SHARED = TEMPLATE["Globals"]["Function"]


def of_type(kind: str) -> dict[str, dict[str, Any]]:
    """Logical id → properties."""
    return {name: one.get("Properties", {}) for name, one in RESOURCES.items() if one["Type"] == kind}


FUNCTIONS = of_type("AWS::Serverless::Function")
TABLES = of_type("AWS::DynamoDB::Table")
QUEUES = of_type("AWS::SQS::Queue")
ALARMS = of_type("AWS::CloudWatch::Alarm")


def statements(function: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every statement a function can have, whatever the conditions say."""
    for policy in function.get("Policies", []):
        assert isinstance(policy, dict), f"{policy} is a policy of somebody else's: list the actions"
        chosen = policy["Fn::If"][1] if "Fn::If" in policy else policy
        assert set(chosen) == {"Statement"}, f"{chosen} is a policy template: list the actions"
        yield from chosen["Statement"]


def referred(value: Any) -> set[str]:
    """Logical ids a value refers to."""
    if isinstance(value, dict):
        if "Ref" in value:
            return {value["Ref"]}
        if "Fn::GetAtt" in value:
            return {value["Fn::GetAtt"][0]}
        if "Fn::Sub" in value:
            text = value["Fn::Sub"] if isinstance(value["Fn::Sub"], str) else value["Fn::Sub"][0]
            return {name.split(".")[0] for name in re.findall(r"\$\{([^}!]+)\}", text)}
        return set().union(*map(referred, value.values()))
    return set().union(*map(referred, value)) if isinstance(value, list) else set()


def variables(function: dict[str, Any]) -> set[str]:
    """Names of the environment a function gets."""
    own = function.get("Environment", {}).get("Variables", {})
    return {*SHARED["Environment"]["Variables"], *own}
