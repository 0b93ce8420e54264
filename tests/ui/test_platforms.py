"""The marks of the platforms, in each language."""

from __future__ import annotations

import pytest

from qunmate import i18n
from qunmate.model import PLATFORMS
from qunmate.ui.platforms import mark


@pytest.mark.parametrize(("language", "signs"), [("zh_CN", "微Q钉飞·"), ("zh_TW", "微Q釘飛·")])
def test_a_mark_is_a_sign_of_the_name(language: str, signs: str) -> None:
    i18n.install(language)
    platforms = ("wechat", "qq", "dingtalk", "feishu", "other")
    assert "".join(map(mark, platforms)) == signs
    i18n.install("en")


def test_english_marks_are_latin_and_tell_the_platforms_apart() -> None:
    i18n.install("en")
    marks = [mark(platform) for platform in PLATFORMS]
    assert len(set(marks)) == len(PLATFORMS)
    assert all(sign.isascii() or sign == "·" for sign in marks)
