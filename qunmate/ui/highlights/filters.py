"""The search field and the chips above the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qunmate.data.highlights import KINDS
from qunmate.highlight_view import Wanted
from qunmate.i18n import _
from qunmate.terms import highlight_word
from qunmate.ui.parts import GRID, as_written, button
from qunmate.ui.widgets.flow import FlowLayout
from qunmate.ui.widgets.menu_chip import Choice, MenuChip, ToggleChip
from qunmate.ui.widgets.one_of import OneOf
from qunmate.ui.widgets.search_field import SearchField

ALL = ""
SEARCH = (176, 264)  # px, the least and most of the field to search


class HighlightBar(QWidget):
    """`changed` is sent when other highlights are wanted."""

    changed = Signal()
    list_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._quiet = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.search = SearchField(
            _("Search highlights"), _("Title, text, topic, author"), SEARCH[1], self
        )
        self.search.textChanged.connect(self._tell)
        self.search.left.connect(self.list_asked)
        self._make_chips()
        flow = FlowLayout(self, GRID)
        flow.addWidget(self.search)
        for one in self._chips:
            flow.addWidget(one)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The field yields as long as all then stand on one line."""
        chips = [one for one in self._chips if not one.isHidden()]
        room = self.width() - sum(one.sizeHint().width() + GRID for one in chips)
        self.search.setFixedWidth(min(room, SEARCH[1]) if room >= SEARCH[0] else SEARCH[1])

    def _make_chips(self) -> None:
        self._group = OneOf(self)
        self._kinds = {}
        for kind in (ALL, *KINDS):
            chip = button("", look="chip")
            chip.setParent(self)  # before it is told whether to be shown: no window of its own
            self._group.addButton(chip)
            self._kinds[kind] = chip
            chip.clicked.connect(lambda _on=False: self._tell())
        self._kinds[ALL].setChecked(True)
        self.topic = MenuChip(_("Topic"), self)
        self.author = MenuChip(_("Author"), self)
        self.tag = MenuChip(_("Tag"), self)
        for menu in (self.topic, self.author, self.tag):
            menu.picked.connect(self._tell)
        self.starred = ToggleChip(_("★ Starred"), self)
        self.starred.toggled.connect(lambda _on: self._tell())
        self._clear = button(_("Clear"), self.reset, "link")
        self._chips = (
            *self._kinds.values(), self.topic, self.author, self.tag, self.starred, self._clear,
        )  # fmt: skip
        self.count(Counter())

    def count(self, kinds: Counter[str]) -> None:
        """How many there are of each kind under the other conditions."""
        for kind, chip in self._kinds.items():
            words = highlight_word(kind) if kind else _("All")
            n = kinds[kind] if kind else kinds.total()
            chip.setText(as_written(f"{words} {n:,}"))
            # a kind that nothing is kept of yet only takes room
            chip.setVisible(not kind or n > 0 or chip.isChecked())
            chip.updateGeometry()
        self._clear.setVisible(self.wanted() != Wanted())
        self._fit()

    def offer(
        self,
        topics: Sequence[tuple[str, int]],
        authors: Mapping[str, tuple[str, int]],
        tags: Sequence[tuple[str, int]],
        hide: Callable[[str], str],
    ) -> None:
        """`authors` are (name, highlights) by member id as text; `hide` takes names out of topics
        and tags."""
        self.topic.offer([Choice(name, hide(name), f"{n:,}") for name, n in topics])
        self.tag.offer([Choice(name, hide(name), f"{n:,}") for name, n in tags])
        self.author.offer([Choice(id_, name, f"{n:,}") for id_, (name, n) in authors.items()])
        self.tag.setVisible(bool(tags) or bool(self.tag.chosen))
        self._fit()

    def wanted(self) -> Wanted:
        kind = next((kind for kind, chip in self._kinds.items() if chip.isChecked()), ALL)
        return Wanted(
            text=self.search.text().strip(),
            kind=kind,
            topics=frozenset(self.topic.chosen),
            tags=frozenset(self.tag.chosen),
            authors=frozenset(int(id_) for id_ in self.author.chosen if id_.isdigit()),
            starred=self.starred.isChecked(),
        )

    def reset(self, text: str = "") -> None:
        self.restore({"text": text})
        self.changed.emit()

    def state(self) -> dict[str, Any]:
        """What `restore` takes; the search is not kept."""
        wanted = self.wanted()
        return {
            "kind": wanted.kind,
            "topics": self.topic.chosen,
            "tags": self.tag.chosen,
            "authors": self.author.chosen,
            "starred": wanted.starred,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Conditions that are not named hold no more; nothing is sent."""
        self._quiet = True
        self.search.setText(str(state.get("text", "")))
        self._kinds.get(state.get("kind", ALL), self._kinds[ALL]).setChecked(True)
        for name, menu in (("topics", self.topic), ("tags", self.tag), ("authors", self.author)):
            menu.choose([str(one) for one in state.get(name, [])])
        self.starred.setChecked(bool(state.get("starred")))
        self._quiet = False

    def _tell(self) -> None:
        if not self._quiet:
            self.changed.emit()
