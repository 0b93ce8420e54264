"""The message browser on a large group: opened, scrolled, dragged, filtered."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.generate import qq_pair
from bench.measure import Report, command, fresh, median, qunmate

GROUP = "大群"
FRAME = 16  # ms


def run(report: Report) -> None:
    db = filled(report)
    runs = [
        command(sys.executable, "-m", "bench.browser_probe", db, GROUP)
        for _repeat in range(report.repeats)
    ]

    def typical(key: str) -> float:
        return float(median(run.document[key] for run in runs))

    report.check("messages shown", int(typical("messages")), report.messages)
    report.add("in sight", typical("first sight") * 1000, "ms", 100)
    report.add(f"all {report.messages:,} in order", typical("open"), "s", 1.5)
    for act in ("scroll", "page down", "drag", "to a day"):
        report.add(f"{act}, a frame", typical(act), "ms", FRAME)
    report.add("slowest frame of a drag", typical("slowest frame"), "ms", 100)
    report.add("filter by a word", typical("found"), "s", 1.5)
    report.add("filter by a month", typical("of a month"), "s", 0.5)
    report.add("filter taken off", typical("all again"), "s", 1.0)
    report.add("memory grown by scrolling", typical("grown"), "MB", 50)


def filled(report: Report) -> Path:
    db = fresh(report.folder / "browser.qunmate")
    qunmate(db, "import", "chat", qq_pair(report.folder, report.messages)[0], "--json")
    return db
