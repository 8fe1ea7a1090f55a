"""`python -m pegel.cli.authenticity --data DIR`: how well bought accounts are told from ordinary ones.

DIR holds the files of data/authenticity. With --write the constants become those of the package.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from pegel.cli.modelling import data
from pegel.scoring import authenticity


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print what is measured, and write authenticity.json where --write asks for it."""
    parser = argparse.ArgumentParser(prog="python -m pegel.cli.authenticity", description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, metavar="DIR", help="folder of the labelled files"
    )
    parser.add_argument("--write", action="store_true", help="write the constants into the package")
    args = parser.parse_args(arguments)
    data.check_installed()
    from pegel.scoring import train_authenticity

    document = train_authenticity.train(args.data)
    print(json.dumps(document["measured"], indent=1))
    if args.write:
        authenticity.FILE.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
