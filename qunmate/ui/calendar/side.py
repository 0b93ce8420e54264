"""The pane at the right: the chosen item with what to post, then what to look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qunmate import clock, day_words
from qunmate.bidi import named
from qunmate.i18n import N_, _
from qunmate.plan_words import kind_beside, kind_word, rule_words
from qunmate.posting import Part, parts
from qunmate.ui.calendar.grid import Entry
from qunmate.ui.calendar.looks import (
    SETTLED,
    again_words,
    kind_chip,
    lift_words,
    status_chip,
    time_span,
)
from qunmate.ui.calendar.reading import Shown
from qunmate.ui.jobs import Jobs
from qunmate.ui.parts import GRID, ElidedLabel, as_written, button, hint, label, row
from qunmate.ui.pen import writes
from qunmate.ui.theme import Theme
from qunmate.ui.widgets.flow import FlowLayout
from qunmate.ui.widgets.tag_chip import TagChip
from qunmate.ui.wrapping import paragraph

WIDTH = 280  # px
LIFT = N_(
    "Messages in the two hours after it, compared with the usual number at that time of the week"
)
MOST_LINES = 12  # of a part before it is cut


class Side(QFrame):
    """`asked` is sent with the name of a verb: edit, done, skipped, again, duplicate, remove;
    `copy_asked` with the words to copy; `wanted` with the Entry to choose."""

    asked = Signal(str)
    copy_asked = Signal(str)
    wanted = Signal(object)

    def __init__(
        self, theme: Theme, jobs: Jobs, parent: QWidget, seen: Callable[[str], str] = str
    ) -> None:
        """`seen` gives a text as it may be shown."""
        super().__init__(parent)
        self._theme = theme
        self._jobs = jobs
        self._seen = seen
        self.setProperty("card", "true")
        self.setFixedWidth(WIDTH)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(area)
        self._item: QWidget | None = None
        self._hints = QWidget()
        self._hint_box = QVBoxLayout(self._hints)
        self._hint_box.setContentsMargins(0, GRID, 0, 0)
        self._hint_box.setSpacing(6)
        page = QWidget()  # as wide as the pane, whatever is in it
        page.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._box = QVBoxLayout(page)
        self._box.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        self._box.setSpacing(GRID)
        self._box.addWidget(self._hints)
        self._box.addStretch(1)
        area.setWidget(page)
        page.setAutoFillBackground(False)  # which the area has just set

    def show_hints(self, hints: Sequence[str]) -> None:
        _clear(self._hint_box)
        self._hints.setVisible(bool(hints))
        if hints:
            self._hint_box.addWidget(label(_("Worth a look"), "heading"))
        for words in hints:
            self._hint_box.addLayout(_point(words))

    def show_entry(
        self,
        entry: Entry | None,
        shown: Shown,
        speaker: str,
        lift: float | None,
        following: Sequence[Entry] = (),
    ) -> None:
        """`following` is what comes next, told where nothing is chosen."""
        if self._item:
            self._box.removeWidget(self._item)
            self._item.hide()
            self._item.deleteLater()
        made = self._card(entry, shown, speaker, lift) if entry else None
        self._item = made or self._nothing(shown, following)
        self._box.insertWidget(0, self._item)

    def _nothing(self, shown: Shown, following: Sequence[Entry]) -> QWidget:
        made, box = _column()
        box.addWidget(label(_("Nothing chosen"), "heading"))
        words = _("Choose an item to see what to post. Double-click a day to plan a new one.")
        box.addWidget(label(words, "second", wrap=True))
        if following:
            box.addSpacing(GRID)
            box.addWidget(label(_("To do next"), "heading"))
        for entry in following:
            box.addLayout(self._next(entry, shown))
        return made

    def _next(self, entry: Entry, shown: Shown) -> QVBoxLayout:
        item = entry.item
        title = self._seen(" ".join(item.title.split()))
        kind = kind_beside(kind_word(item.kind), title)
        words = " · ".join(filter(None, (kind, title)))
        link = button("", partial(self.wanted.emit, entry), "line")
        room = WIDTH - 4 * GRID - 12  # where the scroll bar is seen too
        shown_words = link.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        link.setText(as_written(shown_words))
        link.setAccessibleName(words)
        link.setToolTip(hint(words) if shown_words != words else "")
        link.setObjectName("following")
        names = named(shown.group_names(item) if shown.group is None else ())
        when = ElidedLabel(f"{_date(entry)} · {names}" if names else _date(entry), "note")
        when.setObjectName("when")
        made = QVBoxLayout()
        made.setSpacing(0)
        made.addWidget(when)
        made.addLayout(row(link, None))
        return made

    def _card(self, entry: Entry, shown: Shown, speaker: str, lift: float | None) -> QWidget:
        item = entry.item
        made, box = _column()
        title = self._seen(" ".join(item.title.split()))
        box.addWidget(paragraph(title or kind_word(item.kind), "heading"))
        box.addWidget(paragraph(_when(entry, shown), "note"))
        chips = QWidget()
        flow = FlowLayout(chips, gap=6)
        for chip in (kind_chip(item), status_chip(item)):
            flow.addWidget(TagChip(self._theme, chip, chips, removable=False))
        box.addWidget(chips)
        facts = (
            (_("Speaker"), speaker, ""),
            (_("Result"), self._seen(item.result), ""),
            (_("Lift"), lift_words(lift), _(LIFT)),
        )
        for words, value, meaning in facts:
            if value:
                box.addWidget(_fact(words, value, meaning))
        box.addLayout(self._buttons(item.status))
        texts = parts(item.text)
        if texts:
            box.addSpacing(GRID)
            box.addWidget(label(_("What to post"), "heading"))
        for place, part in enumerate(texts):
            box.addWidget(self._part(part, place + 1, len(texts)))
        return made

    def _buttons(self, status: str) -> QHBoxLayout:
        """The next step first; in a second row what has no room beside it."""
        verbs = [("done", _("Done"), "primary"), ("skipped", _("Skip"), "")]
        if status in SETTLED:
            verbs = [("again", again_words(status), "")]
        verbs.append(("edit", _("Edit…"), ""))
        made: list[QWidget] = []
        for name, words, look in verbs:
            one = button(words, partial(self.asked.emit, name), look)
            one.setObjectName(f"verb-{name}")
            made.append(one)
        writes(self._jobs, *made)
        more = button("⋯", lambda: self.asked.emit("more"), "icon")
        more.setAccessibleName(_("More"))
        more.setToolTip(_("More"))
        more.setFixedWidth(28)
        lines = QWidget()
        flow = FlowLayout(lines, gap=4)
        for verb in made:
            flow.addWidget(verb)
        box = row(lines, more, spacing=4)
        box.setStretch(0, 1)
        box.setAlignment(more, Qt.AlignmentFlag.AlignTop)
        return box

    def _part(self, part: Part, number: int, count: int) -> QWidget:
        frame = QFrame()
        frame.setProperty("card", "true")
        box = QVBoxLayout(frame)
        box.setContentsMargins(10, GRID, 10, GRID)
        box.setSpacing(6)
        kinds = {"link": _("Link"), "picture": _("Picture"), "file": _("File")}
        name = kinds.get(part.kind, _("Text"))
        head = f"{name} {number}/{count}" if count > 1 else name
        whole = words = self._seen(part.text)
        lines = words.splitlines()
        if len(lines) > MOST_LINES:
            words = "\n".join([*lines[:MOST_LINES], "…"])
        text = paragraph(words)
        text.setToolTip(hint(whole) if words != whole else "")
        if text.text() == words:  # else unseen gaps would be copied along
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        copy = button(_("Copy"), lambda: self.copy_asked.emit(part.text), "small")
        copy.setAccessibleName(_("Copy {what}").format(what=head))
        box.addLayout(row(label(head, "note"), None, copy))
        box.addWidget(text)
        return frame


def _date(entry: Entry) -> str:
    return f"{day_words.with_weekday(clock.day_of(entry.begins.date()))} {time_span(entry)}"


def _when(entry: Entry, shown: Shown) -> str:
    repeat = rule_words(entry.item.rrule, clock.day_of(entry.begins.date()))
    if entry.item.series_id is not None:
        repeat = _("one of a series")
    names = named(shown.group_names(entry.item)) or _("No group")
    return " · ".join(part for part in (names, _date(entry), repeat) if part)


def _point(words: str) -> QHBoxLayout:
    """A point of a list, whose further lines begin below its words."""
    dot = label("·")
    made = row(dot, paragraph(words), spacing=2)
    made.setAlignment(dot, Qt.AlignmentFlag.AlignTop)
    made.setStretch(1, 1)
    return made


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if inner := item.layout():
            _clear(inner)
        if widget := item.widget():
            widget.deleteLater()


def _column() -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(GRID)
    return made, box


def _fact(words: str, value: str, meaning: str) -> QWidget:
    made = QWidget()
    name = ElidedLabel(words, "second")
    name.setFixedWidth(72)
    shown = paragraph(value)
    shown.setToolTip(hint(meaning))
    box = row(name, shown)
    box.setAlignment(name, Qt.AlignmentFlag.AlignTop)
    box.setStretch(1, 1)
    made.setLayout(box)
    return made
