"""Before a person is erased: what goes, that it is for good, which backups still hold them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from qunmate.i18n import _, ngettext
from qunmate.tasks.erase import Erased, Outlook, erase, outlook, taken_away
from qunmate.terms import sentences
from qunmate.ui.context import WindowContext
from qunmate.ui.dialog import Dialog
from qunmate.ui.parts import ElidedLabel, button, label, row, set_property
from qunmate.ui.search import recent
from qunmate.ui.touched import EVERYTHING

LISTED = 5  # backups


class EraseDialog(Dialog):
    def __init__(self, context: WindowContext, parent: QWidget, member_id: int, name: str) -> None:
        super().__init__(parent)
        self._context = context
        self._member_id = member_id
        self._name = context.blur.name(name)
        self._outlook: Outlook | None = None
        self.setWindowTitle(_("Erase a person"))
        self.setFixedWidth(520)
        self.state = label(_("Looking up what there is about them…"), "second", wrap=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(4)
        self.warning = label(
            _(
                "This can't be undone. Earlier changes made in this window can no longer be undone "
                "either, because the person may be in them."
            ),
            wrap=True,
        )
        set_property(self.warning, "tone", "bad")
        self.backups = QCheckBox()
        self.places = label("", "note", wrap=True)
        self.kept = _together(self.backups, self.places)
        self.unread = label("", "note", wrap=True)
        self.unchecked = _together(
            label(_("These backups could not be checked:"), wrap=True), self.unread
        )
        self.elsewhere = label(
            _("Copies that you keep elsewhere are not checked."), "second", wrap=True
        )
        for part in (self.kept, self.unchecked, self.elsewhere):
            part.hide()
        self.ok = button(_("Erase for good"), self.accept, "danger")
        self.ok.setEnabled(False)
        self.cancel = button(_("Cancel"), self.reject)
        self._arrange()
        context.jobs.read(
            f"members.erase/{id(self)}",
            partial(outlook, member_id=member_id),
            self.show_outlook,
            failed=self._failed,
        )

    def _arrange(self) -> None:
        title = ElidedLabel(_("Erase “{name}”").format(name=self._name), "title")
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(title)
        box.addWidget(self.state)
        box.addLayout(self.lines)
        box.addWidget(self.warning)
        for one in (self.kept, self.unchecked):
            box.addWidget(one)
        box.addWidget(self.elsewhere)
        box.addStretch(1)
        box.addLayout(row(None, self.cancel, self.ok))
        self.cancel.setDefault(True)
        self.cancel.setFocus()

    def show_outlook(self, seen: Outlook) -> None:
        """Say what goes, and offer what can be offered."""
        self._outlook = seen
        self.state.setText(
            _("This will be wiped from the file, its search index and the remains of deleted data:")
        )
        for words in taken_away(seen.traces):
            self.lines.addWidget(label("·  " + words, wrap=True))
        stays = _("Only what is counted stays, under “erased member”: the times and kinds of"
        " messages, and when the person was in which group.")  # fmt: skip
        self.lines.addSpacing(4)
        self.lines.addWidget(label(stays, "second", wrap=True))
        self._show_backups(seen)
        self.ok.setEnabled(True)

    def _show_backups(self, seen: Outlook) -> None:
        n = len(seen.backups)
        if n:
            words = ngettext(
                "Also delete {n} backup that still holds the person",
                "Also delete {n} backups that still hold the person",
                n,
            )
            self.backups.setText(words.format(n=n))
        self.kept.setVisible(bool(n))
        self.places.setText("\n".join(_named(seen.backups)))
        self.unchecked.setVisible(bool(seen.unreadable))
        self.unread.setText("\n".join(_named(seen.unreadable)))
        self.elsewhere.show()

    def _failed(self, error: BaseException) -> None:
        self._context.notify.complain(error)
        self.reject()

    def accept(self) -> None:
        super().accept()
        delete = self._outlook.backups if self._outlook and self.backups.isChecked() else ()
        self._context.jobs.write(
            partial(erase, member_id=self._member_id, delete=delete),
            EVERYTHING,
            partial(_tell, self._context),
            title=_("Erasing a person"),
            burns=True,
        )


def _together(heading: QWidget, names: QWidget) -> QWidget:
    """Names of files close to what stands above them."""
    part = QWidget()
    box = QVBoxLayout(part)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(4)
    box.addWidget(heading)
    box.addWidget(names)
    return part


def _named(files: Sequence[Path]) -> list[str]:
    """The names of the first few, a line each: they would be parted anywhere."""
    rest = len(files) - LISTED
    words = ngettext("and {n} more backup", "and {n} more backups", rest).format(n=rest)
    return [*(one.name for one in files[:LISTED]), *([words] if rest > 0 else [])]


def _tell(context: WindowContext, done: Erased) -> None:
    context.state.forget(done.known, _("erased member"))
    recent.forget(context.state, done.known)
    n = len(done.deleted)
    gone = ngettext("{n} backup deleted.", "{n} backups deleted.", n).format(n=n) if n else ""
    close = _("Close QunMate everywhere to clear the log beside the file.")
    told = sentences(_("Erased."), gone, "" if done.overwritten else close)
    context.guide.renewal_asked.emit(told)
