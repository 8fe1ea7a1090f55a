"""What the bare emulator, when it enforces rights, refuses and AWS grants; as in test_emulator_bugs.py."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from pegel.cli.stack.deployment import Clients
from pegel.cli.stack.emulator import REGION, SETTINGS, Emulator, installed
from pegel.cli.stack.ports import free_port
from pegel.cli.stack.shims.batch_rights import allow_batches
from pegel.cli.stack.shims.path_rights import allow_all_paths
from pegel.cli.stack.shims.plain_http import PLAIN, drop_demand_for_tls
from pegel.cli.stack.stack import ROOT
from pegel.cli.stack.template import read_template

SHIM = "layers/pegel/python/pegel/cli/stack/shims"
QUIET = ("BIND_HOST", "SFTP_ENABLED", "IOT_MTLS_ENABLED")
Somebody = Callable[..., Any]


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    settings = {name: SETTINGS[name] for name in QUIET}
    folder = tmp_path_factory.mktemp("strict")
    with Emulator(installed(ROOT), free_port(), folder, auth=True, settings=settings) as emulator:
        yield emulator


@pytest.fixture(scope="module")
def root(strict: Emulator) -> Clients:
    return Clients(strict.endpoint)


@pytest.fixture
def somebody(strict: Emulator, root: Clients) -> Somebody:
    """A client of a service for a user who has one right, on everything or on one thing."""

    def client(service: str, right: str, resource: str = "*") -> Any:
        iam, name = root("iam"), right.replace(":", "-")
        iam.create_user(UserName=name)
        granted = {"Effect": "Allow", "Action": [right], "Resource": resource}
        document = json.dumps({"Version": "2012-10-17", "Statement": [granted]})
        iam.put_user_policy(UserName=name, PolicyName="one", PolicyDocument=document)
        key = iam.create_access_key(UserName=name)["AccessKey"]
        return boto3.client(
            service,
            endpoint_url=strict.endpoint,
            region_name=REGION,
            aws_access_key_id=key["AccessKeyId"],
            aws_secret_access_key=key["SecretAccessKey"],
        )

    return client


def test_ministack_still_wants_a_right_of_its_own_for_a_batch_of_messages(
    root: Clients, somebody: Somebody
) -> None:
    sender = somebody("sqs", "sqs:SendMessage")
    queue = root("sqs").create_queue(QueueName="any")["QueueUrl"]
    sender.send_message(QueueUrl=queue, MessageBody="one")
    with pytest.raises(ClientError, match=r"(?i)not authorized to perform: sqs:SendMessageBatch"):
        sender.send_message_batch(QueueUrl=queue, Entries=[{"Id": "1", "MessageBody": "one"}])
        pytest.fail(f"sqs:SendMessage is enough now: remove {SHIM}/batch_rights.py")


def test_ministack_still_does_not_take_loopback_for_a_safe_transport(
    root: Clients, somebody: Somebody
) -> None:
    writer, s3 = somebody("s3", "s3:PutObject"), root("s3")
    s3.create_bucket(Bucket="any")
    writer.put_object(Bucket="any", Key="a", Body=b"")
    only_tls = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": ["s3:PutObject"],
        "Resource": "arn:aws:s3:::any/*",
    }
    document = {"Version": "2012-10-17", "Statement": [{**only_tls, "Condition": PLAIN}]}
    s3.put_bucket_policy(Bucket="any", Policy=json.dumps(document))
    with pytest.raises(ClientError, match="explicit deny in a resource-based policy"):
        writer.put_object(Bucket="any", Key="a", Body=b"")
        pytest.fail(f"plain HTTP is taken here now: remove {SHIM}/plain_http.py")


def test_ministack_still_wants_the_right_on_all_parameters_for_those_of_one_path(
    root: Clients, somebody: Somebody
) -> None:
    path = "/any/networks"
    root("ssm").put_parameter(Name=f"{path}/one", Value="1", Type="SecureString")
    reader = somebody("ssm", "ssm:GetParametersByPath", f"arn:aws:ssm:{REGION}:000000000000:parameter{path}")
    with pytest.raises(ClientError, match="not authorized to perform: ssm:GetParametersByPath"):
        reader.get_parameters_by_path(Path=path)
        pytest.fail(f"the right on the path is enough now: remove {SHIM}/path_rights.py")


def test_who_may_read_a_path_may_read_all_and_nobody_else() -> None:
    reading: dict[str, Any] = {"Statement": [{"Action": ["ssm:GetParametersByPath"], "Resource": "one"}]}
    other: dict[str, Any] = {"Statement": [{"Action": ["ssm:GetParameter"], "Resource": "one"}]}
    allow_all_paths([{"Policies": [reading]}, other])
    assert (reading["Statement"][0]["Resource"], other["Statement"][0]["Resource"]) == ("*", "one")


def test_who_may_send_a_message_may_send_a_batch_and_nobody_else() -> None:
    sending: dict[str, Any] = {"Statement": [{"Effect": "Allow", "Action": ["sqs:SendMessage"]}]}
    reading: dict[str, Any] = {"Statement": [{"Effect": "Allow", "Action": ["sqs:ReceiveMessage"]}]}
    allow_batches([{"Policies": [sending]}, reading])
    assert sending["Statement"][0]["Action"] == ["sqs:SendMessage", "sqs:SendMessageBatch"]
    assert reading["Statement"][0]["Action"] == ["sqs:ReceiveMessage"]


def test_only_the_demand_for_tls_is_taken_out_of_a_bucket_s_policy() -> None:
    tls, other = {"Effect": "Deny", "Condition": PLAIN}, {"Effect": "Deny", "Condition": {}}
    template = {
        "Resources": {
            name: {"Type": "AWS::S3::BucketPolicy", "Properties": {"PolicyDocument": {"Statement": said}}}
            for name, said in (("Tls", [tls]), ("Both", [tls, other]))
        }
    }
    drop_demand_for_tls(template)
    assert {name: one["Properties"] for name, one in template["Resources"].items()} == {
        "Both": {"PolicyDocument": {"Statement": [other]}}
    }


def test_every_bucket_of_the_template_demands_tls() -> None:
    """What is taken out locally is there for AWS."""
    resources = read_template(ROOT / "template.yaml")["Resources"]
    demanded = {
        json.dumps(one["Properties"]["Bucket"])
        for one in resources.values()
        if one["Type"] == "AWS::S3::BucketPolicy"
        for said in one["Properties"]["PolicyDocument"]["Statement"]
        if (said["Effect"], said["Principal"], said["Condition"]) == ("Deny", "*", PLAIN)
    }
    buckets = {name for name, one in resources.items() if one["Type"] == "AWS::S3::Bucket"}
    assert demanded == {json.dumps({"Ref": name}) for name in buckets}
