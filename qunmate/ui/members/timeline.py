"""What happened to a member, as lines: day, words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qunmate import clock, day_words
from qunmate.data.member_card import Moment
from qunmate.i18n import N_, _
from qunmate.terms import ROLES, listed
from qunmate.ui.members.columns import one_line
from qunmate.ui.members.links import Link
from qunmate.ui.parts import label, row, set_property
from qunmate.ui.wrapping import chain
from qunmate.veil import OPEN, Masks

_WORDS = {
    "joined": N_("Joined {group}"),
    "welcomed": N_("Welcomed in {group}"),
    "left": N_("Left {group}"),
    "spoke": N_("First words in {group}"),
    "renamed": N_("Renamed: {text}"),
    "role": N_("Became {text} of {group}"),
    "tagged": N_("Tagged: {text}"),
    "hosted": N_("Hosted: {text}"),
    "reminded": N_("Reminded before a clean-up of {group}"),
    "highlight": N_("Highlight: {text}"),
    "note": N_("Talk: {text}"),
}
_HERE = {  # where it goes without saying which group it was
    "joined": N_("Joined the group"),
    "welcomed": N_("Was welcomed"),
    "left": N_("Left the group"),
    "spoke": N_("First words here"),
    "role": N_("Became {text}"),
    "reminded": N_("Reminded before a clean-up"),
}
SHOWN = 30


def sentence(
    moment: Moment,
    groups: Mapping[int, str],
    masks: Masks = OPEN,
    here: int | None = None,
) -> str:
    """A moment in words, such as “Joined Readers · invited by Lin”; `here` is the group of which
    all is shown."""
    group = groups.get(moment.group_id or 0, "")
    own = here is not None and moment.group_id == here
    template = (_HERE.get(moment.kind) if own else None) or _WORDS[moment.kind]
    text = (
        listed(map(one_line, moment.text.split("\n")))
        if moment.kind == "tagged"
        else (one_line(moment.text).strip())
    )
    if moment.kind == "role":
        text = _(ROLES.get(text, text))
    else:
        text = (masks.name if moment.kind in {"joined", "renamed"} else masks.text)(text)
    words = _(template).format(group=group, text=text or "—")
    if moment.kind == "joined" and text:
        words += _(" · invited by {name}").format(name=text)
    return words if moment.day else words + _(" · day not known")


class Timeline(QWidget):
    """`followed` carries the kind and the id of what a line stands for."""

    followed = Signal(str, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)

    def clear(self) -> None:
        while (item := self._box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def show_moments(
        self,
        moments: Sequence[Moment],
        groups: Mapping[int, str],
        masks: Masks,
        here: int | None,
    ) -> None:
        self.clear()
        for moment in moments[:SHOWN]:
            self._box.addWidget(self._line(moment, sentence(moment, groups, masks, here)))
        if len(moments) > SHOWN:
            more = _("and {n} more").format(n=len(moments) - SHOWN)
            self._box.addWidget(label(more, "note"))

    def _line(self, moment: Moment, said: str) -> QWidget:
        line = QWidget(self)
        day = label(moment.day or "—", "note")
        words: QWidget = chain(said)
        if moment.id is not None:
            words = Link()
            words.lead(said)
            words.followed.connect(partial(self.followed.emit, moment.kind, moment.id))
        inner = row(day, words)
        inner.setAlignment(day, Qt.AlignmentFlag.AlignTop)
        inner.setStretch(1, 1)
        if moment.due:
            follow_up = day_words.month_day(clock.parse_day(moment.due))
            due = label(_("due {day}").format(day=follow_up), "note")
            set_property(due, "tone", "warn")
            inner.addWidget(due)
        line.setLayout(inner)
        if not moment.day:  # the words stand below those of the others
            day.ensurePolished()
            day.setMinimumWidth(day.fontMetrics().horizontalAdvance("0000-00-00"))
        return line
