"""Who may do what in template.yaml: a right is a list of actions on one thing; no way in without a token."""

from __future__ import annotations

import re

from unit.template import FUNCTIONS, RESOURCES, of_type, referred, statements, variables

OBJECTS = re.compile(r"Bucket\.Arn}/([a-z]+/)?\*")  # of one bucket: all, or those in one folder


def test_every_right_is_a_list_of_actions_on_one_resource() -> None:
    for name, function in FUNCTIONS.items():
        for statement in statements(function):
            assert set(statement) == {"Effect", "Action", "Resource"}, name
            assert isinstance(statement["Action"], list), name
            assert not [action for action in statement["Action"] if "*" in action], name
            assert isinstance(statement["Resource"], dict), f"{name}: one ARN each"


def test_no_right_is_on_everything() -> None:
    for name, function in FUNCTIONS.items():
        for statement in statements(function):
            text = str(statement["Resource"])
            if all(action.startswith("s3:") for action in statement["Action"]):
                text = OBJECTS.sub("", text)
            assert "*" not in text, name


def test_every_function_has_rights_of_its_own_but_web_which_has_none() -> None:
    without = {name for name, function in FUNCTIONS.items() if not list(statements(function))}
    assert without == {"WebFunction"}


def test_public_reads_can_do_nothing_but_get_scores_count_their_callers_and_sign() -> None:
    rights = {
        (action, *referred(one["Resource"]))
        for one in statements(FUNCTIONS["ScoresFunction"])
        for action in one["Action"]
    }
    assert rights == {
        ("dynamodb:GetItem", "ScoresTable"),
        ("dynamodb:BatchGetItem", "ScoresTable"),
        ("dynamodb:GetItem", "KeysTable"),
        ("dynamodb:UpdateItem", "LimitsTable"),
        ("kms:Sign", "AttestationKey"),
        ("kms:GetPublicKey", "AttestationKey"),
    }


def test_nobody_else_can_sign() -> None:
    may = {
        name
        for name, function in FUNCTIONS.items()
        for one in statements(function)
        if "kms:Sign" in one["Action"] or "AttestationKey" in referred(one["Resource"])
    }
    assert may == {"ScoresFunction"}


def test_the_queue_takes_messages_of_our_own_bucket_only() -> None:
    (statement,) = of_type("AWS::SQS::QueuePolicy")["SnapshotsToScoreQueue"]["PolicyDocument"]["Statement"]
    named = statement["Condition"]["ArnEquals"]["aws:SourceArn"]["Fn::Sub"][0]
    assert named.endswith(RESOURCES["SnapshotsBucket"]["Properties"]["BucketName"]["Fn::Sub"][0])
    assert "aws:SourceAccount" in statement["Condition"]["StringEquals"]


def test_whatever_is_the_members_own_asks_for_their_token() -> None:
    for name, function in FUNCTIONS.items():
        for event in function.get("Events", {}).values():
            route = event["Properties"]
            if event["Type"] == "HttpApi":
                needs_token = route["Path"].startswith("/v3/me") or route["Path"].endswith("/endorsement")
                assert ("Auth" in route) == needs_token, (name, route["Path"])


def test_other_sites_may_read_and_do_nothing_else_and_see_what_is_left_of_their_limits() -> None:
    cors = of_type("AWS::Serverless::HttpApi")["HttpApi"]["CorsConfiguration"]
    assert (cors["AllowOrigins"], cors["AllowMethods"]) == (["*"], ["GET", "HEAD"])
    assert "AllowCredentials" not in cors, "no cookie of ours goes with what they ask"
    assert {"etag", "request-id", "ratelimit", "ratelimit-policy", "retry-after"} < set(cors["ExposeHeaders"])


def test_what_can_be_read_can_be_asked_for_its_head() -> None:
    routes = {
        (event["Properties"]["Method"], event["Properties"]["Path"])
        for name, function in FUNCTIONS.items()
        for event in function.get("Events", {}).values()
        if event["Type"] == "HttpApi" and name != "ScoresFunction"
    }
    assert {path for method, path in routes if method == "GET"} == {
        path for method, path in routes if method == "HEAD"
    }
    ours = [event["Properties"] for event in FUNCTIONS["ScoresFunction"]["Events"].values()]
    assert [route["Method"] for route in ours if route["Path"] == "$default"] == ["ANY"]


def test_no_secret_is_in_an_environment() -> None:
    given = set().union(*map(variables, FUNCTIONS.values()))
    assert not [name for name in given if re.search("SECRET|PASSWORD|TOKEN$", name)]


def test_tables_queues_and_buckets_are_known_by_their_references_only() -> None:
    for name, function in FUNCTIONS.items():
        for variable, value in function.get("Environment", {}).get("Variables", {}).items():
            assert referred(value), f"{name}: {variable} is written out"
