"""Notices of the system, by its tray. Where it has none, nothing is said."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from qunmate.i18n import _


class Tray(QObject):
    """`clicked` when the operator clicks the latest notice, or the icon."""

    clicked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.icon: QSystemTrayIcon | None = None

    @staticmethod
    def there() -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()

    def tell(self, title: str, text: str) -> bool:
        """The icon comes with the first notice. False where there is no tray."""
        if not self.there():
            return False
        if self.icon is None:
            self.icon = QSystemTrayIcon(QApplication.windowIcon(), self)
            self.icon.setToolTip(_("QunMate"))
            self.icon.messageClicked.connect(self.clicked)
            self.icon.activated.connect(self._activated)
            self.icon.show()
        self.icon.showMessage(title, text, QApplication.windowIcon())
        return True

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.clicked.emit()

    def hide(self) -> None:
        if self.icon:
            self.icon.hide()
