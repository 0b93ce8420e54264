"""What can be done with one card: picture, marks, groups, merge, split, erase."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from qunmate.data import member_edits, own_card, pictures
from qunmate.data.database import Database
from qunmate.i18n import _
from qunmate.model import Member
from qunmate.ui.context import WindowContext
from qunmate.ui.members.picture import Picturing, of_data

CARDS = frozenset({"events", "members", "memberships", "settings", "stays"})


class CardMenu(QObject):
    def __init__(self, context: WindowContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self.pictures = Picturing(context, window)

    def menu(self, member: Member) -> QMenu:
        """For the card of one member."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        id_, name = member.id, member.name
        held = pictures.picture(self._context.store.db, id_) is not None
        _add(menu, _("Choose a picture…"), partial(self.pictures.choose, id_))
        paste = _add(menu, _("Paste a picture"), partial(self.pictures.paste, id_))
        paste.setEnabled(of_data(QGuiApplication.clipboard().mimeData()) is not None)
        if held:
            _add(menu, _("Remove the picture"), partial(self.pictures.remove, id_))
        menu.addSeparator()
        _add(menu, _("Custom fields…"), self.own_fields)
        _add(menu, _("From a self-introduction…"), partial(self.introduce, id_))
        menu.addSeparator()
        self._flags(menu, member)
        menu.addSeparator()
        _add(menu, _("Put into a group…"), partial(self.put_in, [id_]))
        _add(menu, _("Split this card…"), partial(self.split, id_, name))
        _add(menu, _("Erase this person…"), partial(self.erase, id_, name))
        return menu

    def _flags(self, menu: QMenu, member: Member) -> None:
        for words, field, on in (
            (_("Leave out of digests"), "opt_out", member.opt_out),
            (_("Is a bot"), "bot", member.bot),
            (_("This is me"), "is_self", member.is_self),
        ):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(on)
            # not triggered: from that one PySide hands a partial no value
            action.toggled.connect(partial(self._mark, member.id, field))

    def _mark(self, member_id: int, field: str, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        deeds = {
            "opt_out": _("Left a member out of digests") if on else _("Let a member into digests"),
            "bot": _("Marked a bot") if on else _("Marked as not a bot"),
            "is_self": _("Marked your own card"),
        }

        def change(db: Database) -> None:
            if field == "is_self":
                own_card.set_own(db, member_id if on else None)
            else:
                member_edits.set_flag(db, [member_id], field, on=on)

        self._context.jobs.edit(change, CARDS, deed=deeds[field])

    def split(self, member_id: int, name: str) -> QDialog:
        from qunmate.ui.members.split_dialog import SplitDialog

        return _opened(SplitDialog(self._context, self._window, member_id, name))

    def erase(self, member_id: int, name: str) -> QDialog:
        from qunmate.ui.members.erase_dialog import EraseDialog

        return _opened(EraseDialog(self._context, self._window, member_id, name))

    def merge(self, first: int, second: int) -> QDialog:
        from qunmate.ui.members.merge_dialog import MergeDialog

        return _opened(MergeDialog(self._context, self._window, first, second))

    def put_in(self, member_ids: Sequence[int]) -> QDialog:
        from qunmate.ui.members.put_in_dialog import PutInDialog

        return _opened(PutInDialog(self._context, self._window, member_ids))

    def own_fields(self) -> QDialog:
        from qunmate.ui.members.own_fields_dialog import OwnFieldsDialog

        return _opened(OwnFieldsDialog(self._context, self._window))

    def introduce(self, member_id: int) -> QDialog:
        from qunmate.ui.members.introduction_dialog import IntroductionDialog

        return _opened(IntroductionDialog(self._context, self._window, member_id))


def _opened(dialog: QDialog) -> QDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def _add(menu: QMenu, words: str, act: Callable[[], object]) -> QAction:
    action = menu.addAction(words)
    action.triggered.connect(lambda _on=False: act())
    return action
