"""The window on an empty and on a large file: shown, tabs changed, members scrolled and filtered
as one types, at rest, and while a large chat is taken in."""

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

    empty = fresh(report.folder / "empty.qunmate")
    first = (sys.executable, "-m", "bench.inside", "start", empty, "-")
    command(*first)  # makes the file
    starts = [command(*first) for _ in range(report.repeats)]
    report.add("shown, empty file", median(r.document["shown"] for r in starts), "s", 0.5)
    size = f"{report.messages:,} messages, {report.rows:,} members"
    report.add(f"shown, {size}", typical("shown"), "s", 1.0)
    report.add("a key in the members' filter", typical("filter") * 1000, "ms", 50)
    report.add("the slowest key in it", typical("filter, slowest") * 1000, "ms", 50)
    for key in runs[0].document:
        if key.startswith("tab "):
            report.add(f"to the {key}", typical(key) * 1000, "ms", 100)
        elif key.startswith("read "):
            report.add(f"until all is {key}", typical(key), "s")
    report.add("a frame of scrolling the members", typical("scroll") * 1000, "ms", 16)
    report.add("processor at rest", typical("idle") * 100, "%", 0.5)
    report.add("memory", max(run.peak for run in runs) / MB, "MB")
    blocked(report)


def blocked(report: Report) -> None:
    """The members are shown while the chat comes in, and read anew when it is there."""
    chat = qq_pair(report.folder, report.messages)[0]
    db = fresh(report.folder / "block.qunmate")
    sheet = roster_sheet(report.folder, report.rows)
    qunmate(db, "group", "add", GROUP, "--platform", "qq")
    qunmate(db, "import", "roster", sheet, "--group", GROUP, "--json")
    run = command(sys.executable, "-m", "bench.inside", "block", db, chat)
    title = f"longest block while {report.messages:,} messages come in"
    report.add(title, run.document["longest"] * 1000, "ms", 100)
