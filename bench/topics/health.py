"""All figures of a large group: right after an import, and in a new process after that."""

from __future__ import annotations

import sys

from bench.generate import qq_pair
from bench.measure import MB, Report, command, fresh, median, qunmate

GROUP = "大群"


def run(report: Report) -> None:
    db = fresh(report.folder / "health.qunmate")
    first, later = qq_pair(report.folder, report.messages)
    qunmate(db, "import", "chat", first, "--json")
    asking = (sys.executable, "-m", "bench.inside", "health", db, GROUP)
    cold = command(*asking)
    warm = [command(*asking) for _ in range(report.repeats)]
    qunmate(db, "import", "chat", later, "--json")
    again = command(*asking)
    slowest = max(cold.document["health"], again.document["health"])
    report.add(f"{report.messages:,} messages, first after an import", slowest, "s", 1.5)
    report.add("in a new process", median(run.document["health"] for run in warm), "s", 0.3)
    report.add("memory", max(run.peak for run in (cold, again)) / MB, "MB")
