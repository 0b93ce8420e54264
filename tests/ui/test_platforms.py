"""The marks of the platforms, in each language."""

from __future__ import annotations

import pytest

from qunmate import i18n
from qunmate.ui.platforms import mark


@pytest.mark.parametrize(("language", "signs"), [("zh_CN", "微Q钉飞·"), ("zh_TW", "微Q釘飛·")])
def test_a_mark_is_a_sign_of_the_name(language: str, signs: str) -> None:
    i18n.install(language)
    platforms = ("wechat", "qq", "dingtalk", "feishu", "other")
    assert "".join(map(mark, platforms)) == signs
    i18n.install("en")
