"""The Health tab: score line, days, hours, layers, retention, and why the score is what it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qunmate import clock
from qunmate.data import groups as groups_data
from qunmate.data.store import Store
from qunmate.figures.health import Health
from qunmate.i18n import _
from qunmate.ui.context import WindowContext
from qunmate.ui.empty import Empty
from qunmate.ui.health.cards import ScoreLine
from qunmate.ui.health.heatmap import Heatmap
from qunmate.ui.health.legend import Legend
from qunmate.ui.health.pyramid import Pyramid
from qunmate.ui.health.reading import PERIODS, Shown, read_shown
from qunmate.ui.health.retention_grid import RetentionGrid
from qunmate.ui.health.why import Why
from qunmate.ui.parts import GRID, ElidedLabel, button, label, row
from qunmate.ui.touched import CHAT, GROUPS, PEOPLE

if TYPE_CHECKING:
    from qunmate.ui.health.activity_chart import ActivityChart


class HealthTab(QWidget):
    tables = GROUPS | PEOPLE | CHAT | {"plan_items", "settings", "imports"}

    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: Shown | None = None
        self.period = "quarter"
        self.chart: ActivityChart | None = None
        self.legend = Legend(context.theme)
        self.score_line = ScoreLine()
        self.heatmap = Heatmap(context.theme)
        self.pyramid = Pyramid(context.theme)
        self.retention = RetentionGrid(context.theme)
        self.why = Why()
        self._stack = QStackedWidget()
        self._empty = Empty(
            context.theme,
            _("No messages yet"),
            _("Health is told from what is said. Import a chat record of this group to see it."),
            [],
        )
        self._stack.addWidget(self._page())
        self._stack.addWidget(self._empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 8)
        box.setSpacing(10)
        box.addLayout(self._head())
        box.addWidget(self._stack, 1)

    # building

    def _head(self) -> QVBoxLayout:
        self.note = ElidedLabel(part="second")
        self.chips = QButtonGroup(self)
        chips = []
        for place, (key, (name, _days)) in enumerate(PERIODS.items()):
            chip = button(_(name), look="chip")
            chip.clicked.connect(partial(self.choose_period, key))
            chip.setChecked(key == self.period)
            self.chips.addButton(chip, place)
            chips.append(chip)
        outer = QVBoxLayout()
        line = row(label(_("Health"), "title"), self.note, None, *chips)
        line.setStretch(1, 1)
        outer.addLayout(line)
        return outer

    def _page(self) -> QScrollArea:
        inner = QWidget()
        inner.setObjectName("ground")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        grid.addWidget(self.score_line, 0, 0, 1, 2)
        grid.addLayout(self._left(), 1, 0)
        grid.addLayout(self._right(), 1, 1)
        grid.setColumnStretch(0, 66)
        grid.setColumnStretch(1, 34)
        grid.setRowStretch(1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        return area

    def _left(self) -> QVBoxLayout:
        self._chart_box, chart_card = self._card(_("Messages and speakers"))
        chart_card.setMinimumHeight(240)
        retention, retention_card = self._card(_("Retention (by month of joining)"))
        self._retention_note = label("", "second", wrap=True)
        retention.addWidget(self.retention, 1)
        retention.addWidget(self._retention_note)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(chart_card, 1)
        column.addWidget(retention_card, 1)
        return column

    def _right(self) -> QVBoxLayout:
        heat, heat_card = self._card(_("When it is lively"))
        heat.addWidget(self.heatmap)
        layers, layers_card = self._card(_("Layers"))
        layers.addWidget(self.pyramid)
        why, why_card = self._card(_("Why this score"))
        why.addWidget(self.why, 1)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(heat_card)
        column.addWidget(layers_card)
        column.addWidget(why_card, 1)
        return column

    def _card(self, title: str) -> tuple[QVBoxLayout, QFrame]:
        frame = QFrame()
        frame.setProperty("card", "true")
        box = QVBoxLayout(frame)
        box.setContentsMargins(2 * GRID, 10, 2 * GRID, 10)
        box.setSpacing(GRID)
        box.addWidget(label(title, "heading"), 0, Qt.AlignmentFlag.AlignTop)
        return box, frame

    def _make_chart(self) -> ActivityChart:
        from qunmate.ui.health.activity_chart import ActivityChart

        chart = ActivityChart(self._context.theme)
        chart.hovered.connect(self.legend.say)
        self._chart_box.addWidget(self.legend)
        self._chart_box.addWidget(chart, 1)
        return chart

    # showing

    def choose_period(self, key: str) -> None:
        self.period = key
        self.reload()

    @property
    def shows_empty(self) -> bool:
        """Whether there is nothing yet that figures could be made of."""
        return self._stack.currentIndex() == 1

    def reload(self) -> None:
        group = self._context.group
        chosen = group or [
            one for one in groups_data.all_groups(self._context.store.db) if not one.archived
        ]
        today = clock.day_of(self._context.today)
        read = partial(read_shown, groups=chosen, period=self.period, today=today)
        self._context.jobs.read("health", read, self._show)

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        health = shown.now
        gaps = "\n".join(f"{first} – {last}" for first, last in health.data["gaps"])
        hint = _("Days that no import covers:") + "\n" + gaps if gaps else ""
        self.note.set_text(self._where(health), hint)
        self._stack.setCurrentIndex(0 if health.data["last_message"] else 1)
        if not health.data["last_message"]:
            return
        self.score_line.show_figures(shown)
        self.heatmap.show_counts(health.hour_heatmap)
        self.pyramid.show_layers(health.layers)
        self.retention.show_cohorts(health.retention)
        unknown = health.retention is None
        self._retention_note.setText(_("No date of joining is known.") if unknown else "")
        self._retention_note.setVisible(unknown)
        self.why.show_parts(health.score_parts)
        if self.chart is None:
            self._context.jobs.read("health/library", _load_library, self._show_chart)
        else:
            self.chart.show_health(health)

    def _show_chart(self, _loaded: None) -> None:
        if self._shown is None:
            return
        if self.chart is None:
            self.chart = self._make_chart()
        self.chart.show_health(self._shown.now)

    def _where(self, health: Health) -> str:
        """Whose figures these are, and how far the data goes."""
        group = self._context.group
        parts = [group.name if group else _("All groups")]
        last = health.data["last_message"]
        if last:
            parts.append(_("data up to {when}").format(when=f"{last[5:10]} {last[11:16]}"))
            gaps = health.data["gaps"]
            parts.append(_("with gaps") if gaps else _("complete"))
        return " · ".join(parts)


def _load_library(_store: Store) -> None:
    """pyqtgraph takes a third of a second to load: the reader does it, the window goes on."""
    import pyqtgraph  # noqa: F401
