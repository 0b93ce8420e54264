"""Other people's words made safe to set in a line."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from qunmate.digest.tidy import line


def test_breaks_controls_and_turning_marks_go() -> None:
    assert line(" a\r\n\tb\x00c\u202egnp.exe\u2066 ") == "a bcgnp.exe"


def test_emoji_made_of_several_stay_whole() -> None:
    assert line("👨\u200d👩\u200d👧 ok") == "👨\u200d👩\u200d👧 ok"


def test_a_long_name_is_cut_with_an_ellipsis() -> None:
    assert line("名" * 5000, 40) == "名" * 39 + "…"


@given(st.text(), st.integers(1, 50))
def test_any_text_becomes_one_short_line(text: str, limit: int) -> None:
    result = line(text, limit)
    assert len(result) <= limit
    assert not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in result)
