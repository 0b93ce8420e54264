"""Where names stand beside the dots of who talks with whom."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from qunmate.ui.health.graph_names import Dot, beside

ROOM = QRectF(0, 0, 400, 300)
NAME = QSizeF(60, 16)
DOTS = st.lists(
    st.builds(
        Dot,
        st.builds(QPointF, st.floats(30, 370), st.floats(30, 270)),
        st.floats(4, 13),
    ),
    max_size=30,
)


@settings(max_examples=40)
@given(DOTS)
def test_names_stand_in_the_room_and_not_upon_one_another(dots: list[Dot]) -> None:
    found = list(beside(dict.fromkeys(range(len(dots)), NAME), dots, ROOM, 3))
    assert all(ROOM.contains(box) for _place, box in found)
    assert not any(one.intersects(two) for (_a, one), (_b, two) in combinations(found, 2))
    of_others = [box for place, box in found if place >= 3]
    assert not any(dot.under(box) for box in of_others for dot in dots)


def test_a_name_takes_the_place_that_meets_no_dot() -> None:
    """Dots on all sides leave only what lies a little aside from the middle of one."""
    dots = [Dot(QPointF(200, 150), 10)]
    around = ((270, 150), (225, 170), (175, 130), (130, 150), (265, 130), (135, 168))
    dots += [Dot(QPointF(*at), 5) for at in around]
    ((_place, box),) = beside({0: NAME}, dots, ROOM, 1)
    assert not any(dot.under(box) for dot in dots)


def test_only_the_foremost_are_named_upon_dots() -> None:
    dots = [Dot(QPointF(x, y), 9) for x in range(20, 400, 16) for y in range(20, 300, 16)]
    middle = dots.index(Dot(QPointF(196, 148), 9))
    assert [place for place, _box in beside({middle: NAME}, dots, ROOM, 1)] == [middle]
    assert not list(beside({middle: NAME}, dots, ROOM, 0))
