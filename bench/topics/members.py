"""The member table's data: read and put in order, searched, filtered, sorted; lookalikes. All
without the interpreter's search for cycles, which in the window is the sweeper's."""

from __future__ import annotations

import gc
from functools import partial
from pathlib import Path

from bench.generate import roster_sheet
from bench.measure import Report, fresh, median, qunmate, timed
from qunmate.data import groups, roster_table
from qunmate.data.store import Store, open_store
from qunmate.roster import keys as roster_keys
from qunmate.roster import view as roster_view
from qunmate.roster.columns import Roster
from qunmate.roster.view import Filter
from qunmate.tasks.lookalikes import lookalikes

GROUP = "大群"
TYPED = ("c", "chengyuan", "成员", "1380", "nobody")


def run(report: Report) -> None:
    db = filled(report)
    gc.disable()
    try:
        measured(report, db)
    finally:
        gc.enable()


def measured(report: Report, db: Path) -> None:
    with open_store(db, read_only=True) as store:
        group_id = groups.by_name(store.db, GROUP).id
        bare = median(timed(lambda: everything(store))[0] for _ in range(report.repeats))
        opens = [timed(lambda: opened(store, group_id)) for _ in range(report.repeats)]
        roster = opens[-1][1]
        pairs, found = timed(lambda: lookalikes(store, None))
        searches = [timed(lambda: complete(store, roster, group_id))[0] for _ in range(2)]
    report.check("members read", len(roster.rows), report.rows)
    took = median(seconds for seconds, _roster in opens)
    report.add(f"open {report.rows:,} members", took, "s", 0.3)
    report.add("open, against a bare SELECT of the cards", took / bare, "×")
    report.add("search and sort keys, in the background", min(searches), "s")
    report.add(f"the list of lookalikes, {len(found):,} pairs", pairs, "s", 10)
    report.add("a key in the search", slowest(report, roster, filters()) * 1000, "ms", 50)
    report.add("a click on a heading", sort_seconds(report, roster) * 1000, "ms", 50)


def filled(report: Report) -> Path:
    db = fresh(report.folder / "members.qunmate")
    qunmate(db, "group", "add", GROUP, "--platform", "wechat")
    sheet = roster_sheet(report.folder, report.rows)
    qunmate(db, "import", "roster", sheet, "--group", GROUP, "--json")
    return db


def everything(store: Store) -> list[object]:
    return store.db.execute("SELECT id, name, phone, city, trade, notes FROM members").fetchall()


def opened(store: Store, group_id: int) -> Roster:
    return roster_keys.prepare(roster_table.roster_rows(store.db, group_id))


def complete(store: Store, roster: Roster, group_id: int) -> None:
    roster.details = roster_table.roster_details(store.db, roster.rows, group_id)
    roster.haystacks = roster_keys.haystacks(roster.rows, roster.details)
    roster.numbers |= roster_keys.sort_numbers(roster.rows, roster.details)


def filters() -> list[Filter]:
    return [
        Filter(text, tags=frozenset({"讲师"}) if text == "c" else frozenset()) for text in TYPED
    ]


def slowest(report: Report, roster: Roster, wanted: list[Filter]) -> float:
    def found(one: Filter) -> object:
        roster.searched = None  # the first key, not one that narrows the search
        return roster_view.matching(roster, one)

    def typical(one: Filter) -> float:
        return median(timed(partial(found, one))[0] for _ in range(report.repeats))

    return max(typical(one) for one in wanted)


def sort_seconds(report: Report, roster: Roster) -> float:
    shown = roster_view.matching(roster, Filter())

    def typical(key: str) -> float:
        numbers = roster.numbers[key]
        return median(
            timed(lambda: roster_view.ordered(shown, numbers, descending=True))[0]
            for _ in range(report.repeats)
        )

    return max(typical(key) for key in roster.numbers)
