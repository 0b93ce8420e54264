"""The page of proposals: what the last weeks hold that may be worth keeping."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from qunmate import reactions
from qunmate.bidi import isolated, named
from qunmate.digest import tidy
from qunmate.highlight_text import parts
from qunmate.i18n import _, ngettext
from qunmate.suggesting import Suggestion
from qunmate.ui.context import WindowContext
from qunmate.ui.empty import Empty
from qunmate.ui.highlights.keeping import Keeping
from qunmate.ui.highlights.page import SIGNS
from qunmate.ui.message_browser.kinds import highlight_chip
from qunmate.ui.parts import GRID, ElidedLabel, button, card, label, row
from qunmate.ui.pen import writes
from qunmate.ui.widgets.chips import HEIGHT
from qunmate.ui.widgets.page_area import PageArea
from qunmate.ui.widgets.tag_chip import TagChip

SHOWN = 40
PREVIEW = 180  # characters of the text
MOST = 400  # characters of a title: more than a line holds
BREAK = " / "  # between what was said in several messages


class Proposals(PageArea):
    """`message_asked` carries the id of a proposal's first message."""

    message_asked = Signal(int)
    browse_asked = Signal()  # the operator wants to look through the messages

    def __init__(
        self,
        context: WindowContext,
        keeping: Keeping,
        parent: QWidget,
        ask_import: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._keeping = keeping
        self._ask_import = ask_import
        self.cards: list[QFrame] = []
        self._shown: tuple[Sequence[Suggestion], dict[int, str], bool] | None = None
        context.blur.changed.connect(self._build)
        page = QWidget()
        self._box = QVBoxLayout(page)
        self._box.setSpacing(GRID)
        self.show_page(page)

    def show_all(self, found: Sequence[Suggestion], groups: dict[int, str], *, chat: bool) -> None:
        """`groups` are names, where those of several groups are shown; `chat` tells whether
        anything was said at all."""
        if self._shown != (found, groups, chat):
            self._shown = found, groups, chat
            self._build()

    def _build(self) -> None:
        if self._shown is None:
            return
        found, groups, chat = self._shown
        scroll = self.verticalScrollBar().value()
        while (item := self._box.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.cards = [self._card(one, groups) for one in found[:SHOWN]]
        for made in self.cards:
            self._box.addWidget(made)
        if not found:
            self._box.addWidget(self._nothing(chat=chat), 1)
        else:
            self._box.addStretch(1)
        self.verticalScrollBar().setValue(scroll)

    def _nothing(self, *, chat: bool) -> Empty:
        theme, title = self._context.theme, _("No suggestions now")
        if chat or not self._ask_import:
            sentence = _("New chats bring new ones. Meanwhile you can look for some yourself.")
            return Empty(
                theme, title, sentence, [(_("Collect from messages"), self.browse_asked.emit)]
            )
        sentence = _("Import a chat, and what is worth keeping in it is suggested here.")
        made = Empty(theme, title, sentence, [(_("Import a chat…"), self._ask_import)])
        writes(self._context.jobs, *made.buttons)
        return made

    def _card(self, one: Suggestion, groups: dict[int, str]) -> QFrame:
        frame, box = card()
        box.setSpacing(6)
        chip = TagChip(self._context.theme, highlight_chip(one.draft.kind), frame, removable=False)
        chip.setFixedHeight(HEIGHT)
        hide = self._context.blur.text
        title = ElidedLabel(hide(_title(one)), "heading")
        keep = button(_("Keep"), partial(self._keeping.keep, one))
        keep.setAccessibleName(_("Keep “{title}”").format(title=title.full_text()))
        look = button(_("Edit first…"), partial(self._keeping.look, one))
        where = button(_("See messages"), lambda: self.message_asked.emit(one.draft.messages[0]))
        drop = button(_("Dismiss"), partial(self._keeping.dismiss, one))
        drop.setAccessibleName(_("Dismiss “{title}”").format(title=title.full_text()))
        writes(self._context.jobs, keep, look, drop)
        line = row(chip, title, where, look, drop, keep)
        line.setStretch(1, 1)
        if isinstance(box, QVBoxLayout):
            box.addLayout(line)
            if preview := hide(_preview(one)):
                box.addWidget(label(preview, wrap=True))
            box.addWidget(ElidedLabel(self._note(one, groups), "note"))
        return frame

    def _note(self, one: Suggestion, groups: dict[int, str]) -> str:
        blur = self._context.blur.name
        names = named([blur(name) for name in one.names.values() if name.strip()][:3])
        n = len(one.draft.messages)
        facts = [
            names,
            ngettext("{n} message", "{n} messages", n).format(n=f"{n:,}"),
            one.draft.occurred_on,
            isolated(groups.get(one.draft.group_id, "")),
            reactions.words(one.reactions, SIGNS),
        ]
        return " · ".join(fact for fact in facts if fact)


def _title(one: Suggestion) -> str:
    """The title, as long as there is room for where it was cut."""
    begin = one.draft.title.removesuffix("…")
    text = tidy.line(parts(one.draft.text).plain, MOST)
    return text if begin != one.draft.title and text.startswith(begin) else one.draft.title


def _preview(one: Suggestion) -> str:
    """The answer or the text, unless the title says it all."""
    said = parts(one.draft.text)
    words = said.answer or said.plain
    text = tidy.line(words, PREVIEW)
    if text.endswith(one.draft.title) or text.removesuffix("…") in _title(one):
        return ""
    return tidy.line(BREAK.join(filter(None, map(str.strip, words.splitlines()))), PREVIEW)
