"""What nicknames tell."""

from __future__ import annotations

import pytest

from qunmate.errors import UserError
from qunmate.roster.nickname_pattern import blanks, pattern


@pytest.mark.parametrize(
    ("nickname", "told"),
    [
        ("上海-教育-小王", {"city": "上海", "trade": "教育", "name": "小王"}),
        ("上海_教育_小王", {"city": "上海", "trade": "教育", "name": "小王"}),
        ("上海｜教育｜小王", {"city": "上海", "trade": "教育", "name": "小王"}),
        ("上海 教育 小王", {"city": "上海", "trade": "教育", "name": "小王"}),
        ("上海 / 教育 / Mr Wang", {"city": "上海", "trade": "教育", "name": "Mr Wang"}),
        ("上海·教育·小王", {"city": "上海", "trade": "教育", "name": "小王"}),
        ("小王", {}),
        ("上海--小王", {}),
        ("上海-浦东-教育-小王", {}),
        ("Nora (Communities, London)", {}),
        ("Nora, Communities, London", {}),
        ("（上海 教育）小 王", {}),
        ("上海-教育-小王:)", {"city": "上海", "trade": "教育", "name": "小王:)"}),
        ("上海-教育(K12)-小王", {"city": "上海", "trade": "教育(K12)", "name": "小王"}),
    ],
)
def test_parts_are_read(nickname: str, told: dict[str, str]) -> None:
    assert pattern("城市-行业-昵称").read(nickname) == told


def test_other_words_are_fields_of_ones_own() -> None:
    assert pattern("届别 姓名").fields == ("custom:届别", "name")


def test_only_blanks_are_filled() -> None:
    told = {"city": "上海", "trade": "教育"}
    assert blanks(told, {"city": "杭州", "trade": None}) == {"trade": "教育"}


@pytest.mark.parametrize(
    ("said", "code"),
    [("", "pattern_short"), ("城市", "pattern_short"), ("城市-城市", "pattern_twice")],
)
def test_what_is_no_pattern(said: str, code: str) -> None:
    with pytest.raises(UserError) as caught:
        pattern(said)
    assert caught.value.problem.code == code
