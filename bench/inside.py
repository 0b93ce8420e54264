"""What can only be measured inside a process of our own. Prints JSON.

python -m bench.inside health DB GROUP      seconds of all figures, the start not counted
python -m bench.inside window DB GROUP      seconds until the window is shown, and of its acts
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.measure import STARTED
from qunmate.data import groups
from qunmate.data.store import open_store


def health(db: Path, group_name: str) -> dict[str, float]:
    from qunmate.tasks.figures import health as figures

    with open_store(db) as store:
        group = groups.by_name(store.db, group_name)
        return {"health": _seconds(lambda: figures(store, group))}


def window(db: Path, group_name: str) -> dict[str, float]:
    from qunmate.ui.app import SWITCH_SECONDS, Desk, make_app
    from qunmate.ui.members.tab import MembersTab
    from qunmate.ui.settings_state import WindowState
    from qunmate.ui.tabs import TABS

    sys.setswitchinterval(SWITCH_SECONDS)
    app = make_app()
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch:
        desk = Desk(app, None, WindowState(Path(scratch)))
        desk.open(db)
        shown = desk.window
        if shown is None:
            raise RuntimeError("the window did not open")
        while shown.groups.nothing_yet:
            app.processEvents()
        shown.repaint()
        found["shown"] = time.time() - float(os.environ[STARTED])

        def paint() -> None:
            app.processEvents()
            shown.repaint()

        def settle() -> None:
            while shown.jobs.reading:
                app.processEvents()
            paint()

        with open_store(db, read_only=True) as store:
            shown.context.choice.choose(groups.by_name(store.db, group_name))
        settle()
        for place, spec in enumerate(TABS):
            shown.show_tab(place)
            found[f"read {spec.key}"] = _seconds(settle)
        for place, spec in enumerate(TABS):
            shown.show_tab(place)
            paint()
            settle()
            shown.show_tab((place + 1) % len(TABS))
            settle()

            def change(place: int = place) -> None:
                shown.show_tab(place)
                paint()

            found[f"tab {spec.key}"] = _seconds(change)
        shown.show_tab_named("members")
        settle()
        tab = shown.stack.currentWidget()
        if not isinstance(tab, MembersTab):
            raise TypeError(type(tab))
        found["filter"] = max(_typed(tab.filters.search.setText, paint, text) for text in TEXTS)
        desk.close()
    return found


TEXTS = ("成员123", "chengyuan", "13800")


def _typed(field: Callable[[str], object], paint: Callable[[], None], text: str) -> float:
    """The slowest of the keys of a text typed into a field."""
    slowest = 0.0
    for end in range(1, len(text) + 1):
        start = time.perf_counter()
        field(text[:end])
        paint()
        slowest = max(slowest, time.perf_counter() - start)
    field("")
    paint()
    return slowest


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    kind, db, group = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    print(json.dumps({"health": health, "window": window}[kind](db, group)))


if __name__ == "__main__":
    main()
