"""Tables, queues and a bucket like the deployed ones, aside from them: no deployed function works on these.

Shapes come from template.yaml. The functions are then imported in this process under these names and called
with the events that AWS would send.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pegel.cli.stack.template import read_template

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("schedule", "collect", "score")
RESOURCES = read_template(ROOT / "template.yaml")["Resources"]
TABLE = ("KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes", "BillingMode")
Handler = Callable[[dict[str, Any], Any], Any]


@dataclass
class Context:
    """What a handler is told about its call."""

    seconds: float = 120.0
    function_name: str = "here"
    memory_limit_in_mb: int = 1024
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:000000000000:function:here"
    aws_request_id: str = "req"

    def get_remaining_time_in_millis(self) -> int:
        return int(self.seconds * 1000)


@dataclass
class Aside:
    """The names, and how a queue is driven by hand."""

    stack: Stack
    environment: dict[str, str]
    score_queue: str
    context: Context = field(default_factory=Context)

    @property
    def collect_queue(self) -> str:
        return self.environment["COLLECT_QUEUE_URL"]

    @cached_property
    def sqs(self) -> Any:
        return self.stack.client("sqs")

    def module(self, name: str) -> Any:
        """A module of a function or of the store, under these names."""
        return importlib.import_module(name)

    def waiting(self, queue: str) -> int:
        """Messages in a queue: visible, delayed or taken."""
        told = self.sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
        return sum(int(number) for name, number in told.items() if name.startswith("ApproximateNumberOf"))

    def messages(self, queue: str, most: int = 10) -> list[dict[str, Any]]:
        """Some messages, as the event source would hand them over."""
        return messages(self.sqs, queue, most)

    def serve(self, queue: str, handler: Handler, most: int = 10) -> int:
        """Hand messages to a handler until none is left; those that failed stay. How many were done."""
        return serve(self.sqs, queue, handler, self.context, most)


def messages(sqs: Any, queue: str, most: int) -> list[dict[str, Any]]:
    """Some messages of a queue, as records of an event."""
    taken = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=most, WaitTimeSeconds=0)
    return [
        {
            "messageId": message["MessageId"],
            "receiptHandle": message["ReceiptHandle"],
            "body": message["Body"],
            "attributes": {"ApproximateReceiveCount": "1"},
            "messageAttributes": {},
            "eventSource": "aws:sqs",
        }
        for message in taken.get("Messages", [])
    ]


def serve(sqs: Any, queue: str, handler: Handler, context: Context, most: int = 10) -> int:
    """What the event source does, until the queue is empty."""
    done = 0
    while records := messages(sqs, queue, most):
        answer = handler({"Records": records}, context)
        failed = {one["itemIdentifier"] for one in answer["batchItemFailures"]}
        good = [record for record in records if record["messageId"] not in failed]
        for record in good:
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=record["receiptHandle"])
        done += len(good)
    return done


@contextmanager
def opened(stack: Stack, unique: str) -> Iterator[Aside]:
    """Everything made, and the modules imported anew under its names; afterwards as before."""
    environment = {**stack.environment, **tables(stack, unique), "PEGEL_REPLAY": ""}
    sqs, s3 = stack.client("sqs"), stack.client("s3")
    dead = arn_of(sqs, sqs.create_queue(QueueName=f"{unique}-dead")["QueueUrl"])
    attributes = {
        "VisibilityTimeout": "600",
        "RedrivePolicy": json.dumps({"deadLetterTargetArn": dead, "maxReceiveCount": 5}),
    }
    queues = [
        sqs.create_queue(QueueName=f"{unique}-{name}", Attributes=attributes)["QueueUrl"]
        for name in ("collect", "score")
    ]
    bucket = f"{unique}-snapshots"
    s3.create_bucket(Bucket=bucket)
    tell_of_objects(s3, bucket, sqs, queues[1])
    environment |= {"COLLECT_QUEUE_URL": queues[0], "SCORE_QUEUE_URL": queues[1], "SNAPSHOTS_BUCKET": bucket}
    with imported_under(environment):
        yield Aside(stack, environment, queues[1])


def tell_of_objects(s3: Any, bucket: str, sqs: Any, queue: str) -> None:
    """Each new object of the bucket is a message, which the queue must allow."""
    arn = arn_of(sqs, queue)
    granted = {"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": ["sqs:SendMessage"]}
    policy = {"Version": "2012-10-17", "Statement": [{**granted, "Resource": arn}]}
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": json.dumps(policy)})
    told = {"QueueConfigurations": [{"QueueArn": arn, "Events": ["s3:ObjectCreated:*"]}]}
    s3.put_bucket_notification_configuration(Bucket=bucket, NotificationConfiguration=told)


def tables(stack: Stack, unique: str) -> dict[str, str]:
    """Variable → name of every table, empty."""
    dynamodb, names = stack.client("dynamodb"), {}
    for name, resource in RESOURCES.items():
        if resource["Type"] == "AWS::DynamoDB::Table":
            shape = {key: value for key, value in resource["Properties"].items() if key in TABLE}
            dynamodb.create_table(TableName=f"{unique}-{name}", **shape)
            names[f"{name.removesuffix('Table').upper()}_TABLE"] = f"{unique}-{name}"
    return names


def arn_of(sqs: Any, queue: str) -> str:
    """ARN of a queue."""
    return str(
        sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    )


@contextmanager
def imported_under(environment: dict[str, str]) -> Iterator[None]:
    """Modules that read their settings when imported are imported anew: settings are theirs for life."""
    folders = [str(ROOT / "functions" / name) for name in FOLDERS]
    before, path = dict(os.environ), list(sys.path)
    forget(folders)
    os.environ.update(
        environment | {"POWERTOOLS_SERVICE_NAME": "pegel", "POWERTOOLS_METRICS_NAMESPACE": "Pegel"}
    )
    sys.path[:0] = folders
    try:
        yield
    finally:
        forget(folders)
        sys.path[:] = path
        os.environ.clear()
        os.environ.update(before)


def forget(folders: list[str]) -> None:
    """The store and the functions' own modules."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        if name.startswith("pegel.store") or any(file.startswith(folder) for folder in folders):
            del sys.modules[name]
