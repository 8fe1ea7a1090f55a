"""What `sam package` does, for a template that was not built: functions run from the working tree.

Every function becomes a zip that holds one `bootstrap`, which starts our runtime client on the function's
folder and its own layers; layers become empty, since nothing is imported from them. So an edit is live at
once, and a redeployment changes nothing but what changed in the template.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from pegel.cli.stack.shims.runtime import Workers
from pegel.cli.stack.template import folder_of, functions

EPOCH = (1980, 1, 1, 0, 0, 0)  # oldest time a zip can hold: the same code gives the same zip
Put = Callable[[bytes, str], str]  # content, suffix → where it lies in S3


def package(template: dict[str, Any], root: Path, workers: Workers, put: Put) -> None:
    """Point every function, layer and state machine of the template at what was put into S3."""
    for function in functions(template).values():
        roots = import_roots(template, root, function)
        bootstrap = workers.bootstrap(folder_of(function), roots)
        function["CodeUri"] = put(zip_of({"bootstrap": bootstrap}, 0o755), ".zip")
        function["Runtime"] = workers.runtime
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::Serverless::LayerVersion":
            properties["ContentUri"] = put(zip_of({"empty": b""}), ".zip")
        elif resource["Type"] == "AWS::Serverless::StateMachine" and isinstance(
            properties.get("DefinitionUri"), str
        ):
            machine = yaml.safe_load((root / properties["DefinitionUri"]).read_text())
            properties["DefinitionUri"] = put(json.dumps(machine).encode(), ".json")


def import_roots(template: Mapping[str, Any], root: Path, function: Mapping[str, Any]) -> list[Path]:
    """The function's code first, then its own layers, as on AWS."""
    shared = template.get("Globals", {}).get("Function", {}).get("Layers", [])
    roots = [(root / function["CodeUri"]).resolve()]
    for layer in shared + function.get("Layers", []):
        content = (root / template["Resources"][layer["Ref"]]["Properties"]["ContentUri"]).resolve()
        roots.append(content / "python" if (content / "python").is_dir() else content)
    return roots


def zip_of(files: Mapping[str, bytes], mode: int = 0o644) -> bytes:
    """Name → content, as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = mode << 16
            archive.writestr(entry, content)
    return out.getvalue()
