"""Topics are what people marked as such, or nothing."""

from __future__ import annotations

from qunmate.digest.topics import topics
from qunmate.model import Highlight, Kind, Message


def said(who: int | None, text: str, kind: Kind = Kind.TEXT) -> Message:
    return Message(1, 1, 0, 0, who, "", kind, text, None, None)


def highlight(*names: str, starred: bool = False) -> Highlight:
    return Highlight(1, 1, "answer", "", "", (), names, (), starred, "2026-11-16", ())


def test_two_people_make_a_topic() -> None:
    chat = [
        said(1, "#年终选题# 大家想好了吗"),
        said(2, "我的 #年终选题 还没有"),
        said(1, "【直播话术】来了"),
        said(3, "《直播话术》写得好"),
        said(1, "#独白# #独白#"),
    ]
    assert topics(chat, []) == ["年终选题", "直播话术"]


def test_small_talk_has_no_topic() -> None:
    chat = [said(who, "早上好[微笑] 【图片】 #1 #2楼 哈哈") for who in range(5)]
    assert topics(chat, []) == []


def test_highlights_tell_topics_too_and_parts_are_left_out() -> None:
    found = topics([], [highlight("直播话术", "话术"), highlight("入群门槛", starred=True)])
    assert found == ["入群门槛", "直播话术"]


def test_pictures_and_unknown_senders_do_not_count() -> None:
    assert (
        topics([said(None, "#甲乙#"), said(1, "#甲乙#"), said(2, "#甲乙#", Kind.SHARE)], []) == []
    )
