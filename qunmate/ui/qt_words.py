"""Qt's own words, formats and names of keys in our language."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from qunmate import i18n
from qunmate.i18n import N_, _

_LEFT_OUT = frozenset(
    {
        N_("&Look in:"),
        N_("Files of &type:"),
        N_("Folder"),
        N_("Drive"),
        N_("Unknown"),
    }
)
"""Texts of Qt's file dialog that Qt's Chinese catalogues lack."""


class LeftOut(QTranslator):
    """Is asked for what Qt's own catalogue does not know."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, _context: str, text: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        return _(text) if text in _LEFT_OUT else ""


def translate(app: QApplication) -> None:
    """Our language in place of another one's."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    language = i18n.language()
    QLocale.setDefault(QLocale(language))
    if language == "en":
        return
    own = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if own.load(f"qtbase_{language}", folder):
        app.installTranslator(LeftOut(app))  # asked last
        app.installTranslator(own)
