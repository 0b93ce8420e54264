"""Words to send, with names in them."""

from __future__ import annotations

import pytest

from qunmate import i18n
from qunmate.today import phrases


def test_names_stand_where_the_template_wants_them() -> None:
    names = ["林小满", "Ada {x}"]
    assert phrases.filled("欢迎 {names}!", names, at=True) == "欢迎 @林小满 @Ada {x}!"
    assert phrases.filled("{names}, hello", names, at=False) == "林小满, Ada {x}, hello"


def test_a_template_without_a_place_for_names_gets_them_in_front() -> None:
    assert phrases.filled("欢迎!", ["Ada"], at=True) == "@Ada 欢迎!"


@pytest.mark.parametrize("kind", list(phrases.DEFAULTS))
def test_every_kind_has_words_of_its_own_until_the_operator_has_better(kind: str) -> None:
    assert phrases.NAMES in phrases.template(kind, "")
    assert phrases.template(kind, " 早 {names} ") == "早 {names}"


def test_the_place_for_the_names_is_told_in_the_language_of_the_window() -> None:
    assert phrases.shown("早 {names}") == "早 {names}"
    i18n.install("zh_CN")
    assert phrases.place() == "{名字}"
    assert phrases.shown("早 {names}") == "早 {名字}"
    assert [phrases.kept(text) for text in ("早 {名字}", "早 {names}")] == ["早 {names}"] * 2


def test_groups_keep_their_own_words() -> None:
    keys = {phrases.setting(kind, group) for kind in phrases.DEFAULTS for group in (None, 1, 2)}
    assert len(keys) == 3 * len(phrases.DEFAULTS)
