"""The loop that AWS runs around a handler, for the emulator's `provided` runtime. Standard library only.

Exceptions keep their class name, so that retries by name match. Code is imported from the working tree, and
an edit is live on the next call. What is printed also goes to LOCAL_LOG, one JSON object a line.
"""

from __future__ import annotations

import http.client
import importlib
import io
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

API = os.environ["AWS_LAMBDA_RUNTIME_API"]
ROOTS = os.environ["LOCAL_CODE_ROOTS"].split(os.pathsep)
FUNCTION = os.environ["LOCAL_FUNCTION"]
LOG = os.open(os.environ["LOCAL_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
IDLE = float(os.environ["LOCAL_IDLE"])
NONE: Mapping[str, str] = {}


class Printed(io.TextIOBase):
    """Standard output of the function: on to the emulator, and line by line into the log."""

    def __init__(self, on: Any) -> None:
        self._on, self._line = on, ""

    def write(self, text: str) -> int:
        self._on.write(text)
        *whole, self._line = (self._line + text).split("\n")
        for line in whole:
            log(line)
        return len(text)

    def flush(self) -> None:
        self._on.flush()


def log(line: str) -> None:
    """One write, so that lines of functions running at the same time do not mix. A full disk stops nobody."""
    record = json.dumps({"at": time.time(), "function": FUNCTION, "line": line})
    try:
        os.write(LOG, record.encode() + b"\n")
    except OSError:
        return


class Context:
    """What a handler is told about its call."""

    def __init__(self, headers: Any) -> None:
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers.get("Lambda-Runtime-Invoked-Function-Arn", "")
        self.deadline_ms = int(headers.get("Lambda-Runtime-Deadline-Ms", 0))
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = self.client_context = None

    def get_remaining_time_in_millis(self) -> int:
        """Until the emulator ends this call."""
        return max(0, self.deadline_ms - int(time.time() * 1000))


class Code:
    """The handler, imported again when a file it came from was written since."""

    def __init__(self) -> None:
        self.handler: Callable[[Any, Context], Any] = self._load()
        self._seen = self._stamps()

    def fresh(self) -> Callable[[Any, Context], Any]:
        """The handler as it is on disk now."""
        if self._stamps() != self._seen:
            for name in [name for name, module in sys.modules.items() if is_ours(module)]:
                del sys.modules[name]
            importlib.invalidate_caches()
            self.handler = self._load()
            self._seen = self._stamps()
            log("reloaded after an edit")
        return self.handler

    def _load(self) -> Callable[[Any, Context], Any]:
        module, function = os.environ["_HANDLER"].rsplit(".", 1)
        loaded: Callable[[Any, Context], Any] = getattr(
            importlib.import_module(module.replace("/", ".")), function
        )
        return loaded

    def _stamps(self) -> dict[str, int]:
        """When each of our loaded modules, and each file in the function's folder, was last written."""
        modules = [module.__file__ for module in list(sys.modules.values()) if is_ours(module)]
        beside = [str(path) for path in Path(ROOTS[0]).rglob("*") if "__pycache__" not in path.parts]
        return {path: written(path) for path in (*modules, *beside) if path}


def is_ours(module: Any) -> bool:
    """Loaded from the working tree."""
    path = getattr(module, "__file__", None) or ""
    return any(path.startswith(root + os.sep) for root in ROOTS)


def written(path: str) -> int:
    """Nanoseconds; 0 for a file that is gone."""
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - runs for every module at every call
    except OSError:
        return 0


def ask(
    method: str,
    path: str,
    body: str = "",
    headers: Mapping[str, str] = NONE,
    wait: float | None = None,
) -> tuple[Any, bytes]:
    """One call of the runtime API."""
    connection = http.client.HTTPConnection(API, timeout=wait)
    try:
        connection.request(method, "/2018-06-01/runtime" + path, body or None, dict(headers))
        answer = connection.getresponse()
        return answer.headers, answer.read()
    finally:
        connection.close()


def error_of(failure: BaseException) -> tuple[str, dict[str, str]]:
    """Body and headers of a failed call: the class name is what Step Functions retries by."""
    kind = type(failure).__name__
    trace = traceback.format_tb(failure.__traceback__)
    body = json.dumps({"errorMessage": str(failure), "errorType": kind, "stackTrace": trace})
    return body, {"Lambda-Runtime-Function-Error-Type": kind}


def answer(code: Code, headers: Any, event: bytes) -> tuple[str, str, dict[str, str]]:
    """Where to send the result of one call, the result, and its headers."""
    call = f"/invocation/{headers['Lambda-Runtime-Aws-Request-Id']}"
    if headers.get("Lambda-Runtime-Trace-Id"):
        os.environ["_X_AMZN_TRACE_ID"] = headers["Lambda-Runtime-Trace-Id"]
    began, about = time.perf_counter(), json.loads(event)
    extra: dict[str, str] = {}
    try:
        body, kind = json.dumps(code.fresh()(about, Context(headers))), "response"
    except BaseException as failure:
        traceback.print_exc()
        (body, extra), kind = error_of(failure), "error"
    took = 1000 * (time.perf_counter() - began)
    if not (isinstance(about, dict) and "requestContext" in about):  # the front tells of requests
        log(f"{'done' if kind == 'response' else 'failed'} in {took:.0f} ms")
    return f"{call}/{kind}", body, extra


def main() -> None:
    """Serve calls until none comes for a while, or the emulator is gone."""
    sys.path[:0] = ROOTS
    os.environ.setdefault("AWS_EXECUTION_ENV", "AWS_Lambda_python3.13")
    name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
    os.environ.setdefault("AWS_LAMBDA_LOG_GROUP_NAME", f"/aws/lambda/{name}")
    emulator = sys.stdout
    sys.stdout, sys.stderr = Printed(sys.stdout), Printed(sys.stderr)
    try:
        code = Code()
    except BaseException as failure:
        traceback.print_exc()
        ask("POST", "/init/error", *error_of(failure))
        sys.exit(1)
    while True:
        try:
            headers, event = ask("GET", "/invocation/next", wait=IDLE)
        except OSError:  # idle for long, or nobody there any more
            os._exit(0)
        path, body, extra = answer(code, headers, event)
        print("REPORT", file=emulator, flush=True)  # silence costs 50 ms a call
        ask("POST", path, body, extra)


if __name__ == "__main__":
    main()
