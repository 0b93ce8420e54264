"""In Taiwan lists of names go by strokes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qunmate import i18n
from qunmate.data.store import Store
from qunmate.data.tags import all_tags
from qunmate.model import Group
from qunmate.ui.members import strokes
from qunmate.ui.members.loading import read_marks, read_rows
from tests.roster_store import add_member


@pytest.fixture(params=["zh_TW", "zh_CN"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    before = i18n.language()
    yield i18n.install(request.param)
    i18n.install(before)


def test_names_are_in_the_order_of_the_place(store: Store, group: Group, language: str) -> None:
    for name in ("陳思", "丁一", "龔琳", "王小明", "Anna", "李雷", "王大同"):
        add_member(store, group, name)
    roster = read_rows(store, group).roster
    shown = [roster.rows.names[at] for at in roster.by_name]
    if language == "zh_TW":
        assert shown == sorted(shown, key=lambda name: _strokes(name[0]))
        assert (shown[0], shown[-1]) == ("Anna", "龔琳")
    else:
        assert shown.index("陳思") < shown.index("丁一") < shown.index("龔琳")


def test_tags_are_in_the_order_of_names(store: Store, group: Group, language: str) -> None:
    add_member(store, group, "林晓", tags=["龔派", "陳年", "丁組", "Beta", "alpha"])
    tags = [one.name for one in strokes.tags_in_order(all_tags(store.db))]
    assert tags[:2] == ["alpha", "Beta"]
    if language == "zh_TW":
        assert tags[2:] == ["丁組", "陳年", "龔派"]
    else:
        assert tags[2:] == ["陳年", "丁組", "龔派"]
    assert list(read_marks(store)) == tags


def _strokes(character: str) -> int:
    return {"丁": 2, "王": 4, "李": 7, "陳": 11, "龔": 22}.get(character, 0)


def test_characters_that_come_later_find_their_place() -> None:
    first = strokes.by_strokes(["王", "陳"])
    later = strokes.by_strokes(["王", "張", "黃", "陳"])
    assert first == sorted(first)
    assert later[0] < later[1] < later[2]
