"""What is marked in a text, and the piece of it that is shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qunmate.searching import marks, snippet

texts = st.text("运营群abAB İß，🙂\n", max_size=40)


@given(texts, st.lists(texts, max_size=3))
def test_marks_are_disjoint_in_order_and_hold_the_terms(text: str, terms: list[str]) -> None:
    found = marks(text, terms)
    ends = 0
    for start, length in found:
        assert ends <= start < start + length <= len(text)
        ends = start + length
    covered = {place for start, length in found for place in range(start, start + length)}
    for term in terms:
        start = text.find(term) if term else -1
        if start >= 0 and len(text.lower()) == len(text) and len(term.lower()) == len(term):
            assert covered >= set(range(start, start + len(term)))


def test_case_is_no_matter_and_neighbours_join() -> None:
    assert marks("Hello 运营 hELLO", ["hello", "运营"]) == [(0, 5), (6, 2), (9, 5)]
    assert marks("运营群", ["运营", "营群"]) == [(0, 3)]
    assert marks("运营", ["", "没有"]) == []


@given(texts, texts)
def test_a_snippet_is_one_short_line(text: str, query: str) -> None:
    piece = snippet(text, query, before=4, length=10)
    assert "\n" not in piece
    assert len(piece) <= 12


def test_the_hit_can_be_seen_in_the_snippet() -> None:
    long = "前面很长很长很长很长很长很长很长的一段话，然后才说到运营，后面还有很多很多" * 3
    piece = snippet(long, "运营", before=4, length=20)
    assert piece == "…后才说到运营，后面还有很多很多前面很长很…"
    assert snippet("短的\n两行", "两") == "短的 两行"
