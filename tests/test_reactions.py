"""Reactions are bounded whatever a record tells, and the file gives back what it was given."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from qunmate import reactions
from qunmate.model import Reaction

SIGNS = st.text(max_size=80) | st.sampled_from(["👍", "❤", "❤️", "👨‍👩‍👧", "pepe"])


@settings(max_examples=40)
@given(st.lists(st.tuples(SIGNS, st.integers()), max_size=60))
def test_any_signs_and_counts(pairs: list[tuple[str, int]]) -> None:
    kept = reactions.told(pairs)
    assert len(kept) <= reactions.MOST
    for sign, count in kept:
        assert sign == sign.strip()
        assert 0 < len(sign) <= reactions.LONGEST
        assert 0 < count <= reactions.LARGEST
    assert len({sign for sign, _count in kept}) == len(kept)
    assert reactions.read(reactions.written(kept)) == kept


def test_a_sign_told_twice_is_added_up() -> None:
    told = [("👍", 2), ("❤", 1), ("👍", 1)]
    assert reactions.told(told) == (Reaction("👍", 3), Reaction("❤", 1))
    assert reactions.total(reactions.told(told)) == 4


def test_what_nobody_gave_and_what_nobody_can_have_given() -> None:
    told = [("👍", 0), ("❤", -3), ("🔥", 10**12), ("", 3), ("\x00\n\u202e", 3), ("🎉", 1)]
    assert reactions.told(told) == (Reaction("🎉", 1),)


def test_a_sign_of_several_code_points_stays_whole_and_others_turn_nothing_around() -> None:
    told = [("👨‍👩‍👧", 1), ("❤️", 1), ("\u202eabc\n", 1)]
    assert [sign for sign, _count in reactions.told(told)] == ["👨‍👩‍👧", "❤️", "abc"]


def test_ten_thousand_signs_are_looked_at_no_further_than_any_program_goes() -> None:
    assert len(reactions.told((f"x{n}", 1) for n in range(10_000))) == reactions.MOST


def test_as_they_stand_with_a_message() -> None:
    assert reactions.words([Reaction("👍", 3), Reaction("❤", 1)]) == "👍\u00a03  ❤\u00a01"
    assert reactions.words([]) == ""
    assert reactions.read(None) == ()
