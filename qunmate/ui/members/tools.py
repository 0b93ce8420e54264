"""The dialogs of the Members tab about all members: tags, lookalikes, the clean-up list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QWidget

from qunmate.i18n import _
from qunmate.keys import native
from qunmate.model import Group
from qunmate.ui.context import WindowContext
from qunmate.ui.members import export
from qunmate.ui.parts import button, hint
from qunmate.ui.pen import may_write, writes

NARROW = 1000  # px
SMALL = 36  # px: a button with a sign
QWIDGETSIZE_MAX = (1 << 24) - 1  # Qt's own, which PySide does not tell


class Tools:
    """`more` opens a menu of what is needed less often."""

    def __init__(
        self, context: WindowContext, tab: QWidget, columns: Callable[[QWidget], QMenu]
    ) -> None:
        self._context = context
        self._tab = tab
        self._columns = columns
        self.add_button = button(_("Add member…"), self.add)
        self.add_button.setAccessibleName(self.add_button.text())
        self.add_button.setToolTip(hint(f"{self.add_button.text()} ({native('Ctrl+N')})"))
        self.tags_button = button(_("Tags…"), self.tags)
        self.more: QPushButton = button("⋯", self._open)
        self.more.setFixedWidth(SMALL)
        self.more.setAccessibleName(_("More for all members"))
        self.more.setToolTip(hint(self.more.accessibleName()))
        writes(context.jobs, self.add_button, self.tags_button)

    def fit(self, room: int) -> None:
        """Tell what there is room for in a line of so many px."""
        narrow = room < NARROW
        self.add_button.setText("＋" if narrow else _("Add member…"))
        self.add_button.setMaximumWidth(SMALL if narrow else QWIDGETSIZE_MAX)

    def _open(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def menu(self) -> QMenu:
        menu = QMenu(self._tab)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        alike = menu.addAction(_("Lookalikes…"))
        alike.triggered.connect(lambda _on=False: self.lookalikes())
        fill = menu.addAction(_("Fill cards from nicknames…"))
        own = menu.addAction(_("Custom fields…"))
        own.triggered.connect(lambda _on=False: self.own_fields())
        menu.addMenu(self._columns(menu))
        menu.addSeparator()
        clean_up = menu.addAction(_("Clean-up list…"))
        empty = menu.addAction(_("Empty sheet…"))
        empty.setToolTip(_("A sheet with the headings, ready to be filled in and imported"))
        empty.triggered.connect(lambda _on=False: export.ask_empty(self._context, self._tab))
        group = self._context.group  # when it is left while the menu is open, it is still meant
        for action, act in ((fill, self.pattern), (clean_up, self.clean_up)):
            if group is None:
                action.setEnabled(False)
                action.setToolTip(_("Choose a group first."))
            else:
                action.triggered.connect(lambda _on=False, act=act: act(group))
        writes(self._context.jobs, alike, fill, own)
        return menu

    def add(self) -> QDialog | None:
        """Somebody new, by hand."""
        from qunmate.ui.members.add_dialog import AddDialog

        if not may_write(self._context):
            return None
        return _shown(AddDialog(self._context, self._tab))

    def tags(self) -> QDialog:
        from qunmate.ui.members.tags_dialog import TagsDialog

        return _shown(TagsDialog(self._context, self._tab))

    def lookalikes(self) -> QDialog:
        from qunmate.ui.members.lookalikes_dialog import LookalikesDialog

        return _shown(LookalikesDialog(self._context, self._tab))

    def pattern(self, group: Group) -> QDialog:
        """What the nicknames of a group tell."""
        from qunmate.ui.members.pattern_dialog import PatternDialog

        return _shown(PatternDialog(self._context, self._tab, group))

    def own_fields(self) -> QDialog:
        from qunmate.ui.members.own_fields_dialog import OwnFieldsDialog

        return _shown(OwnFieldsDialog(self._context, self._tab))

    def clean_up(self, group: Group) -> QDialog:
        """Who could leave a group."""
        from qunmate.ui.members.clean_up_dialog import CleanUpDialog

        return _shown(CleanUpDialog(self._context, group, self._tab))


def _shown(dialog: QDialog) -> QDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
