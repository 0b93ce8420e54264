from __future__ import annotations

from dataclasses import fields

import pytest

from qunmate.figures import words
from qunmate.figures.health import Health
from qunmate.figures.score import WEIGHTS
from qunmate.model import LAYERS, STAGES, TALK_ROLES, Kind

FRAME = {"group", "from_", "to", "data", "score_parts"}


def test_every_figure_has_its_words() -> None:
    assert set(words.FIGURES) == {field.name for field in fields(Health)} - FRAME
    for figure in words.FIGURES.values():
        assert figure.name
        assert figure.meaning.endswith(".")


def test_every_value_that_is_a_word_has_one() -> None:
    shown = [words.layer_word(layer) for layer in LAYERS]
    shown += [words.stage_word(stage) for stage in STAGES]
    shown += [words.talk_role_word(role) for role in TALK_ROLES]
    shown += [words.kind_word(kind.word) for kind in Kind]
    shown += [words.score_part_word(part) for part in WEIGHTS]
    assert all(shown)


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("messages", 12345, "12,345"),
        ("messages", None, "—"),
        ("active_rate", 0.414, "41%"),
        ("active_rate", 0.0414, "4.1%"),
        ("active_rate", 0.0999, "10%"),
        ("active_rate", 0, "0%"),
        ("active_rate", 1.0, "100%"),
        ("first_reply_seconds", 42.5, "42 s"),
        ("first_reply_seconds", 430, "7 min"),
        ("first_reply_seconds", 3599, "1.0 h"),
        ("first_reply_seconds", 86_400 * 3, "3 days"),
        ("gini", 0.618, "0.62"),
        ("score", 71.6, "72"),
        ("messages_per_speaker", 6.46, "6.5"),
        ("stage", "growth", "Growth"),
        ("stage", None, "—"),
    ],
)
def test_values_as_people_read_them(key: str, value: float | str | None, shown: str) -> None:
    assert words.show(key, value) == shown
