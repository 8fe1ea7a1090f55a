"""The emulator's CloudFormation refuses CodeDeploy and a state machine's versions: no stack at all with them.

MiniStack 1.5.33, local-stack bug 13. Locally there is no traffic to shift, so the template goes without.
"""

from __future__ import annotations

from typing import Any


def drop_gradual_deployment(template: dict[str, Any]) -> None:
    """Deploy at once what AWS would deploy step by step."""
    template.get("Globals", {}).get("Function", {}).pop("DeploymentPreference", None)
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        properties.pop("DeploymentPreference", None)
        if resource["Type"] == "AWS::Serverless::StateMachine":
            properties.pop("AutoPublishAlias", None)
