"""The Health tab: one group, all groups, gaps, a comparison, the page below, sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qunmate.data import groups
from qunmate.ui.health.period import CUSTOM, Period
from qunmate.ui.health.period_bar import DaysDialog
from qunmate.ui.health.tab import HealthTab
from qunmate.ui.tabs import TABS

if TYPE_CHECKING:
    from tests.screens import Studio

QUARTER = Period()


def scenes(studio: Studio) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    window = studio.window
    every = [one for one in groups.all_groups(window.context.store.db) if not one.archived]
    place = [spec.key for spec in TABS].index("health")

    def tab() -> HealthTab:
        window.show_tab(place)
        studio.settle()
        found = window.stack.currentWidget()
        assert isinstance(found, HealthTab)
        return found

    def shown(
        group: int | None,
        period: Period = QUARTER,
        *,
        other: int | None = None,
        below: float = 0.0,
        size: tuple[int, int] | None = None,
    ) -> QWidget:
        if size:
            window.resize(*size)
        window.sidebar.choose(None if group is None else every[group].id)
        found = tab()
        found.period_bar.choose(period)
        found.compare_with(None if other is None else every[other])
        studio.settle()
        bar = found.page.verticalScrollBar()
        bar.setValue(round(below * bar.maximum()))
        return window

    def hovered() -> QWidget:
        shown(0)
        found = tab()
        assert found.page.activity
        assert found._shown
        found.page.activity.plot.point(found._shown.last - 9)
        return window

    yield "health-one", lambda: shown(0)
    yield "health-hover", hovered
    yield "health-one-middle", lambda: shown(0, below=0.5)
    yield "health-one-below", lambda: shown(0, below=1.0)
    yield "health-all", lambda: shown(None)
    yield "health-compared", lambda: shown(0, other=1)
    yield "health-week", lambda: shown(1, Period("week"))
    yield "health-year", lambda: shown(2, Period("all"))
    yield "health-last-group", lambda: shown(len(every) - 1, Period("all"))
    yield "health-custom", lambda: shown(0, Period(CUSTOM, 0, 20_700, 20_703))
    yield "health-small", lambda: shown(0, size=(960, 600))
    yield "health-days", lambda: DaysDialog(window, 20_700, 20_730)
