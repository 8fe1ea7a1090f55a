"""The emulator's CloudFormation ignores a table's time to live and a function's reserved concurrency.

MiniStack 1.5.33, local-stack bug 4. Both are set by their own calls after the deployment, for whatever the
template says. A bucket's lifecycle is ignored too: a local stack does not live for 90 days.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def apply_leftovers(
    template: Mapping[str, Any], physical: Mapping[str, str], dynamodb: Any, functions: Any
) -> None:
    """`template` is plain CloudFormation, `physical` its logical ids → the ids they got."""
    for name, resource in template["Resources"].items():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::DynamoDB::Table" and "TimeToLiveSpecification" in properties:
            enable_time_to_live(dynamodb, physical[name], properties["TimeToLiveSpecification"])
        if resource["Type"] == "AWS::Lambda::Function" and "ReservedConcurrentExecutions" in properties:
            functions.put_function_concurrency(
                FunctionName=physical[name],
                ReservedConcurrentExecutions=properties["ReservedConcurrentExecutions"],
            )


def enable_time_to_live(dynamodb: Any, table: str, wanted: Mapping[str, Any]) -> None:
    """Setting it twice is an error, on AWS too."""
    now = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    if now["TimeToLiveStatus"] != "ENABLED":
        dynamodb.update_time_to_live(TableName=table, TimeToLiveSpecification=wanted)
