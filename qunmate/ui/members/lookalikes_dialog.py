"""Cards that may be one person, the likeliest first: look, merge, or say that they are two."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from qunmate.data import members, settings, traces
from qunmate.data.database import Database
from qunmate.i18n import _, ngettext
from qunmate.tasks.lookalikes import Pair, lookalikes
from qunmate.ui.context import Visit, WindowContext
from qunmate.ui.dialog import Dialog
from qunmate.ui.members.columns import one_line
from qunmate.ui.members.merge_dialog import MergeDialog
from qunmate.ui.own_card_dialog import TwoLines
from qunmate.ui.parts import button, hint, label, row

TABLES = frozenset({"settings"})
KEY = "two_people"  # the setting that holds the pairs that are two people
SHOWN = 200


class LookalikesDialog(Dialog):
    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._pairs: list[Pair] = []
        self.setWindowTitle(_("Lookalikes"))
        self.resize(600, 520)
        self.said = label("", "second")
        self.said.hide()
        self.list = QListWidget()
        self.list.setAccessibleName(_("Pairs of cards"))
        self.list.setObjectName("framed")
        self.list.setItemDelegate(TwoLines(context.theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = label(_("Looking for cards that may be the same person…"), "second")
        QVBoxLayout(self.list).addWidget(self.none, 0, Qt.AlignmentFlag.AlignCenter)
        self.list.itemActivated.connect(lambda _item: self.merge())
        self.list.currentItemChanged.connect(lambda *_items: self._check())
        self.merge_button = button(_("Merge…"), self.merge, "primary")
        self.two = button(_("Not the same person"), self.keep_apart)
        self.two.setToolTip(_("They are not listed again"))
        self.look = button(_("Look at both"), self.show_both)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(_("Cards that may be the same person"), "title"))
        box.addWidget(self.said)
        box.addWidget(self.list, 1)
        verbs = (self.look, None, button(_("Close"), self.reject), self.two, self.merge_button)
        box.addLayout(row(*verbs))
        self._check()
        context.jobs.changed.connect(self._changed)
        self.read()

    def read(self) -> None:
        """Look for pairs, in the background."""
        group = self._context.group
        self._context.jobs.read(
            f"members.lookalikes/{id(self)}",
            partial(lookalikes, group_id=group.id if group else None),
            self.show_pairs,
        )

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & {"members", "identities", "settings"}:
            self.read()

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """All but those that were said to be two people."""
        db = self._context.store.db
        apart = {tuple(pair) for pair in settings.get(db, KEY, list[list[int]]())}
        nobody = traces.erased(db)
        self._pairs = [
            one for one in pairs if _key(one) not in apart and nobody.isdisjoint(_key(one))
        ]
        ids = {id_ for one in self._pairs[:SHOWN] for id_ in (one.first, one.second)}
        names = members.names(db, ids)
        place = max(self.list.currentRow(), 0)
        self.list.clear()
        for one in self._pairs[:SHOWN]:
            if one.first in names and one.second in names:
                self._put(one, names[one.first], names[one.second])
        self.list.setCurrentRow(min(place, self.list.count() - 1))
        n = len(self._pairs)
        found = ngettext("{n:,} pair", "{n:,} pairs", n).format(n=n)
        self.said.setText(_("{pairs}, the likeliest first").format(pairs=found) if n > 1 else found)
        self.said.setVisible(n > 0)
        self.none.setText(_("No two cards look like the same person."))
        self.none.setVisible(not n)
        self._check()

    def _put(self, pair: Pair, first: str, second: str) -> None:
        name = self._context.blur.member
        title = f"{name(one_line(first))}  ↔  {name(one_line(second))}"
        why = one_line(pair.reason) if not self._context.blur.on else ""
        item = QListWidgetItem(f"{title}\n{pair.score}% · {why}")
        item.setData(Qt.ItemDataRole.UserRole, pair)
        item.setToolTip(hint(why))
        self.list.addItem(item)

    @property
    def pair(self) -> Pair | None:
        """The one that is chosen."""
        item = self.list.currentItem()
        found = item.data(Qt.ItemDataRole.UserRole) if item else None
        return found if isinstance(found, Pair) else None

    def _check(self) -> None:
        for verb in (self.merge_button, self.two, self.look):
            verb.setEnabled(self.pair is not None)

    def merge(self) -> MergeDialog | None:
        """Side by side; the list is read anew once it is done, or where a card is gone."""
        if self.pair is None:
            return None
        if len(members.names(self._context.store.db, _key(self.pair))) < 2:  # merged elsewhere
            self.read()
            return None
        dialog = MergeDialog(self._context, self, self.pair.first, self.pair.second)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def keep_apart(self) -> None:
        """They are two people: not listed again."""
        if self.pair is None:
            return
        pair = list(_key(self.pair))

        def change(db: Database) -> None:
            settings.put(db, KEY, [*settings.get(db, KEY, list[list[int]]()), pair])

        self._context.jobs.edit(change, TABLES, deed=_("Marked two cards as different people"))

    def show_both(self) -> None:
        if self.pair:
            ids = (self.pair.first, self.pair.second)
            title = one_line(self.pair.reason)
            self._context.guide.lead(Visit("members", "members", ids, title=title))
            self.reject()


def _key(pair: Pair) -> tuple[int, int]:
    return min(pair.first, pair.second), max(pair.first, pair.second)
