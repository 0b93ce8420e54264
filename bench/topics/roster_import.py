"""Import of a large member sheet, first and again."""

from __future__ import annotations

from bench.generate import roster_sheet
from bench.measure import MB, Report, bare, fresh, median, qunmate


def run(report: Report) -> None:
    sheet = roster_sheet(report.folder, report.rows)
    db = report.folder / "roster.qunmate"
    loops, dries, firsts, agains = [], [], [], []
    take_in = ("import", "roster", sheet, "--group", "大群", "--json")
    for _repeat in range(report.repeats):
        loops.append(bare("roster", sheet, report.folder / "bare.db"))
        qunmate(fresh(db), "group", "add", "大群", "--platform", "wechat")
        dries.append(qunmate(db, *take_in[:-1], "--dry-run"))
        firsts.append(qunmate(db, *take_in))
        agains.append(qunmate(db, *take_in))
    report.check("new of the first import", firsts[0].document["new"], report.rows)
    report.check("unchanged of the second", agains[0].document["unchanged"], report.rows)
    report.check("the dry run", f"{report.rows} new" in dries[0].output, wanted=True)
    loop, first = median(loops), median(run.seconds for run in firsts)
    report.add(f"bare read of {report.rows:,} × 12 cells", loop)
    report.add("import, against the bare read", first / loop, "×", 4)
    report.add("import, all processes", max(run.peak for run in firsts) / MB, "MB")
    report.add("dry run, against it", median(r.seconds for r in dries) / first, "×", 1)
    report.add("the same again", median(run.seconds for run in agains) / loop, "×")
