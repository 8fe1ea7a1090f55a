"""template.yaml as Python reads it: CloudFormation's short forms (`!Ref X`) written out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


class Loader(yaml.SafeLoader):
    """YAML with CloudFormation's tags."""


def to_intrinsic(loader: Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    """`!GetAtt A.B` → {"Fn::GetAtt": ["A", "B"]}."""
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)
        value = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in {"Ref", "Condition"} else f"Fn::{suffix}": value}


Loader.add_multi_constructor("!", to_intrinsic)


def read_template(path: Path) -> dict[str, Any]:
    """The SAM template as a dict."""
    return dict(Loader(path.read_text()).get_single_data())


def functions(template: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Logical id → properties of every function."""
    return {
        name: resource["Properties"]
        for name, resource in template["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
    }


def folder_of(function: dict[str, Any]) -> str:
    """What people call a function: the folder of its code."""
    return Path(function["CodeUri"]).name
