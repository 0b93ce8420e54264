"""Import: which files, what each is, where it goes; then progress, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qunmate.data import groups as groups_data
from qunmate.i18n import _, ngettext
from qunmate.model import Group
from qunmate.tasks.import_chat import Pasted
from qunmate.tasks.inspect_source import files_of
from qunmate.ui.context import WindowContext
from qunmate.ui.dialog import Dialog
from qunmate.ui.dropping import ANYTHING, accept_copy, dropped_paths
from qunmate.ui.group_dialog import ask_new_group
from qunmate.ui.importing.doing import Doing
from qunmate.ui.importing.drop_here import DropHere
from qunmate.ui.importing.run import ImportRun, Undo
from qunmate.ui.importing.source_card import SourceCard
from qunmate.ui.importing.unknown import Unknown
from qunmate.ui.later import later
from qunmate.ui.opening import ask_files, ask_folder
from qunmate.ui.parts import ElidedLabel, button, in_order_of, label, row
from qunmate.ui.widgets.page_area import MARGIN, OUTSIDE, PageArea
from qunmate.ui.widgets.pages import Pages

LEAST = 500  # px of height: below, a sheet had a scroll bar within another
CHOOSING, DOING = (880, 680), (680, 220)  # px
BESIDE = MARGIN - OUTSIDE  # px right of the sources, where their scroll bar lies


class ImportDialog(Dialog):
    started = Signal()

    def __init__(
        self,
        context: WindowContext,
        sources: Sequence[Path | Pasted],
        group: Group | None,
        undo: Undo,
        parent: QWidget,
        *,
        firm: bool = True,
    ) -> None:
        """`group` is where the sources go: in any case if `firm`, else only those that do not
        tell themselves; `undo` takes back the imports of these ids."""
        super().__init__(parent)
        self._context = context
        self._group = group
        self._firm = firm and group is not None
        self._undo = undo
        groups = groups_data.in_order(context.store.db)
        self._groups = [one for one in groups if not one.archived]
        self.cards: list[SourceCard] = []
        self.setWindowTitle(_("Import"))
        self.setMinimumHeight(LEAST)
        self.resize(*CHOOSING)
        self.setAcceptDrops(True)
        self._pages = Pages()
        self._pages.addWidget(self._choosing())
        self.doing = Doing(context)
        self.doing.closed.connect(self.accept)
        # once it is laid out with what was done
        self.doing.grown.connect(lambda: later(self, self._grow))
        self.doing.setContentsMargins(0, 0, BESIDE, 0)
        self._pages.addWidget(self.doing)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24 - BESIDE, 16)
        box.addWidget(self._pages)
        self.finished.connect(self._stop)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self.paste)
        self.add(sources)
        if not sources:
            self.choose.setFocus()

    def _choosing(self) -> QWidget:
        page = QWidget()
        self._hint = label(
            _(
                "Drop member sheets or chat records here, or choose them. QunMate finds out what"
                " each one is; nothing is saved until you say so."
            ),
            "second",
            wrap=True,
        )
        self._hint.setContentsMargins(0, 0, BESIDE, 12)
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setSpacing(12)
        self._drop_here = DropHere()
        self.unknown = Unknown()
        self._list.addWidget(self._drop_here, 1)
        self._list.addWidget(self.unknown)
        self._list.addStretch(0)
        self.all_sources = button("", self._show_all, "link")
        self.all_sources.hide()
        area = PageArea(inner, below=0)
        # once it is laid out with its lines
        shown = partial(area.ensureWidgetVisible, self.unknown)
        self.unknown.opened.connect(lambda: later(self, shown))
        self.sum = ElidedLabel(part="second")
        self.start = button(_("Import"), self.run, "primary")
        self.start.setDefault(True)
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row(label(_("Import"), "title"), 12, self.all_sources, None))
        box.addSpacing(12)
        box.addWidget(self._hint)
        box.addWidget(area, 1)
        box.addSpacing(12)
        cancel = button(_("Cancel"), self.reject)
        ways = self._ways()
        self._below = (*ways, cancel, self.start)
        line = row(*ways, 8, self.sum, None, cancel, self.start)
        line.setContentsMargins(0, 0, BESIDE, 0)
        box.addLayout(line)
        return page

    def _ways(self) -> tuple[QWidget, ...]:
        """How sources come in."""
        folder = button(_("Folder…"), self.choose_folder)
        folder.setToolTip(_("All files in a folder that can be read"))
        paste = button(_("Paste"), self.paste)
        paste.setToolTip(_("Chat text copied from the chat program"))
        self.which = button(_("Which files?"), self._tell_formats, "link")
        self.which.setToolTip(_("Which files can I import, and how do I get them?"))
        self.choose = button(_("Choose files…"), self.choose_files)
        return self.choose, folder, paste, self.which

    def _tell_formats(self) -> None:
        from qunmate.ui.formats_dialog import FormatsDialog

        dialog = FormatsDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @property
    def choosing(self) -> bool:
        """Whether more sources can be added."""
        return self._pages.currentIndex() == 0

    # the sources

    def add(self, sources: Sequence[Path | Pasted]) -> None:
        """Folders stand for the files in them."""
        folders = [one for one in sources if isinstance(one, Path) and one.is_dir()]
        if folders:
            self._context.jobs.read(
                f"import/files/{id(self)}", lambda _store: files_of(folders), self._add_all
            )
        self._add_all([one for one in sources if one not in folders])

    def _add_all(self, sources: Sequence[Path | Pasted]) -> None:
        if sources and self.cards:
            self._show_all()
        known = {card.source for card in self.cards}
        for source in sources:
            if source not in known:
                self._add(source)
        self._check()

    def _add(self, source: Path | Pasted) -> None:
        card = SourceCard(self._context, source, self._groups, self._group, firm=self._firm)
        card.changed.connect(self._check)
        card.removed.connect(partial(self._remove, card))
        card.unknown.connect(partial(self._not_known, card))
        card.new_group_asked.connect(partial(self._new_group, card))
        self.cards.append(card)
        self._list.insertWidget(len(self.cards) - 1, card)

    def _not_known(self, card: SourceCard, reason: str) -> None:
        self.unknown.add(card.shown, reason)
        self._remove(card)

    def _remove(self, card: SourceCard) -> None:
        card.stop()
        self.cards.remove(card)
        self._list.removeWidget(card)
        card.hide()
        card.deleteLater()
        self._check()

    def _check(self) -> None:
        if not self.cards and self.unknown.reasons:
            self.unknown.open()
        alone = self._alone()
        for card in self.cards:
            self._list.setStretchFactor(card, int(card.roomy))
            card.setVisible(alone in {None, card})
            if card.part:
                card.part.stand_alone(alone=card is alone)
        self._show_way_back(alone)
        self._drop_here.setVisible(not self.cards and not self.unknown.reasons)
        self.which.setHidden(self._drop_here.isVisibleTo(self))  # it tells them itself
        self._hint.setVisible(not self.cards)  # its room is for what was found
        self.start.setEnabled(bool(self.cards) and all(card.ready for card in self.cards))
        self.sum.set_text(_summed(self.cards) if len(self.cards) > 1 else "")
        in_order_of(*self.cards, self.unknown, *self._below)

    def _alone(self) -> SourceCard | None:
        """The source that has all the room: the only one, or one whose rows are looked at."""
        if len(self.cards) == 1:
            return self.cards[0]
        return next((card for card in self.cards if card.part and card.part.wants_all), None)

    def _show_way_back(self, alone: SourceCard | None) -> None:
        aside = alone is not None and len(self.cards) > 1
        self.unknown.setVisible(bool(self.unknown.reasons) and not aside)
        words = ngettext("All {n} sources", "All {n} sources", len(self.cards))
        self.all_sources.setText("‹ " + words.format(n=len(self.cards)))
        self.all_sources.setVisible(aside)

    def _show_all(self) -> None:
        for card in self.cards:
            if card.part:
                card.part.show_less()

    def choose_files(self) -> None:
        kinds = f"{_('Sheets and chat records')} ({ANYTHING});;{_('All files')} (*)"
        paths = ask_files(self._context.state, self, _("Import"), kinds)
        if paths:
            self.add(paths)

    def choose_folder(self) -> None:
        folder = ask_folder(self._context.state, self, _("Import"))
        if folder:
            self.add([folder])

    def paste(self) -> None:
        if not self.choosing:
            return
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        paths: list[Path | Pasted] = list(dropped_paths(data))
        if not paths and data is not None and data.text().strip():
            paths = [Pasted(_("Pasted text"), data.text())]
        self.add(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        accept_copy(event)
        self.add(dropped_paths(event.mimeData()))

    # a group that is not there yet

    def _new_group(self, card: SourceCard, name: str) -> None:
        taken = {group.name for group in self._groups}
        ask_new_group(self._context, self, taken, partial(self._group_made, card), name)

    def _group_made(self, card: SourceCard, group: Group) -> None:
        self._groups.append(group)
        card.take_group(self._groups, group)
        for other in self.cards:
            if other is not card:
                other.offer(self._groups)

    # doing it

    def run(self) -> None:
        """One write after another; the dialog may be closed meanwhile."""
        run = ImportRun(self._context, self._undo)
        self.started.emit()
        self.doing.follow(run, len(self.cards))
        self.show_doing()
        self._stop()
        run.start([(card.name, card.verb()) for card in self.cards])

    def show_doing(self) -> None:
        """A bar and a line need less room than what is chosen from."""
        self._pages.setCurrentWidget(self.doing)
        self.setMinimumHeight(0)
        self.resize(*DOING)

    def _grow(self) -> None:
        """Be high enough for what was done, as far as that is not too much."""
        lacking = min(self.doing.lacking(), CHOOSING[1] - self.height())
        if lacking > 0:
            self.resize(self.width(), self.height() + lacking)

    def _stop(self) -> None:
        for card in self.cards:
            card.stop()


def _summed(cards: Sequence[SourceCard]) -> str:
    """What all sources would bring together."""
    messages, members = (sum(numbers) for numbers in zip(*(c.counts for c in cards), strict=True))
    parts = [ngettext("{n} source", "{n} sources", len(cards)).format(n=len(cards))]
    if messages:
        words = ngettext("{n:,} new message", "{n:,} new messages", messages)
        parts.append(words.format(n=messages))
    if members:
        words = ngettext("{n:,} new member", "{n:,} new members", members)
        parts.append(words.format(n=members))
    return " · ".join(parts)
