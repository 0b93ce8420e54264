"""Digest: group, week, edition and format at the left, how it will look at the right."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QRadioButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from qunmate import clock
from qunmate.data import groups as groups_data
from qunmate.data.store import Store
from qunmate.i18n import N_, _
from qunmate.model import Group
from qunmate.ui.context import WindowContext
from qunmate.ui.parts import add_field, button, label, row, set_property

if TYPE_CHECKING:
    from qunmate.digest.model import Digest

FORMATS = (
    ("xlsx", N_("Excel workbook (.xlsx)")),
    ("html", N_("Web page (.html)")),
    ("md", N_("Text with Markdown (.md)")),
)
WEEK = 7


class Wanted(NamedTuple):
    """What the digest shall be of; days since 1970-01-01."""

    group: Group
    first: int
    last: int
    edition: str


class Made(NamedTuple):
    """A digest and its text for posting."""

    digest: Digest
    text: str


class DigestDialog(QDialog):
    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._made: Made | None = None
        today = clock.day_of(context.today)
        self._monday = today - context.today.weekday() - WEEK
        self._this_monday = self._monday + WEEK
        self.setWindowTitle(_("Digest"))
        self.resize(1040, 660)
        self.preview = QTextBrowser()
        self.preview.setOpenLinks(False)
        self.preview.document().setDocumentMargin(16)
        self.preview.setAccessibleName(_("Preview"))
        side = QWidget()
        side.setFixedWidth(264)
        side.setLayout(self._side())
        box = row(side, self.preview, spacing=20)
        box.setContentsMargins(24, 20, 20, 20)
        self.setLayout(box)
        context.theme.changed.connect(self._show_page)
        self.refresh()

    def _side(self) -> QVBoxLayout:
        form = QFormLayout()
        form.setSpacing(10)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        add_field(form, _("Group"), self._group_box())
        add_field(form, _("Week"), self._week_row())
        add_field(form, _("Edition"), self._edition_row())
        self.format = QComboBox()
        for key, words in FORMATS:
            self.format.addItem(_(words), key)
        add_field(form, _("Format"), self.format)
        self.warning = label("", "note", wrap=True)
        self.copy_button = button(_("Copy as text"), self.copy)
        self.save_button = button(_("Save…"), self.save, "primary")
        self.save_button.setDefault(True)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(label(_("Digest"), "title"))
        column.addLayout(form)
        column.addWidget(self.warning)
        column.addStretch(1)
        column.addWidget(self.copy_button)
        column.addLayout(row(button(_("Close"), self.reject), self.save_button))
        return column

    def _group_box(self) -> QComboBox:
        self.group = QComboBox()
        for group in groups_data.all_groups(self._context.store.db):
            if not group.archived:
                self.group.addItem(group.name, group)
        chosen = self._context.group
        if chosen:
            self.group.setCurrentText(chosen.name)
        self.group.currentIndexChanged.connect(self.refresh)
        return self.group

    def _week_row(self) -> QWidget:
        self.week = label()
        before = button("‹", partial(self._turn, -WEEK))
        before.setAccessibleName(_("The week before"))
        self.after = button("›", partial(self._turn, WEEK))
        self.after.setAccessibleName(_("The week after"))
        for arrow in (before, self.after):
            arrow.setFixedWidth(36)
        line = QWidget()
        line.setLayout(row(before, self.week, None, self.after))
        return line

    def _edition_row(self) -> QWidget:
        self.member = QRadioButton(_("Members: fit to post"))
        self.operator = QRadioButton(_("Operator: private"))
        self.member.setChecked(True)
        self.member.toggled.connect(self.refresh)
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.member)
        column.addWidget(self.operator)
        return line

    def _turn(self, days: int) -> None:
        self._monday += days
        self.refresh()

    def wanted(self) -> Wanted | None:
        """None while there is no group."""
        group = self.group.currentData()
        if not isinstance(group, Group):
            return None
        edition = "member" if self.member.isChecked() else "operator"
        return Wanted(group, self._monday, self._monday + WEEK - 1, edition)

    def refresh(self) -> None:
        """Make the digest anew; the old preview stays until the new one is there."""
        first, last = clock.date_of(self._monday), clock.date_of(self._monday + WEEK - 1)
        days = f"{first.month}-{first.day:02} – {last.month}-{last.day:02}"
        self.week.setText(f"{clock.week_of(self._monday)} · {days}")
        self.after.setEnabled(self._monday < self._this_monday)
        wanted = self.wanted()
        self._ready(made=None)
        if wanted:
            today = self._context.today
            self._context.jobs.read("digest", lambda store: _make(store, wanted, today), self._show)

    def _ready(self, made: Made | None) -> None:
        self._made = made
        self.save_button.setEnabled(made is not None)
        self.copy_button.setEnabled(made is not None)

    def _show(self, made: Made) -> None:
        self._ready(made)
        self._show_page()
        private = made.digest.private
        self.warning.setText(
            _("Private: it names silent members and holds what is only for you. Do not post it.")
            if private
            else _("Without phone numbers, ids, notes and silent members.")
        )
        set_property(self.warning, "tone", "warn" if private else "")

    def _show_page(self) -> None:
        from qunmate.ui.digest_page import page

        if self._made:
            self.preview.setHtml(page(self._made.digest, self._context.theme.tokens))

    def copy(self) -> None:
        """The text for posting, onto the clipboard."""
        if self._made:
            QGuiApplication.clipboard().setText(self._made.text)
            self._context.notify.notice(_("Copied. Paste it into the group."))

    def save(self) -> None:
        """Ask for a file and write the digest in the chosen format."""
        if self._made is None:
            return
        from qunmate.digest.model import file_name

        suffix = str(self.format.currentData())
        digest = self._made.digest
        proposed = file_name(digest, suffix)
        kind = f"{self.format.currentText()} (*.{suffix})"
        name, _kind = QFileDialog.getSaveFileName(self, _("Save the digest"), proposed, kind)
        if name:
            self.save_to(Path(name), suffix)

    def save_to(self, path: Path, format_: str) -> None:
        if self._made is None:
            return
        target = path if path.suffix else path.with_suffix(f".{format_}")
        digest = self._made.digest

        def write(_store: Store) -> Path:
            from qunmate.tasks.digest import write_digest

            write_digest(digest, target, format_)
            return target

        self._context.jobs.read("digest/save", write, self._saved)

    def _saved(self, path: Path) -> None:
        url = QUrl.fromLocalFile(str(path))
        words = _("The digest was saved as {name}.").format(name=path.name)

        def look() -> None:
            QDesktopServices.openUrl(url)

        self._context.notify.notice(words, _("Open"), look)
        self.accept()


def _make(store: Store, wanted: Wanted, today: date) -> Made:
    from qunmate.data.exporters import digest_md
    from qunmate.tasks.digest import make_digest

    digest = make_digest(
        store,
        wanted.group,
        first=wanted.first,
        last=wanted.last,
        edition=wanted.edition,
        today=today,
    )
    return Made(digest, digest_md.plain(digest))
