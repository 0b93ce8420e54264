"""Boxes for what needs an answer or must not be overlooked: a problem, a defect."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from pathlib import Path

import PySide6
from PySide6.QtCore import QObject, Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from qunmate import __version__, i18n
from qunmate.data.store import sqlite_version
from qunmate.i18n import _
from qunmate.paths import log_folder
from qunmate.report import report_text, write_report
from qunmate.terms import listed
from qunmate.ui.dialog import Dialog
from qunmate.ui.parts import button, label, row
from qunmate.ui.window_lock import Holder

ABOUT_HEIGHT = 156


class SayBox(Dialog):
    """A sentence that must not be overlooked, and what to do now."""

    def __init__(self, parent: QWidget | None, title: str, sentence: str, step: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(sentence, "heading", wrap=True))
        box.addWidget(label(step, wrap=True))
        ok = button(_("OK"), self.accept, "primary")
        ok.setDefault(True)
        box.addLayout(row(None, ok))


class ProblemBox(SayBox):
    """What is wrong in the user's world, and the next step."""

    def __init__(self, parent: QWidget | None, sentence: str, step: str) -> None:
        super().__init__(parent, _("That did not work"), sentence, step)


class DefectBox(Dialog):
    """A defect of ours: the report, without personal data, ready to be copied."""

    def __init__(self, parent: QWidget, text: str, path: Path | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Something went wrong in QunMate"))
        self.resize(640, 400)
        self._text = text
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(_("Something went wrong in QunMate"), "heading"))
        calm = _(
            "Your file is unharmed and you can go on. Please copy this report and send it to where"
            " you got QunMate from: it has no names and no messages in it."
        )
        box.addWidget(label(calm, wrap=True))
        if path:
            where = _("It was written to {path}.").format(path=path)
            box.addWidget(label(where, "note", wrap=True))
        view = QPlainTextEdit(text)
        view.setReadOnly(True)
        view.setAccessibleName(_("Report"))
        box.addWidget(view)
        ok = button(_("Continue"), self.accept, "primary")
        ok.setDefault(True)
        box.addLayout(row(None, button(_("Copy the report"), self.copy), ok))

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)


class AboutBox(Dialog):
    """What this program is, and a report on what it runs on, without personal data."""

    def __init__(self, parent: QWidget, details: Sequence[str] = ()) -> None:
        """`details` are further lines of the report."""
        super().__init__(parent)
        self.setWindowTitle(_("About QunMate"))
        self.setMinimumWidth(520)
        self.report = "\n".join((versions_text(), *details))
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(_("QunMate"), "title"))
        what = _("For people who run chat groups. Everything stays in one file on this computer.")
        box.addWidget(label(what, wrap=True))
        view = QPlainTextEdit(self.report)
        view.setReadOnly(True)
        view.setAccessibleName(_("Report"))
        view.setFixedHeight(ABOUT_HEIGHT)
        box.addWidget(view)
        box.addWidget(label(_("It says nothing about you or your groups."), "note", wrap=True))
        ok = button(_("Close"), self.accept, "primary")
        ok.setDefault(True)
        folder = button(_("Show earlier reports"), show_reports)
        folder.setVisible(any(log_folder().glob("report-*.txt")))
        box.addLayout(row(button(_("Copy the report"), self.copy), folder, None, ok))
        ok.setFocus()

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)


def show_reports() -> None:
    """The folder where reports of defects are kept, in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder())))


def versions_text() -> str:
    """Versions of what we are made of, and the screen; nobody's data."""
    libraries = ("sqlite-utils", "pyqtgraph", "numpy", "openpyxl")
    screens = listed(
        f"{one.size().width()} × {one.size().height()} @ {one.devicePixelRatio():g}"
        for one in QGuiApplication.screens()
    )
    return "\n".join(
        (
            f"QunMate {__version__}",
            f"Python {platform.python_version()} · SQLite {sqlite_version()}",
            f"Qt {qVersion()} · PySide6 {PySide6.__version__}",
            " · ".join(f"{name} {_version(name)}" for name in libraries),
            platform.platform(),
            f"{QGuiApplication.platformName()} · {screens} · {i18n.language()}",
        )
    )


def _version(name: str) -> str:
    from importlib import metadata  # slow to load, and rarely asked for

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # a packed app has no metadata of its parts
        return "?"


class HeldBox(Dialog):
    """Another window has the file open; accepting means to open it for reading only."""

    def __init__(self, parent: QWidget | None, path: Path, holder: Holder) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Already open"))
        self.setMinimumWidth(440)
        since = f"{holder.since:%Y-%m-%d %H:%M}" if holder.since else "?"
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        sentence = _("{name} is open in another window.").format(name=path.name)
        box.addWidget(label(sentence, "heading", wrap=True))
        who = _("On {host}, process {pid}, since {since}.")
        words = who.format(host=holder.host, pid=holder.pid, since=since)
        box.addWidget(label(words, "second", wrap=True))
        box.addWidget(label(_("You can look at it here without changing anything."), wrap=True))
        look = button(_("Open read-only"), self.accept, "primary")
        look.setDefault(True)
        box.addStretch(1)
        box.addLayout(row(None, button(_("Cancel"), self.reject), look))
        look.setFocus()


class Boxes(QObject):
    """Opens the boxes over a window, without waiting for their answer."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._reported: set[str] = set()

    def say(self, title: str, sentence: str, step: str) -> None:
        self._open(SayBox(self._window, title, sentence, step))

    def problem(self, sentence: str, step: str) -> None:
        self._open(ProblemBox(self._window, sentence, step))

    def defect(self, error: BaseException) -> None:
        """One box for one defect: one that comes with every repaint must not fill the screen."""
        text = report_text(error)
        if text in self._reported:
            return
        self._reported.add(text)
        try:
            path: Path | None = write_report(error)
        except OSError:
            path = None
        self._open(DefectBox(self._window, text, path))

    def _open(self, box: QDialog) -> None:
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
