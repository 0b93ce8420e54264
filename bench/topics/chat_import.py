"""Import of a large QQ record: the first time, again with a little more, and as it grows."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from bench.generate import qq_pair
from bench.measure import MB, Report, Run, bare, fresh, median, qunmate


def run(report: Report) -> None:
    large(report)
    growth(report)


def take_in(db: Path, source: Path) -> Run:
    return qunmate(db, "import", "chat", source, "--json")


def large(report: Report) -> None:
    first, later = qq_pair(report.folder, report.messages)
    db = report.folder / "chat.qunmate"
    loops, firsts, agains = [], [], []
    for _repeat in range(report.repeats):
        loops.append(bare("chat", first, report.folder / "bare.db"))
        firsts.append(take_in(fresh(db), first))
        agains.append(take_in(db, later))
    report.check("new of the first import", firsts[0].document["new"], report.messages)
    report.check("new of the second import", agains[0].document["new"], 1_000)
    loop = median(loops)
    report.add(f"bare loop over {report.messages:,} messages", loop)
    report.add("import", median(run.seconds for run in firsts))
    report.add("import, processor time", median(run.processor for run in firsts))
    report.add("import, against the bare loop", median(r.seconds for r in firsts) / loop, "×", 3)
    report.add("import, all processes", max(run.peak for run in firsts) / MB, "MB", 300)
    report.add("again, 10 cut and 1,000 added", median(r.seconds for r in agains) / loop, "×", 2)
    report.add("again, all processes", max(run.peak for run in agains) / MB, "MB", 300)
    report.add("file", db.stat().st_size / first.stat().st_size, "× the text")


def growth(report: Report) -> None:
    """Time per message and memory at a hundredth, a tenth and the whole. What a start costs
    is measured by ten messages and taken off; the best of several runs keeps noise out."""
    db = report.folder / "growth.qunmate"
    sizes = [report.messages // 100, report.messages // 10, report.messages]

    def best(size: int, repeats: int) -> tuple[float, int]:
        source = qq_pair(report.folder, size)[0]
        runs = [take_in(fresh(db), source) for _ in range(repeats)]
        return min(run.seconds for run in runs), max(run.peak for run in runs)

    start = best(10, 3 * report.repeats)[0]
    costs, peaks = {}, {}
    for size, repeats in zip(sizes, (3, 2, 1), strict=True):
        seconds, peaks[size] = best(size, repeats * report.repeats)
        costs[size] = (seconds - start) / size
        report.add(f"each of {size:,} messages", costs[size] * 1e6, "µs")
    for small, big in pairwise(sizes):
        report.add(f"cost per message, {small:,} → {big:,}", costs[big] / costs[small], "×", 1.2)
    report.add(f"memory, {sizes[1]:,} → {sizes[2]:,}", peaks[sizes[2]] / peaks[sizes[1]], "×", 1.2)
