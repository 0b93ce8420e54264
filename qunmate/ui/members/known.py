"""What stands below the name of somebody new: who is called so already, or has the id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qunmate.clusters import shortened
from qunmate.data import adding
from qunmate.data.adding import Known
from qunmate.data.store import Store
from qunmate.i18n import _, ngettext
from qunmate.model import Group
from qunmate.terms import listed
from qunmate.ui.blur import Blur
from qunmate.ui.members.columns import one_line
from qunmate.ui.parts import button, label, row, set_property

LONGEST = 120  # characters of a name


@dataclass(frozen=True, slots=True)
class Found:
    """Who has the name, and who the ids."""

    named: Sequence[Known] = ()
    owners: Sequence[Known] = ()

    @property
    def cards(self) -> Sequence[Known]:
        return self.owners or self.named


def look(store: Store, name: str, group_id: int | None, ids: str) -> Found:
    """UserError where the ids can't be any."""
    owners = adding.having(store.db, group_id, ids) if group_id is not None else []
    return Found(adding.called(store.db, name), owners)


class KnownLine(QWidget):
    """`opened` is sent to look at the cards instead, `taken` to put the one card into the group."""

    opened = Signal()
    taken = Signal()

    def __init__(self, blur: Blur) -> None:
        super().__init__()
        self._blur = blur
        self.words = label("", "note", wrap=True)
        set_property(self.words, "tone", "warn")
        self.open = button("", self.opened.emit, "small")
        self.take = button("", self.taken.emit, "small")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.words)
        box.addLayout(row(self.open, self.take, None))

    def say(self, text: str) -> None:
        """What is wrong with the id."""
        self.words.setText(text)
        self.open.hide()
        self.take.hide()

    def show_found(self, found: Found, group: Group | None) -> None:
        """`group` is the one that is chosen."""
        cards = found.cards
        if not cards:
            return
        self.open.show()
        self.words.setText(self._told(found))
        alone = len(cards) == 1
        self.open.setText(_("Open the card") if alone else _("Open the cards"))
        self.take.setVisible(alone and group is not None and group.id not in cards[0].groups)
        self.take.setText(_("Put this card into the group"))

    def _told(self, found: Found) -> str:
        cards, n = found.cards, len(found.cards)
        if n > 1 and found.owners:
            words = ngettext(
                "{n} card has such an ID already.", "{n} cards have such IDs already.", n
            )
            return words.format(n=f"{n:,}")
        if n > 1:
            words = ngettext(
                "{n} card is called so already.", "{n} cards are called so already.", n
            )
            return words.format(n=f"{n:,}")
        name = self._blur.name(_short(cards[0].name)) or _("no name")
        where = _short(listed(cards[0].groups.values())) or _("in no group")
        words = (
            _("The ID is on a card already: {name} ({groups}).")
            if found.owners
            else _("There is a card already: {name} ({groups}).")
        )
        return words.format(name=name, groups=where)


def _short(text: str) -> str:
    line = one_line(text)
    return shortened(line, LONGEST)
