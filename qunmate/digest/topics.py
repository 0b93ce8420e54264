"""What a week was about: words that people marked as topics themselves.

Guessing topics from running Chinese text without a dictionary gives nonsense as often as
not, so only marked ones count: #hashtags, 【brackets】, 《titles》 and topics of highlights.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from qunmate.model import Highlight, Kind, Message

_MARKED = re.compile(
    r"#([^\s#【】《》,,。;;!!??::、()()\"“”]{2,14})(?=[#\s,,。;;!!??::、]|$)"
    r"|【([^【】\n]{2,14})】|《([^《》\n]{2,16})》"
)
_NO_TOPIC = re.compile(
    r"^\d+$|^\d+楼$|图片|视频|链接|红包|表情|语音|文件|公告|通知|转发|打卡|签到|簽到|接龙|接龍|早安|晚安|报名|報名|今日|热点|熱點|话题|話題|圖片|連結|紅包|語音"
)
PEOPLE = 2  # one person's hashtag is a habit, two people's a topic


def topics(chat: Iterable[Message], highlights: Iterable[Highlight], limit: int = 3) -> list[str]:
    """The up to `limit` topics that most people marked; empty rather than doubtful."""
    people: dict[str, set[int]] = {}
    for message in chat:
        if message.member_id is None or message.kind not in {Kind.TEXT, Kind.REPLY}:
            continue
        for found in _MARKED.findall(message.text[:2000]):
            name = next(part for part in found if part).strip()
            if name and not _NO_TOPIC.search(name):
                people.setdefault(name, set()).add(message.member_id)
    weights = Counter({name: len(who) for name, who in people.items() if len(who) >= PEOPLE})
    for highlight in highlights:
        for topic in highlight.topics:
            weights[topic] += 3 if highlight.starred else 2
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return _without_parts([name for name, _weight in ranked])[:limit]


def _without_parts(names: list[str]) -> list[str]:
    """Leave out a name that is part of a stronger one, or the other way round."""
    kept: list[str] = []
    for name in names:
        if not any(name in other or other in name for other in kept):
            kept.append(name)
    return kept
