"""The score line: the figures that matter most, each with its change and what it means."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QToolTip, QVBoxLayout, QWidget

from qunmate import day_words
from qunmate.bidi import isolated
from qunmate.figures.score import TARGET
from qunmate.figures.words import FIGURES, show, show_goal, stage_word
from qunmate.i18n import _, ngettext
from qunmate.terms import percent
from qunmate.ui.health.about import AboutMark
from qunmate.ui.health.keys import CHOOSING
from qunmate.ui.health.reading import Shown
from qunmate.ui.health.telling import Change, change, faster, flow, flow_of_all
from qunmate.ui.parts import ElidedLabel, hint, row, set_property
from qunmate.ui.spoken import Role
from qunmate.ui.stages import stage_tone

KEYS = ("score", "active_rate", "stage", "members", "first_reply_seconds", "owner_dependency")

LEAST_WHOLE = 0.01  # of shares below it a place more is told
OF_A_DAY = frozenset({"score", "members"})
NARROW = 840  # px, below which six cards do not fit in a row


def changes(shown: Shown) -> dict[str, Change]:
    """The change of each card's figure from the period before; in a comparison the other
    group's figure."""
    now, before, other = shown.now, shown.before, shown.other
    if other is not None:
        name = isolated(other.group["name"]) if other.group else _("All groups")
        return {key: Change(f"{told(key, getattr(other, key))} · {name}") for key in KEYS}
    found = {
        "score": _rise(shown),
        "members": _moves(shown),
        "stage": _held(shown),
    }
    if before is None:
        return found
    found |= {
        "active_rate": change(now.active_rate, before.active_rate, share=True, more_is="good"),
        "first_reply_seconds": faster(now.first_reply_seconds, before.first_reply_seconds),
        "owner_dependency": change(
            now.owner_dependency, before.owner_dependency, share=True, more_is="bad"
        ),
    }
    found["active_rate"] = _with_goal(found["active_rate"], shown)
    if now.stage and before.stage and now.stage != before.stage:
        words = _("was {stage}").format(stage=stage_word(before.stage))
        found["stage"] = Change(words, stage_tone(now.stage))
    return found


def _rise(shown: Shown) -> Change:
    if shown.now.group is None:
        return Change(_("shown for a single group"))
    if shown.now.score is None:
        return Change(_("nothing said for 30 days"))
    if shown.before is None:
        return Change("")
    return change(shown.now.score, shown.before.score, more_is="good")


def _moves(shown: Shown) -> Change:
    now = shown.now
    if now.group is None:
        return flow_of_all(now.members - shown.members_before, now.joins, now.leaves)
    return flow(now.joins, now.leaves)


def _with_goal(step: Change, shown: Shown) -> Change:
    """The group's own goal is one for a week; who has reached it need not be alarmed."""
    rate = shown.now.active_rate
    if shown.now.group is None or shown.last - shown.first != 6:
        return step
    target = TARGET if shown.record.frame.target is None else shown.record.frame.target
    goal = _("goal {share}").format(share=show_goal(target))
    calm = step.tone == "bad" and rate is not None and rate >= target
    return Change(" · ".join(filter(None, (step.words, goal))), "" if calm else step.tone)


def meaning(key: str, shown: Shown) -> str:
    """What a card's figure means; how people are counted over several groups."""
    words = FIGURES[key].meaning
    if key == "members" and shown.now.group is None:
        words += "\n" + _(
            "Each person counts once, in however many groups. Who came and went is counted by"
            " group: someone who joins three groups counts three times."
        )
    elif key == "members":
        words += "\n" + _(
            "Who came and went: as far as the days are known. Someone whose joining day isn't"
            " known counts from their first message, or else from the import that brought them."
        )
    if key == "members" and shown.last < shown.today and shown.members_today != shown.now.members:
        since = ngettext(
            "Today there is {n:,}: some have come or gone since {day}.",
            "Today there are {n:,}: some have come or gone since {day}.",
            shown.members_today,
        )
        day = day_words.near(shown.last, shown.today)
        words += "\n" + since.format(n=shown.members_today, day=day)
    return words


def told(key: str, value: float | str | None) -> str:
    """A figure as a card shows it: shares in whole percent, as their changes are in whole
    points."""
    if isinstance(value, float) and FIGURES[key].unit == "share" and value >= LEAST_WHOLE:
        return percent(f"{100 * value:.0f}")
    return show(key, value)


def title(key: str, shown: Shown) -> str:
    """A card's name; the day of a figure that is of one day, where that is not today."""
    name = FIGURES[key].name
    if key not in OF_A_DAY or shown.running or shown.now.to is None:
        return name
    return _("{figure} on {day}").format(figure=name, day=day_words.near(shown.last, shown.today))


def _held(shown: Shown) -> Change:
    """Since when the stage is what it is."""
    weeks = shown.stage_weeks
    if shown.now.group is None:
        return Change(_("shown for a single group"))
    if weeks is None:
        return Change(_("set by hand") if shown.now.stage else "")
    return Change(ngettext("for {n} week", "for {n} weeks", weeks).format(n=weeks) if weeks else "")


class FigureCard(QFrame):
    spoken_as = Role.StaticText

    def __init__(self, key: str) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._key = key
        self.title = ElidedLabel(part="note")
        self.figure = ElidedLabel(part="figure")
        self.note = ElidedLabel(part="note")
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(0)
        box.addLayout(row(self.title, AboutMark(), None, spacing=6))
        box.addWidget(self.figure)
        box.addWidget(self.note)
        self.name_it(FIGURES[key].name, FIGURES[key].meaning)
        self.show_figure(None, Change(""))

    def name_it(self, name: str, meaning: str) -> None:
        self._name, self._meaning = name, meaning
        self.setToolTip(hint(meaning))
        self.setAccessibleDescription(meaning)
        self.title.set_text(name, meaning)

    def show_figure(self, value: float | str | None, step: Change) -> None:
        text = told(self._key, value)
        self.figure.set_text(text)
        self._step = step
        self._tell_step()
        set_property(self.note, "tone", step.tone)
        self.setAccessibleName(f"{self._name} {text} {step.words}")

    def _tell_step(self) -> None:
        """The fullest words that have room."""
        room, width = self.note.width(), self.note.fontMetrics().horizontalAdvance
        forms = (self._step.words, *self._step.shorter)
        words = next((words for words in forms if width(words) <= room), forms[-1])
        # a blank keeps the line's room, so that nothing jumps when the figures come
        self.note.set_text(words or " ", forms[0] if words != forms[0] else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_step()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return tells what the figure means."""
        if event.key() in CHOOSING:
            below = self.mapToGlobal(QPoint(12, self.height()))
            QToolTip.showText(below, hint(self._meaning), self)
        else:
            super().keyPressEvent(event)


class ScoreLine(QWidget):
    """All cards in a row, or in two where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self.cards = {key: FigureCard(key) for key in KEYS}
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._lay(len(KEYS))

    def _lay(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for place, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, place // across, place % across)
        for column in range(len(KEYS)):
            self._grid.setColumnStretch(column, int(column < across))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(len(KEYS) if self.width() >= NARROW else len(KEYS) // 2)

    def show_figures(self, shown: Shown) -> None:
        found = changes(shown)
        for key, card in self.cards.items():
            card.name_it(title(key, shown), meaning(key, shown))
            card.show_figure(getattr(shown.now, key), found.get(key, Change("")))
