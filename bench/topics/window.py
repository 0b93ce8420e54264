"""The window on a large file: shown, tabs changed, members filtered as one types."""

from __future__ import annotations

import sys

from bench.generate import qq_pair, roster_sheet
from bench.measure import MB, Report, command, fresh, median, qunmate

GROUP = "大群"


def run(report: Report) -> None:
    db = fresh(report.folder / "window.qunmate")
    qunmate(db, "import", "chat", qq_pair(report.folder, report.messages)[0], "--json")
    sheet = roster_sheet(report.folder, report.rows)
    qunmate(db, "import", "roster", sheet, "--group", GROUP, "--json")
    asking = (sys.executable, "-m", "bench.inside", "window", db, GROUP)
    runs = [command(*asking) for _ in range(report.repeats)]

    def typical(key: str) -> float:
        return float(median(run.document[key] for run in runs))

    size = f"{report.messages:,} messages, {report.rows:,} members"
    report.add(f"shown, {size}", typical("shown"), "s", 1.0)
    report.add("a key in the members' filter", typical("filter") * 1000, "ms", 50)
    for key in runs[0].document:
        if key.startswith("tab "):
            report.add(f"to the {key}", typical(key) * 1000, "ms", 100)
        elif key.startswith("read "):
            report.add(f"until all is {key}", typical(key), "s")
    report.add("memory", max(run.peak for run in runs) / MB, "MB")
