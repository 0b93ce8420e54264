"""How languages set words beside one another."""

from __future__ import annotations

import pytest

from qunmate.terms import spaced


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        ("WeChat", "ID", "WeChat ID"),
        ("微信", "账号", "微信账号"),
        ("LINE", "帳號", "LINE 帳號"),
        ("台北", "UTC+8", "台北 UTC+8"),
        ("中国（上海）", "UTC+8", "中国（上海）UTC+8"),
        ("China (Shanghai)", "UTC+8", "China (Shanghai) UTC+8"),
    ],
)
def test_a_space_stands_only_where_a_language_has_one(first: str, then: str, said: str) -> None:
    assert spaced(first, then) == said
