"""A highlight before it is kept, or to be changed: kind, title, text, topics, tags, authors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from qunmate.bidi import named
from qunmate.capturing import Draft
from qunmate.data import highlights, message_rows
from qunmate.i18n import _, ngettext
from qunmate.keys import native
from qunmate.roster import cells
from qunmate.terms import highlight_word
from qunmate.ui.completing import WordCompleter, complete
from qunmate.ui.context import WindowContext
from qunmate.ui.message_browser.people import ask_people
from qunmate.ui.parts import (
    GRID,
    ElidedLabel,
    add_field,
    as_written,
    button,
    hint,
    label,
    make_form,
    row,
)
from qunmate.ui.widgets.day_edit import DayEdit
from qunmate.ui.widgets.flow import FlowLayout
from qunmate.ui.widgets.one_of import OneOf
from qunmate.ui.writing import WritingDialog

Compose = Callable[[str], Draft]  # the draft for another kind
ISO = Qt.DateFormat.ISODate


class HighlightEditor(WritingDialog):
    """`names` are those of the draft's authors. With `compose` a change of kind proposes title
    and text anew, as long as they were not touched."""

    def __init__(
        self,
        context: WindowContext,
        parent: QWidget,
        draft: Draft,
        names: dict[int, str],
        compose: Compose | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._draft = draft
        self._authors = {who: names.get(who, "") for who in draft.authors}
        self._compose = compose
        self._touched = False
        title = _("Keep as a highlight") if compose else _("Edit highlight")
        self.setWindowTitle(title)
        self.resize(640, 600)
        self._make_fields()
        self._lay_out(title)
        self._show(draft)
        self.title.textEdited.connect(self._touch)
        self.text.textChanged.connect(self._touch)
        self.title.textChanged.connect(self._check)
        self.text.textChanged.connect(self._check)
        save = QShortcut(QKeySequence("Ctrl+Return"), self)
        save.activated.connect(self._save_if_whole)
        self.title.setFocus()
        self.title.selectAll()

    def _make_fields(self) -> None:
        self.kinds = OneOf(self)
        self.kind_row = QWidget()
        flow = FlowLayout(self.kind_row, 8)
        for place, kind in enumerate(highlights.KINDS):
            chip = button(as_written(highlight_word(kind)), look="chip")
            keys = f"Alt+{place + 1}"
            chip.setToolTip(hint(native(keys)))
            QShortcut(QKeySequence(keys), self).activated.connect(chip.click)
            self.kinds.addButton(chip, place)
            flow.addWidget(chip)
        self.kinds.idToggled.connect(self._kind_changed)
        self.title = QLineEdit()
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(200)
        db, group_id = self._context.store.db, self._draft.group_id
        self.topics = self._labels("topic", highlights.labels(db, "topic", group_id))
        self.tags = self._labels("tag", highlights.labels(db, "tag"))
        self.day = DayEdit()
        self.day.setAccessibleName(_("Day"))
        self.star = QCheckBox(_("Starred: part of the newcomer pack"))
        self.authors = ElidedLabel("")

    def _labels(self, kind: str, known: Sequence[tuple[str, int]]) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(
            _("Several, separated by ;") if kind == "topic" else _("Your own marks, separated by ;")
        )
        complete(field, LastWordCompleter([name for name, _count in known], field))
        return field

    def _lay_out(self, title: str) -> None:
        form = make_form()
        who = QWidget()
        choose = button(_("Choose…"), self._ask_authors, "small")
        choose.setAccessibleName(_("Choose authors…"))
        who.setLayout(row(self.authors, choose, None))
        day = QWidget()
        day.setLayout(row(self.day, 2 * GRID, self.star, None))
        for words, field in (
            (_("Kind"), self.kind_row),
            (_("Title"), self.title),
            (_("Text"), self.text),
            (_("Topics"), self.topics),
            (_("Tags"), self.tags),
            (_("Authors"), who),
            (_("Day"), day),
        ):
            add_field(form, words, field)
        self.ok = button(_("Keep") if self._compose else _("Save"), self.accept, "primary")
        self.ok.setToolTip(native("Ctrl+Enter"))
        self.ok.setDefault(True)
        n = len(self._draft.messages)
        words = ngettext("From {n} message", "From {n} messages", n).format(n=n) if n else ""
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(2 * GRID)
        box.addLayout(row(label(title, "title"), None, label(words, "second")))
        box.addLayout(form, 1)
        box.addLayout(row(None, button(_("Cancel"), self.reject), self.ok))

    def _show(self, draft: Draft) -> None:
        place = highlights.KINDS.index(draft.kind) if draft.kind in highlights.KINDS else 0
        self.kinds.button(place).setChecked(True)
        self.title.setText(draft.title)
        self.title.setCursorPosition(0)
        self.text.setPlainText(draft.text)
        self.topics.setText(cells.join_tags(draft.topics))
        self.tags.setText(cells.join_tags(draft.tags))
        self.day.setDate(QDate.fromString(draft.occurred_on, ISO))
        self.star.setChecked(draft.starred)
        self._show_authors()
        self._touched = False
        self._check()

    def _show_authors(self) -> None:
        names = named(self._context.blur.name(name) for name in self._authors.values())
        self.authors.set_text(names or "—")

    def _touch(self) -> None:
        self._touched = True

    def _check(self) -> None:
        self.ok.setEnabled(bool(self.title.text().strip() or self.text.toPlainText().strip()))

    def _save_if_whole(self) -> None:
        if self.ok.isEnabled():
            self.accept()

    def _kind_changed(self, place: int, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if not on or self._compose is None or self._touched or not self.isVisible():
            return
        said = self._compose(highlights.KINDS[place])
        self.title.setText(said.title)
        self.text.setPlainText(said.text)
        names = {**dict(self._people()), **self._authors}
        self._authors = {who: names.get(who, "") for who in said.authors}
        self._show_authors()
        self._touched = False

    def _people(self) -> list[tuple[int, str]]:
        rows = message_rows.in_order(self._context.store.db, self._draft.messages)
        return [(one.member_id, one.sender) for one in rows if one.member_id is not None]

    def _ask_authors(self) -> None:
        group_id = self._draft.group_id
        ask_people(
            self._context,
            self,
            _("Authors"),
            lambda store: message_rows.people(store.db, group_id),
            list(self._authors),
            self._take_authors,
        )

    def _take_authors(self, names: dict[int, str]) -> None:
        self._authors = names
        self._show_authors()

    def draft(self) -> Draft:
        """What the dialog says."""
        title, text = self.title.text().strip(), self.text.toPlainText().strip()
        return replace(
            self._draft,
            kind=highlights.KINDS[self.kinds.checkedId()],
            title=title or text.splitlines()[0][:40],
            text=text,
            topics=_split(self.topics.text()),
            tags=_split(self.tags.text()),
            authors=tuple(self._authors),
            starred=self.star.isChecked(),
            occurred_on=self.day.date().toString(ISO),
        )


def _split(text: str) -> tuple[str, ...]:
    found = cells.split_tags(text)
    return found if isinstance(found, tuple) else ()


class LastWordCompleter(WordCompleter):
    """Completes the last of several words apart by ；."""

    def splitPath(self, path: str) -> list[str]:
        return [_tail(path)[1]]

    def pathFromIndex(self, index: object) -> str:
        chosen = super().pathFromIndex(index)  # type: ignore[arg-type]
        field = self.widget()
        before = _tail(field.text())[0] if isinstance(field, QLineEdit) else ""
        return before + chosen


def _tail(text: str) -> tuple[str, str]:
    """What stands before the word that is being written, and the word."""
    cut = max(text.rfind(sign) for sign in ";；,，、")
    return text[: cut + 1], text[cut + 1 :].strip()
