"""Choose the quotes or honours of a section and word them by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from qunmate.digest.editing import REWORDED, Choice
from qunmate.digest.model import Entry, Honour, Item, PlanLine, Quote, Section, joined
from qunmate.i18n import N_, _
from qunmate.ui.dialog import Dialog
from qunmate.ui.parts import GRID, as_written, button, label, row
from qunmate.ui.widgets.page_area import MARGIN, OUTSIDE, PageArea

NAMES = {
    "question": N_("Question"),
    "answer": N_("Answer"),
    "title": N_("Title"),
    "text": N_("Text"),
    "deed": N_("For what"),
}
SIZE, AROUND = 560, 160  # px; of which so many are around the items
BESIDE = MARGIN - OUTSIDE  # px right of the items, where their scroll bar lies
LONG = frozenset({"answer", "text"})


class ItemsDialog(Dialog):
    """`chosen` are the items that stand in the section now, worded by hand or not; `shown` is
    how a name may be seen."""

    def __init__(
        self,
        parent: QWidget,
        section: Section,
        chosen: Sequence[Choice],
        shown: Callable[[str], str] = str,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(section.title)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setSpacing(GRID)
        taken = [choice.made for choice in chosen]
        others = [item for item in (*section.items, *section.spare) if item not in taken]
        self.cards = [ItemCard(choice, shown, on=True) for choice in chosen]
        self.cards += [ItemCard(Choice(item, item), shown, on=False) for item in others]
        for card in self.cards:
            column.addWidget(card)
        column.addStretch(1)
        area = PageArea(inner, below=0)
        ok = button(_("OK"), self.accept, "primary")
        ok.setDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24 - BESIDE, 16)
        box.setSpacing(12)
        box.addWidget(label(section.title, "title"))
        box.addWidget(label(_("Untick what should not appear; change any wording."), "second"))
        box.addWidget(area, 1)
        foot = row(None, button(_("Cancel"), self.reject), ok)
        foot.setContentsMargins(0, 0, BESIDE, 0)
        box.addLayout(foot)
        self.resize(SIZE, min(inner.sizeHint().height() + AROUND, SIZE))

    def choices(self) -> tuple[Choice, ...]:
        """What shall stand in the digest."""
        return tuple(card.choice() for card in self.cards if card.use.isChecked())


class ItemCard(QFrame):
    def __init__(self, choice: Choice, shown: Callable[[str], str], *, on: bool) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._choice = choice
        item = choice.worded
        self.use = QCheckBox(as_written(_who(item, shown)))
        self.use.setChecked(on)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 12)
        box.setSpacing(6)
        box.addWidget(self.use)
        self.fields: dict[str, QLineEdit | QPlainTextEdit] = {}
        for name in REWORDED.get(type(item), ()):
            self.fields[name] = field = _field(name, getattr(item, name))
            box.addWidget(label(_(NAMES[name]), "note"))
            box.addWidget(field)

    def choice(self) -> Choice:
        """The item in the words of the fields."""
        words = {
            name: field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()
            for name, field in self.fields.items()
        }
        worded = {name: " ".join(text.split()) for name, text in words.items()}
        item: Any = self._choice.worded  # the fields are those of its kind
        return self._choice._replace(worded=replace(item, **worded))


def _field(name: str, text: str) -> QLineEdit | QPlainTextEdit:
    if name in LONG:
        long = QPlainTextEdit(text)
        long.setFixedHeight(64)
        long.setTabChangesFocus(True)
        long.setAccessibleName(_(NAMES[name]))
        return long
    line = QLineEdit(text)
    line.setCursorPosition(0)
    line.setAccessibleName(_(NAMES[name]))
    return line


def _who(item: Item, shown: Callable[[str], str]) -> str:
    """Whose item it is, to tell it from others."""
    match item:
        case Quote() | Entry():
            words = shown(item.author) or item.note or _("no author")
        case Honour():
            words = joined(shown(name) for name in item.names)
        case PlanLine():
            words = f"{item.when} {item.kind}"
        case _:
            words = ""
    return words
