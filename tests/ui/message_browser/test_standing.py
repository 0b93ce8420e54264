"""Where a list of uneven rows stands: always within its bounds, wherever it is moved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qunmate.ui.message_browser.standing import Standing

heights = st.lists(st.integers(8, 300), max_size=60)
moves = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.integers(-3_000, 3_000)),
        st.tuples(st.just("follow"), st.integers(0, 3_000)),
        st.tuples(st.just("show"), st.integers(-2, 70)),
        st.tuples(st.just("centre"), st.integers(0, 59)),
        st.tuples(st.just("resize"), st.integers(1, 900)),
    ),
    max_size=12,
)


@given(heights, st.integers(1, 900), moves)
def test_it_never_leaves_its_rows(tall: list[int], room: int, moved: list[tuple[str, int]]) -> None:
    standing = Standing(tall.__getitem__)
    standing.resize(len(tall), room)
    for verb, value in moved:
        if verb == "resize":
            standing.resize(len(tall), value)
        elif verb != "centre" or value < len(tall):
            getattr(standing, verb)(value)
        above = sum(tall[: standing.top]) + standing.shift
        assert 0 <= above <= max(sum(tall) - standing.room, 0)
        assert 0 <= standing.value() <= standing.maximum()
        if verb == "show" and 0 <= value < len(tall):
            seen = {place for place, _y, _height in standing.shown()}
            assert value in seen
    standing.to_end()
    shown = list(standing.shown())
    if shown:
        place, y, height = shown[-1]
        assert place == len(tall) - 1
        assert y + height == min(standing.room, sum(tall))


def test_dragging_the_bar_to_its_ends_shows_the_ends() -> None:
    standing = Standing(lambda place: 20 + place % 7)
    standing.resize(1_000_000, 600)
    standing.follow(0)
    assert (standing.top, standing.shift) == (0, 0)
    standing.follow(standing.maximum())
    assert list(standing.shown())[-1][0] == 999_999
    standing.follow(standing.maximum() // 2)
    assert abs(standing.top - 500_000) < 100
