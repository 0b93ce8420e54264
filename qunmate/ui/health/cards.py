"""The score line: the figures that matter most, each with its change."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from qunmate.figures.words import FIGURES, show, stage_word
from qunmate.i18n import _
from qunmate.ui.health.reading import Shown
from qunmate.ui.health.telling import Change, change, faster, flow
from qunmate.ui.parts import ElidedLabel, row, set_property
from qunmate.ui.stages import stage_tone

KEYS = ("score", "active_rate", "stage", "members", "first_reply_seconds", "owner_dependency")


def changes(shown: Shown) -> dict[str, Change]:
    """The change of each card's figure from the period before."""
    now, before = shown.now, shown.before
    found = {"members": flow(now.joins, now.leaves)}
    if before is None:
        return found
    points = " " + _("pt")
    return found | {
        "score": change(now.score, before.score, more_is="good"),
        "active_rate": change(
            now.active_rate, before.active_rate, scale=100, unit=points, more_is="good"
        ),
        "stage": _stage(now.stage, before.stage),
        "first_reply_seconds": faster(now.first_reply_seconds, before.first_reply_seconds),
        "owner_dependency": change(
            now.owner_dependency, before.owner_dependency, scale=100, unit=points, more_is="bad"
        ),
    }


def _stage(now: str | None, before: str | None) -> Change:
    if now is None or before is None:
        return Change("")
    if now == before:
        return Change(_("as before"))
    return Change(_("was {stage}").format(stage=stage_word(before)), stage_tone(now))


class FigureCard(QFrame):
    def __init__(self, key: str) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._key = key
        self.title = ElidedLabel(part="note")
        self.figure = ElidedLabel(part="figure")
        self.note = ElidedLabel(part="note")
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(0)
        for widget in (self.title, self.figure, self.note):
            box.addWidget(widget)
        self.setToolTip(FIGURES[key].meaning)
        self.setAccessibleDescription(FIGURES[key].meaning)
        self.title.set_text(FIGURES[key].name + " ⓘ", FIGURES[key].meaning)
        self.show_figure(None, Change(""))

    def show_figure(self, value: float | str | None, step: Change) -> None:
        text = show(self._key, value)
        self.figure.set_text(text)
        # a blank keeps the line's room, so that nothing jumps when the figures come
        self.note.set_text(step.words or " ")
        set_property(self.note, "tone", step.tone)
        self.setAccessibleName(f"{FIGURES[self._key].name} {text} {step.words}")


class ScoreLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.cards = {key: FigureCard(key) for key in KEYS}
        box = row(*self.cards.values(), spacing=12)
        for place in range(len(KEYS)):
            box.setStretch(place, 1)
        self.setLayout(box)

    def show_figures(self, shown: Shown) -> None:
        found = changes(shown)
        for key, card in self.cards.items():
            card.show_figure(getattr(shown.now, key), found.get(key, Change("")))
