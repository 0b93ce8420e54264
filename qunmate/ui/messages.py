"""Boxes for what needs an answer or must not be overlooked: a problem, a defect."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import QObject, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from qunmate import __version__
from qunmate.i18n import _
from qunmate.report import report_text, write_report
from qunmate.ui.parts import button, label, row
from qunmate.ui.window_lock import Holder


class SayBox(QDialog):
    """A sentence that must not be overlooked, and what to do now."""

    def __init__(self, parent: QWidget | None, sentence: str, step: str, title: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title or _("QunMate"))
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
        super().__init__(parent, sentence, step, _("That did not work"))


class DefectBox(QDialog):
    """A defect of ours: the report, without personal data, ready to be copied."""

    def __init__(self, parent: QWidget, text: str, path: Path | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("QunMate met a defect of its own"))
        self.resize(640, 400)
        self._text = text
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(_("QunMate met a defect of its own"), "heading"))
        calm = _("Your file is safe and you can go on. Please send this report to the makers.")
        box.addWidget(label(calm, wrap=True))
        if path:
            box.addWidget(label(_("It was written to {path}").format(path=path), "note", wrap=True))
        view = QPlainTextEdit(text)
        view.setReadOnly(True)
        view.setAccessibleName(_("Report"))
        box.addWidget(view)
        ok = button(_("Go on"), self.accept, "primary")
        ok.setDefault(True)
        box.addLayout(row(None, button(_("Copy the report"), self.copy), ok))

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)


class AboutBox(QDialog):
    """What this program is, and its versions for a report."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About QunMate"))
        self.setMinimumWidth(440)
        self._text = versions_text()
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(_("QunMate"), "title"))
        what = _("For people who run chat groups. Everything stays in one file on this computer.")
        box.addWidget(label(what, wrap=True))
        box.addWidget(label(self._text, "note", wrap=True))
        ok = button(_("Close"), self.accept, "primary")
        ok.setDefault(True)
        box.addLayout(row(button(_("Copy the versions"), self.copy), None, ok))

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)


def versions_text() -> str:
    return (
        f"QunMate {__version__}\nPython {platform.python_version()} · Qt {qVersion()}\n"
        f"{platform.platform()}"
    )


class HeldBox(QDialog):
    """Another window has the file open; accepting means to open it for reading only."""

    def __init__(self, parent: QWidget | None, path: Path, holder: Holder) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Already open"))
        self.setMinimumWidth(440)
        since = f"{holder.since:%Y-%m-%d %H:%M}" if holder.since else "?"
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        sentence = _("Another window has {name} open.").format(name=path.name)
        box.addWidget(label(sentence, "heading", wrap=True))
        who = _("On {host}, process {pid}, since {since}.")
        words = who.format(host=holder.host, pid=holder.pid, since=since)
        box.addWidget(label(words, "second", wrap=True))
        box.addWidget(label(_("You can look at it here without changing anything."), wrap=True))
        look = button(_("Open read-only"), self.accept, "primary")
        look.setDefault(True)
        box.addLayout(row(None, button(_("Cancel"), self.reject), look))


class Boxes(QObject):
    """Opens the boxes over a window, without waiting for their answer."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._reported: set[str] = set()

    def say(self, sentence: str, step: str) -> None:
        self._open(SayBox(self._window, sentence, step))

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
