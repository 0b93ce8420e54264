"""A dropped sheet says by its headings what it is."""

from __future__ import annotations

import pytest

from qunmate.highlight_sheet import headings as highlight_headings
from qunmate.i18n import install
from qunmate.planning.export import headings as plan_headings
from qunmate.sheet_kinds import sheet_kind


@pytest.mark.parametrize(
    ("heads", "kind"),
    [
        ("姓名 手机", "roster"),
        ("姓名", "roster"),
        ("昵称 微信号 城市 标签 备注", "roster"),
        ("姓名 类型 日期 内容 标题 状态", "roster"),
        ("日期 时间 群 类型 标题 文案 负责人 状态", "plan"),
        ("排期 选题 形式", "plan"),
        ("Date Time Group Title Text Status", "plan"),
        ("日期 标题 内容", "plan"),
        ("问题 答案", "highlights"),
        ("标题 内容 作者 标签 日期", "highlights"),
        ("日期 群 分类 标题 内容 话题 标签 作者 星标", "highlights"),
        ("精华标题 摘要 链接", "highlights"),
        ("Title Content Author Tags", "highlights"),
        ("发送时间 发送者 内容", "roster"),
        ("a b c", "roster"),
    ],
)
def test_by_headings(heads: str, kind: str) -> None:
    title_row: list[object] = ["本月一览", None]
    assert sheet_kind([[heads.split(), ["x"] * 3]]) == kind
    assert sheet_kind([[title_row, heads.split(), ["x"] * 3]]) == kind


def test_the_sheet_that_says_most_decides() -> None:
    empty: list[list[object]] = []
    notes: list[list[object]] = [["说明"], ["请按月填写"]]
    plan: list[list[object]] = [["日期", "时间", "标题", "状态"]]
    assert sheet_kind([notes, plan, empty]) == "plan"
    assert sheet_kind([]) == "roster"


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_our_own_sheets(language: str) -> None:
    install(language)
    try:
        assert sheet_kind([[plan_headings(language)]]) == "plan"
        assert sheet_kind([[list(highlight_headings().values())]]) == "highlights"
    finally:
        install("en")
