"""Digest: what it is of and in which words at the left, the real thing at the right."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from qunmate.data import digest_words, segments
from qunmate.data import groups as groups_data
from qunmate.data.store import Store
from qunmate.digest.editing import Choice, Edits
from qunmate.digest.keeping import kept, restored
from qunmate.digest.model import Digest, file_name
from qunmate.errors import UserError
from qunmate.i18n import _
from qunmate.model import Group
from qunmate.terms import listed
from qunmate.ui.context import WindowContext
from qunmate.ui.dialog import Dialog
from qunmate.ui.digest.items_dialog import ItemsDialog
from qunmate.ui.digest.making import Made, Order, Wanted, finish_digest, make_base
from qunmate.ui.digest.preview import Preview
from qunmate.ui.digest.side import Side
from qunmate.ui.parts import GRID, ElidedLabel, button, label, row, set_property
from qunmate.ui.saving import ask_file, open_file

PAUSE = 250  # ms after the last key before the preview follows
SIDE = 400  # px


class DigestDialog(Dialog):
    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._made: Made | None = None
        self._act: Callable[[Made], None] | None = None  # to be done once it is made
        self._base: Digest | None = None
        self._choices: dict[str, tuple[Choice, ...]] = {}
        self._kept: dict[str, Any] = {}  # the operator's words, as the file holds them
        self._key = ""
        self._before: tuple[Edits, str] | None = None  # words and order that Undo brings back
        self.resize(1088, 700)
        chosen = context.group.id if context.group else None
        every = groups_data.all_groups(context.store.db)
        groups = [one for one in every if not one.archived or one.id == chosen]
        saved = list(segments.all_segments(context.store.db))
        self.side = Side(groups, context.today, saved)
        self.preview = Preview(context.theme)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Preview"))
        self._views = QStackedWidget()
        self._views.addWidget(self.preview)
        self._views.addWidget(self.text)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(PAUSE)
        self._typed.timeout.connect(self._remake)
        self._build()
        self._restore()
        self.side.subject_changed.connect(self.refresh)
        self.side.look_changed.connect(self._rearrange)
        self.side.words_changed.connect(self._typed.start)
        self.side.words_changed.connect(self._forget_before)
        self.side.sections.edit_asked.connect(self.edit_items)
        context.blur.changed.connect(self._remake)
        self.refresh()
        self.side.group.setFocus()

    def _build(self) -> None:
        self.warning = label("", "note", wrap=True)
        self.trouble = label("", "note", wrap=True)
        set_property(self.trouble, "tone", "bad")
        self.trouble.hide()
        self.copy_button = button(_("Copy as text"), self.copy)
        self.save_button = button(_("Save…"), self.save, "primary")
        column = QVBoxLayout()
        column.setSpacing(12)
        computed = button(_("Reset"), self.as_computed, "link")
        computed.setToolTip(_("Discard your own words and the order of the sections"))
        self.heading = label("", "title")
        column.addLayout(row(self.heading, None, computed))
        self.undo_button = button(_("Undo"), self.undo, "link")
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        keys.activated.connect(self.undo)  # a field with the keyboard undoes its own typing
        self._told = ElidedLabel("", "note")
        self._undoing = QWidget()
        self._undoing.setLayout(row(self._told, self.undo_button, None))
        self._undoing.hide()
        column.addWidget(self._undoing)
        column.addWidget(self.side, 1)
        column.addWidget(self.warning)
        column.addWidget(self.trouble)
        column.addLayout(
            row(button(_("Close"), self.reject), None, self.copy_button, self.save_button)
        )
        left = QWidget()
        left.setFixedWidth(SIDE)
        left.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        box = row(left, self._views, spacing=2 * GRID)
        box.setContentsMargins(20, 16, 12, 16)
        self.setLayout(box)

    # what is remembered

    def _restore(self) -> None:
        chosen, state = self._context.group, self._context.state
        if chosen:
            self.side.group.setCurrentText(chosen.name)
        place = self.side.format.findData(state.text("digest/format", "png"))
        self.side.format.setCurrentIndex(max(place, 0))

    def _order_key(self, wanted: Wanted) -> str:
        kind = "morning" if wanted.morning else "week"
        return f"digest/sections/{wanted.group.id}/{wanted.edition}/{kind}"

    def _order(self, wanted: Wanted) -> Order:
        kept = self._context.state.text(self._order_key(wanted))
        try:
            keys, off = json.loads(kept) if kept else ((), ())
        except ValueError:
            return Order()
        return Order(keys, off)

    def _rearrange(self) -> None:
        """Keep format and order, and show them."""
        wanted, state = self.wanted(), self._context.state
        state.keep("digest/format", self.side.chosen_format)
        if wanted is None or self._base is None:
            self.refresh()  # what is being made is of the other format
            return
        order = self.side.sections.order()
        state.keep(self._order_key(wanted), json.dumps([list(order.keys), list(order.off)]))
        self._remake()

    # making

    def wanted(self) -> Wanted | None:
        """None while there is no group."""
        group = self.side.group.currentData()
        if not isinstance(group, Group):
            return None
        period = self.side.period
        side = self.side
        return Wanted(group, *period.days(), side.edition, period.is_morning, side.chosen_segment)

    def refresh(self) -> None:
        """Make the digest anew; the old preview stays until the new one is there."""
        self.heading.setText(self.side.period.kind)
        self.setWindowTitle(self.side.period.kind)
        self._keep()
        self._base = None
        self._act = None  # it was of another digest
        self._forget_before()
        self._ready(None)
        wanted, today = self.wanted(), self._context.today
        if wanted is None:
            return
        order, format_ = self._order(wanted), self.side.chosen_format
        masks = self._context.blur.masks
        self._key = key = digest_words.key(
            wanted.group.id, wanted.edition, wanted.first, wanted.last
        )

        def make(store: Store) -> Made:
            base = make_base(store, wanted, today)
            edits = restored(base, digest_words.get(store.db, key))
            return finish_digest(store, base, edits, order, format_, masks)

        self._context.jobs.read("digest", make, self._show_new)

    def _remake(self) -> None:
        """The same digest in other words, order or format."""
        base, wanted = self._base, self.wanted()
        if base is None or wanted is None:
            return  # what is being made will have it all
        self._ready(None)
        self._keep()
        edits, order, format_ = self.edits(), self._order(wanted), self.side.chosen_format
        masks = self._context.blur.masks

        def finish(store: Store) -> Made:
            return finish_digest(store, base, edits, order, format_, masks)

        self._context.jobs.read("digest", finish, self._show)

    def _keep(self) -> None:
        """Keep what the operator has made of the digest, as soon as it is another."""
        self._typed.stop()
        if self._base is None or self._context.jobs.read_only:
            return
        typed, key = kept(self.edits()), self._key
        if typed != self._kept:
            self._kept = typed
            self._context.jobs.edit(lambda db: digest_words.put(db, key, typed), ())

    def as_computed(self) -> None:
        """Take back every word and the order of the sections."""
        self._remember(_("Discarded your words and order."))
        self._put(Edits(), "")

    def undo(self) -> None:
        """Bring back what the last deed in this dialog took away."""
        before, self._before = self._before, None
        self._undoing.hide()
        if before:
            self._put(*before)

    def _remember(self, told: str) -> None:
        wanted = self.wanted()
        if self._base is None or wanted is None:
            return
        self._before = self.edits(), self._context.state.text(self._order_key(wanted))
        self._told.set_text(told)
        self._undoing.show()

    def _forget_before(self) -> None:
        self._before = None
        self._undoing.hide()

    def _put(self, edits: Edits, order: str) -> None:
        """Show the digest in these words and this order, "" as they were made."""
        wanted = self.wanted()
        if self._base is None or wanted is None:
            return
        self._context.state.keep(self._order_key(wanted), order or None)
        self._choices = dict(edits.items)
        self.side.show_words(self._base, edits)
        self._remake()

    def done(self, result: int) -> None:
        self._keep()
        super().done(result)

    def edits(self) -> Edits:
        base, side = self._base, self.side
        title, subtitle = side.title.text().strip(), side.subtitle.text().strip()
        return Edits(
            title=None if base is None or title in {"", base.title} else title,
            subtitle=None if base is None or subtitle == base.subtitle else subtitle,
            closing=side.closing.toPlainText().strip(),
            items=self._choices,
        )

    def edit_items(self, key: str) -> None:
        """Let the operator choose and word the items of a section."""
        section = (
            next((one for one in self._base.sections if one.key == key), None)
            if (self._base)
            else None
        )
        if section is None:
            return
        dialog = ItemsDialog(self, section, self.edits().choices(section), self._context.blur.name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.choose_items(key, dialog.choices()))
        dialog.open()

    def choose_items(self, key: str, choices: tuple[Choice, ...]) -> None:
        base = self._base
        titles = {one.key: one.title for one in base.sections} if base else {}
        self._remember(_("Changed “{section}”.").format(section=titles.get(key, key)))
        self._choices = {**self._choices, key: choices}
        self._remake()

    # showing

    def _ready(self, made: Made | None) -> None:
        self._made = made
        self.trouble.hide()
        self.save_button.setEnabled(made is not None)
        self.copy_button.setEnabled(made is not None)

    def _show_new(self, made: Made) -> None:
        self._base = made.base
        self._choices = dict(made.edits.items)
        self.side.show_words(made.base, made.edits)
        self._kept = kept(self.edits())
        self._show(made)

    def _show(self, made: Made) -> None:
        self._ready(made)
        wanted = self.wanted()
        off = self._order(wanted).off if wanted else ()
        self.side.show_sections(made.sections, off)
        self.preview.show_pages(made.pages)
        if self.text.toPlainText() != made.shown_text:
            self.text.setPlainText(made.shown_text)
        as_text = self.side.chosen_format == "md"
        self._views.setCurrentWidget(self.text if as_text else self.preview)
        private = made.digest.private
        self.warning.setText(
            _(
                "Private: it names silent members and holds things meant only for you. Do not"
                " post it."
            )
            if private
            else _("Without phone numbers, IDs, notes and silent members.")
        )
        set_property(self.warning, "tone", "warn" if private else "")
        act, self._act = self._act, None
        if act:
            act(made)

    # giving away

    def _when_made(self, act: Callable[[Made], None]) -> None:
        """At once, or as soon as what was typed a moment ago is in it."""
        if self._typed.isActive():
            self._remake()
        if self._made:
            act(self._made)
        else:
            self._act = act

    def copy(self) -> None:
        """The text for posting, onto the clipboard."""

        def put(made: Made) -> None:
            QGuiApplication.clipboard().setText(made.text)
            self._context.notify.notice(_("Copied. Paste it into the group."))

        self._when_made(put)

    def save(self) -> None:
        """Ask for a file and write the digest in the chosen format."""
        if self._made is None:
            return
        suffix = self.side.chosen_format
        stem = file_name(self._made.digest, suffix).removesuffix(f".{suffix}")
        kinds = [(suffix, f"{self.side.format.currentText()} (*.{suffix})")]
        path = ask_file(self._context.state, self, _("Save the digest"), stem, kinds)
        if path:
            self.save_to(path, suffix)

    def save_to(self, path: Path, format_: str) -> None:
        suffix = f".{format_}"
        target = path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
        self._when_made(lambda made: self._write(made.digest, target, format_))

    def _write(self, digest: Digest, target: Path, format_: str) -> None:
        self.trouble.hide()

        def write(_store: Store) -> list[Path]:
            from qunmate.tasks.digest import write_digest
            from qunmate.ui.paint.files import paint_digest

            return write_digest(digest, target, format_, paint=paint_digest, over=False)

        self._context.jobs.read("digest/save", write, self._saved, failed=self._not_saved)

    def _not_saved(self, error: BaseException) -> None:
        """The dialog stays as it is, so that another place can be chosen."""
        if isinstance(error, UserError):
            self.trouble.setText("\n".join(self._context.blur.words(error.problem)))
            self.trouble.show()
        else:
            self._context.notify.complain(error)

    def _saved(self, paths: list[Path]) -> None:
        seen = paths[0] if len(paths) == 1 else paths[0].parent
        names = listed(self._context.blur.file(path.name) for path in paths)
        said = _("The digest was saved as {name}.").format(name=names)
        self._context.notify.notice(said, _("Open"), lambda: open_file(seen))
        self.accept()
