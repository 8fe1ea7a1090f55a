"""What must hold of template.yaml, whatever is added: dead-letter queues, recovery, retention, layers."""

from __future__ import annotations

from pathlib import Path

from unit.template import ALARMS, FUNCTIONS, QUEUES, RESOURCES, ROOT, SHARED, TABLES, of_type, referred


def test_numpy_hangs_on_score_and_rescore_alone() -> None:
    with_numpy = [
        name for name, function in FUNCTIONS.items() if {"Ref": "NumpyLayer"} in function.get("Layers", [])
    ]
    assert with_numpy == ["ScoreFunction", "RescoreFunction"]
    assert {"Ref": "NumpyLayer"} not in SHARED["Layers"]


def test_functions_run_on_the_version_and_machine_that_the_layers_are_built_for() -> None:
    assert (SHARED["Runtime"], SHARED["Architectures"]) == ("python3.13", ["arm64"])
    assert not [name for name, function in FUNCTIONS.items() if {"Runtime", "Architectures"} & set(function)]
    for name in ("DependenciesLayer", "NumpyLayer"):
        assert RESOURCES[name]["Metadata"] == {"BuildMethod": "python3.13", "BuildArchitecture": "arm64"}
    assert "Metadata" not in RESOURCES["PegelLayer"], "our own code is not built"


def test_every_entry_file_bears_its_folders_name() -> None:
    for function in FUNCTIONS.values():
        folder = Path(function["CodeUri"])
        assert folder.parent == Path("functions")
        assert function["Handler"] == f"{folder.name}.lambda_handler"
        assert (ROOT / folder / f"{folder.name}.py").is_file()


def test_every_queue_has_a_dead_letter_queue_and_that_one_an_alarm() -> None:
    behind = {
        name: referred(queue["RedrivePolicy"]) for name, queue in QUEUES.items() if "RedrivePolicy" in queue
    }
    dead = set().union(*behind.values()) | {"ScheduleDlq"}
    assert set(QUEUES) - set(behind) == dead
    assert all(QUEUES[name]["RedrivePolicy"]["maxReceiveCount"] == 5 for name in behind)
    watched = set().union(
        *(referred(alarm["Dimensions"]) for alarm in ALARMS.values() if "Visible" in alarm["MetricName"])
    )
    assert watched == dead
    aged = set().union(
        *(referred(alarm["Dimensions"]) for alarm in ALARMS.values() if "Age" in alarm["MetricName"])
    )
    assert aged == set(behind)
    assert all(alarm["AlarmActions"] for alarm in ALARMS.values())


def test_what_is_not_delivered_for_days_is_kept_for_the_longest_time() -> None:
    for name, queue in QUEUES.items():
        if "RedrivePolicy" not in queue:
            assert queue["MessageRetentionPeriod"] == 14 * 86_400, name


def test_every_schedule_and_every_function_called_without_waiting_has_a_dead_letter_queue() -> None:
    for name, function in FUNCTIONS.items():
        scheduled = [
            event for event in function.get("Events", {}).values() if event["Type"].startswith("Schedule")
        ]
        for event in scheduled:
            assert referred(event["Properties"]["DeadLetterConfig"]) == {"ScheduleDlq"}
            assert event["Properties"]["RetryPolicy"]["MaximumRetryAttempts"] <= 2
        if scheduled:
            on_failure = function["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]
            assert referred(on_failure) == {"ScheduleDlq"}, name


def test_a_message_stays_hidden_for_six_times_as_long_as_its_function_may_take() -> None:
    for name, function in FUNCTIONS.items():
        for event in function.get("Events", {}).values():
            if event["Type"] == "SQS":
                (queue,) = referred(event["Properties"]["Queue"])
                assert QUEUES[queue]["VisibilityTimeout"] >= 6 * function["Timeout"], name
                assert event["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_nobody_waits_longer_for_the_api_than_it_waits_itself() -> None:
    for name, function in FUNCTIONS.items():
        if any(event["Type"] == "HttpApi" for event in function.get("Events", {}).values()):
            assert function.get("Timeout", SHARED["Timeout"]) < 30, name


def test_every_table_can_be_brought_back_but_those_with_salts_or_tokens() -> None:
    recoverable = {
        name
        for name, table in TABLES.items()
        if table.get("PointInTimeRecoverySpecification", {}).get("PointInTimeRecoveryEnabled")
    }
    gone = {"SaltsTable", "LimitsTable", "TokensTable"}
    assert set(TABLES) - recoverable == gone, "members' and addresses'"


def test_what_holds_data_outlives_the_stack_and_is_encrypted() -> None:
    for name in (*TABLES, "SnapshotsBucket", "UserPool", "MemberKey", "AttestationKey"):
        assert RESOURCES[name]["DeletionPolicy"] == RESOURCES[name]["UpdateReplacePolicy"] == "Retain", name
    assert all(table["SSESpecification"]["SSEEnabled"] for table in TABLES.values())
    assert all(table["BillingMode"] == "PAY_PER_REQUEST" for table in TABLES.values())
    assert all(queue["SqsManagedSseEnabled"] for queue in QUEUES.values())


def test_the_index_of_due_accounts_holds_keys_only_so_that_a_reading_writes_one_unit() -> None:
    (index,) = TABLES["AccountsTable"]["GlobalSecondaryIndexes"]
    assert index["Projection"] == {"ProjectionType": "KEYS_ONLY"}


def test_snapshots_are_private_and_gone_when_their_network_wants_it() -> None:
    bucket = of_type("AWS::S3::Bucket")["SnapshotsBucket"]
    assert all(bucket["PublicAccessBlockConfiguration"].values())
    assert len(bucket["PublicAccessBlockConfiguration"]) == 4
    rules = [rule for rule in bucket["LifecycleConfiguration"]["Rules"] if "ExpirationInDays" in rule]
    gone_after = {rule.get("Prefix", ""): rule["ExpirationInDays"] for rule in rules}
    assert gone_after == {"": 90, "30/": 29, "2/": 1}, "S3 waits for the midnight after so many days"


def test_every_log_has_an_end_and_every_function_writes_to_one() -> None:
    groups = of_type("AWS::Logs::LogGroup")
    assert all(group["RetentionInDays"] for group in groups.values())
    used = [referred(function["LoggingConfig"]["LogGroup"]) for function in FUNCTIONS.values()]
    assert set().union(*used) | {"AccessLogs"} == set(groups)
    assert len(used) == len(groups) - 1, "one each"
