"""One worker of a function, in a process of its own as on AWS: takes messages until its queue is empty.

python collection_worker.py collect|score QUEUE      settings in the environment, what was read as JSON
"""

from __future__ import annotations

import importlib
import json
import sys
from functools import partial

import boto3
from aside import Context, serve
from integration.mastodon_servers import Servers


def main(function: str, queue: str) -> None:
    """Serve, then say how often each account was looked up."""
    servers = Servers()
    module = importlib.import_module(function)
    handler = partial(module.collect, by=servers) if function == "collect" else module.lambda_handler
    serve(boto3.client("sqs"), queue, handler, Context(), 4 if function == "collect" else 10)
    print(json.dumps(servers.readings))


if __name__ == "__main__":
    main(*sys.argv[1:])
