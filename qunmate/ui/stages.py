"""The colour of the dot that stands for how a group is doing."""

from __future__ import annotations

from dataclasses import dataclass

from qunmate import day_words
from qunmate.figures.words import show, stage_word
from qunmate.i18n import _, ngettext
from qunmate.tasks.group_signs import Signs

_TONES = {"intro": "good", "growth": "good", "mature": "good", "decline": "warn", "silent": "bad"}
LOW_SCORE, WARN_SCORE = 30, 50
STALE_DAYS = 7  # without an import, so that the figures tell of another week


@dataclass(frozen=True, slots=True)
class Dot:
    """`tone` is good, warn, bad, or quiet where nothing is known; `words` say why."""

    tone: str = "quiet"
    words: str = ""


def stage_tone(stage: str | None) -> str:
    """good, warn, bad, or quiet where nothing is known."""
    return _TONES[stage] if stage else "quiet"


def dot(signs: Signs, today: int) -> Dot:
    """`today` in days since 1970-01-01."""
    if signs.stage is None or signs.until is None:
        return Dot("quiet", _("No messages yet"))
    tone = stage_tone(signs.stage)
    parts = [stage_word(signs.stage)]
    if signs.score is not None:
        parts.append(_score(show("score", signs.score), signs, today))
        if round(signs.score) < LOW_SCORE:
            tone = "bad"
        elif round(signs.score) < WARN_SCORE and tone == "good":
            tone = "warn"
    until = day_words.near(signs.until, today)
    parts.append(_("records up to {day}").format(day=until))
    behind = today - signs.until
    if behind > STALE_DAYS:
        tone = "warn" if tone == "good" else tone
        words = ngettext("no import for {n} day", "no import for {n} days", behind)
        parts.append(words.format(n=behind))
    return Dot(tone, " · ".join(parts))


def _score(score: str, signs: Signs, today: int) -> str:
    """With its day where the records go on after it: today is not over."""
    if signs.scored is None or signs.scored == signs.until:
        return _("score {score}").format(score=score)
    day = day_words.near(signs.scored, today)
    return _("score {score} on {day}").format(score=score, day=day)


def legend() -> str:
    """What the colours mean, a line each."""
    return "\n".join(
        (
            _("Green: going well (score 50 or more)"),
            _("Amber: in decline, score below 50, or no import for more than 7 days"),
            _("Red: silent, or score below 30"),
            _("Grey: no messages yet"),
        )
    )
