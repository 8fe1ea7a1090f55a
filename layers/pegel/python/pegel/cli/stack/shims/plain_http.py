"""Everything on this machine is spoken over plain HTTP, and a bucket that refuses that refuses everything.

MiniStack 1.5.33 under AUTH=true is as strict as AWS, but has no way to take loopback for a safe transport.
Locally buckets go without the statements that demand TLS; that the template has them is a test of its own.
"""

from __future__ import annotations

from typing import Any

PLAIN = {"Bool": {"aws:SecureTransport": False}}


def drop_demand_for_tls(template: dict[str, Any]) -> None:
    """Take those statements out of buckets' policies, and policies that say nothing else."""
    for name, resource in list(template["Resources"].items()):
        if resource["Type"] != "AWS::S3::BucketPolicy":
            continue
        document = resource["Properties"]["PolicyDocument"]
        document["Statement"] = [one for one in document["Statement"] if one.get("Condition") != PLAIN]
        if not document["Statement"]:
            del template["Resources"][name]
