"""Where the file is open for reading only, whatever would write rests and says why."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from qunmate.i18n import _
from qunmate.ui.context import WindowContext
from qunmate.ui.jobs import Jobs

Control = QWidget | QAction | QShortcut


def why() -> str:
    """What is told of a control that rests."""
    return _("This file is open for reading only: nothing can be changed here.")


def writes(jobs: Jobs, *controls: Control) -> None:
    """Say of controls that they write. Where nothing can be written they stay disabled for as
    long as the window is open, whatever else tries to enable them; a menu as a whole."""
    if not jobs.read_only:
        return
    for one in controls:
        if isinstance(one, QShortcut):
            one.setEnabled(False)
        elif isinstance(one, QAction):
            _hold_action(one)
        elif isinstance(one, QMenu):
            _hold_action(one.menuAction())
        else:
            _Hold(one)


def _hold_action(action: QAction) -> None:
    action.setEnabled(False)
    action.setToolTip(why())
    action.enabledChanged.connect(lambda on: action.setEnabled(False) if on else None)
    for owner in action.associatedObjects():
        if isinstance(owner, QMenu):
            owner.setToolTipsVisible(True)


def may_write(context: WindowContext) -> bool:
    """For what is asked for by the keyboard or the mouse alone, which can't be shown at rest:
    True, or it is told why not."""
    if context.jobs.read_only:
        context.notify.notice(why())
    return not context.jobs.read_only


class _Hold(QObject):
    """Keeps a widget at rest."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.setEnabled(False)
        widget.setToolTip(why())
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.EnabledChange and self._widget.isEnabled():
            self._widget.setEnabled(False)
        elif event.type() == QEvent.Type.ToolTipChange and self._widget.toolTip() != why():
            self._widget.setToolTip(why())
        return False
