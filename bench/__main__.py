"""Runs the topics and prints a table of what was measured against its limit."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path

from bench import topics
from bench.measure import Report

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    names = [module.name for module in pkgutil.iter_modules(topics.__path__)]
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names)}")
    parser.add_argument("--messages", type=int, default=1_000_000, help="size of the large chat")
    parser.add_argument("--rows", type=int, default=100_000, help="size of the large roster")
    parser.add_argument("--repeats", type=int, default=3, help="how often; medians are told")
    given = parser.parse_args()
    unknown = set(given.names) - set(names)
    if unknown:
        parser.error(f"no topic {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    folder = ROOT / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    report = Report(folder, given.messages, given.rows, given.repeats)
    for name in given.names or names:
        print(f"== {name}", flush=True)
        report.topic = name
        importlib.import_module(f"bench.topics.{name}").run(report)
    print(report.table())
    return 1 if report.slow else 0


if __name__ == "__main__":
    sys.exit(main())
