"""Asks for members: type a part of a name or its pinyin, tick as many as are meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from qunmate.data.store import Store
from qunmate.i18n import _, ngettext
from qunmate.roster.pinyin import spellings
from qunmate.terms import says
from qunmate.ui.context import WindowContext
from qunmate.ui.dialog import Dialog
from qunmate.ui.parts import GRID, button, hint, label, row

NAME = 224  # px of a name beside its number
_PERSON = Qt.ItemDataRole.UserRole
Counted = tuple[int, str, int]  # member id, name, messages


@dataclass(frozen=True, slots=True)
class Person:
    """`shown` is the name as it may be read, `searched` what it is found by."""

    member_id: int
    name: str
    shown: str
    searched: str
    messages: int


def people(found: Sequence[Counted], masked: Callable[[str], str] = str) -> list[Person]:
    """Spelled out for the search, which takes a while: not for the window's own thread."""
    spelled = spellings([name for _id, name, _count in found])
    return [
        Person(id_, name, masked(name), f"{masked(name)}\n{spelling}".lower(), count)
        for (id_, name, count), spelling in zip(found, spelled, strict=True)
    ]


def ask_people(
    context: WindowContext,
    parent: QWidget,
    title: str,
    read: Callable[[Store], Sequence[Counted]],
    chosen: Sequence[int],
    take: Callable[[dict[int, str]], object],
) -> None:
    """Ask which of the people that `read` finds are meant; `take` gets names by member id."""

    def done(found: list[Person]) -> None:
        if not isValid(parent):
            return
        picker = PeoplePicker(parent, title, found, chosen)
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.accepted.connect(lambda: take(picker.chosen()))
        picker.open()

    masked = context.blur.name
    context.jobs.read(f"people/{title}", lambda store: people(read(store), masked), done)


class _CountBeside(QStyledItemDelegate):
    """The number of messages at the right, each under the other."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        one: Person = index.data(_PERSON)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(option.palette.text().color())
        painter.drawText(option.rect.adjusted(0, 0, -GRID, 0), right, f"{one.messages:,}")


class PeoplePicker(Dialog):
    """Those in `chosen` are ticked and stand first."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        people: Sequence[Person],
        chosen: Sequence[int] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(376, 486)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Name or pinyin"))
        self.search.setAccessibleName(_("Search members"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName("framed")
        self.list.setAccessibleName(title)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(_CountBeside(self.list))
        self.list.setStyleSheet("QListWidget::item { min-height: 28px; padding-left: 6px; }")
        self._fill(people, set(chosen))
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._tick_only)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(title, "title"))
        box.addWidget(self.search)
        box.addWidget(self.list, 1)
        ok = button(_("OK"), self.accept, "primary")
        box.addLayout(row(None, button(_("Cancel"), self.reject), ok))
        self.search.setFocus()

    def _fill(self, people: Sequence[Person], chosen: set[int]) -> None:
        metrics, mode = self.list.fontMetrics(), Qt.TextElideMode.ElideRight
        for one in sorted(people, key=lambda one: one.member_id not in chosen):
            name = metrics.elidedText(" ".join(one.shown.split()) or _("no name"), mode, NAME)
            item = QListWidgetItem(name)
            words = ngettext("{n:,} message", "{n:,} messages", one.messages)
            counted = says(one.shown, words.format(n=one.messages))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, counted)
            item.setToolTip(hint(one.shown))
            item.setData(_PERSON, one)
            on = one.member_id in chosen
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    def _filter(self, text: str) -> None:
        wanted = text.strip().lower()
        for item in self._items():
            item.setHidden(wanted not in item.data(_PERSON).searched)

    def _tick_only(self) -> None:
        """Enter takes the one that is left, or goes into the list."""
        shown = [item for item in self._items() if not item.isHidden()]
        if len(shown) == 1:
            shown[0].setCheckState(Qt.CheckState.Checked)
            self.search.clear()
        elif shown:
            self.list.setCurrentItem(shown[0])
            self.list.setFocus()

    def chosen(self) -> dict[int, str]:
        """Names by member id, in the order of the list."""
        ticked = (one for one in self._items() if one.checkState() == Qt.CheckState.Checked)
        found: list[Person] = [item.data(_PERSON) for item in ticked]
        return {one.member_id: one.name for one in found}
