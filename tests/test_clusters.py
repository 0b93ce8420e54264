"""What is read as one character is not cut apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.clusters import begin, shortened

FAMILY = "👩\u200d👩\u200d👧"
CHINA, WAVE, ACUTE, HEART = "\U0001f1e8\U0001f1f3", "👋🏽", "e\u0301", "❤\ufe0f"


@pytest.mark.parametrize("one", [FAMILY, CHINA, WAVE, ACUTE, HEART, "你", "a"])
def test_one_is_taken_whole_or_not_at_all(one: str) -> None:
    text = f"早{one}安"
    for most in range(1, len(one) + 1):
        assert begin(text, most) == "早"
    assert begin(text, len(one) + 1) == f"早{one}"
    assert begin(text, 99) == text


def test_flags_stand_in_pairs() -> None:
    assert begin(CHINA * 3, 5) == CHINA * 2
    assert begin(f"x{CHINA}{CHINA}", 4) == f"x{CHINA}"


def test_what_is_shortened_ends_in_dots() -> None:
    assert shortened("早安", 2) == "早安"
    assert shortened("大家 早安", 4) == "大家…"
    assert shortened(f"大家{FAMILY}", 5) == "大家…"
    assert shortened(FAMILY * 3, 3) == "…"


@given(st.text("ae\u0301👩\u200d🏽\U0001f1e8", max_size=12), st.integers(1, 12))
def test_it_is_never_longer_than_asked(text: str, limit: int) -> None:
    assert text.startswith(begin(text, limit))
    assert len(shortened(text, limit)) <= limit
