"""openapi.json is what the code says, what the template routes, and a valid document."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

from pegel.cli.stack.template import functions, read_template

ROOT = Path(__file__).resolve().parents[3]
SERVED = ROOT / "functions" / "web" / "static" / "openapi.json"
METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return dict(json.loads(SERVED.read_text()))


def printed(*arguments: str) -> str:
    """What a Python process of its own says."""
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def test_the_document_is_the_one_that_the_code_makes():
    made = subprocess.run(
        [sys.executable, "-m", "pegel.cli.openapi", "-"], capture_output=True, text=True, check=True
    )
    assert made.stdout == SERVED.read_text(), "make it anew: python -m pegel.cli.openapi"


def test_the_document_is_valid_openapi(document):
    validate(document)
    assert document["openapi"].startswith("3.1")


def test_the_document_lists_the_routes_of_the_template_and_no_other(document):
    of_api = [
        function
        for name, function in functions(read_template(ROOT / "template.yaml")).items()
        if "Events" in function and name != "WebFunction"
    ]
    events = [event["Properties"] for function in of_api for event in function["Events"].values()]
    routes = [(event["Method"].lower(), event["Path"]) for event in events if "Path" in event]
    ours = [(method, path) for method, path in routes if method in METHODS and not path.endswith("{proxy+}")]
    routed = {(method, path.replace("/{page}/", "/@{name}/")) for method, path in ours}
    told = {(method, path) for path, item in document["paths"].items() for method in METHODS & item.keys()}
    assert told == routed


def test_routes_of_members_need_a_token_in_the_document_as_in_the_template(document):
    for path, item in document["paths"].items():
        for method in METHODS & item.keys():
            is_theirs = path.startswith("/v3/me") or path.endswith("/endorsement")
            assert (item[method]["security"] == [{"member": []}]) == is_theirs, (method, path)


def described(schema: Any, where: str = "") -> list[str]:
    """Places of fields without a description."""
    missing = []
    for name, field in schema.get("properties", {}).items():
        if not field.get("description"):
            missing.append(f"{where}.{name}")
    return missing


def test_every_field_parameter_and_operation_is_described(document):
    schemas = document["components"]["schemas"]
    missing = [place for name, schema in schemas.items() for place in described(schema, name)]
    missing += [name for name, schema in schemas.items() if not schema["description"]]
    for path, item in document["paths"].items():
        for method, operation in item.items():
            missing += [f"{method} {path}" for word in ("summary", "operationId") if not operation.get(word)]
            missing += [f"{path} {p['name']}" for p in operation["parameters"] if not p["description"]]
    assert missing == []


def test_operations_have_names_of_their_own(document):
    names = [operation["operationId"] for item in document["paths"].values() for operation in item.values()]
    assert len(names) == len(set(names)) > 10


def test_unknown_fields_are_refused_in_the_document_as_in_the_code(document):
    for item in document["paths"].values():
        for operation in item.values():
            if body := operation.get("requestBody"):
                name = body["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
                assert document["components"]["schemas"][name]["additionalProperties"] is False, name
