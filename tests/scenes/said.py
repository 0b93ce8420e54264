"""Words that are found in the sample of each language."""

from __future__ import annotations

from qunmate import i18n

_WORDS = {
    "zh_CN": {
        "topic": "直播", "often": "大家", "question": "怎么", "check-in": "打卡", "talk": "分享",
        "initials": "lxm", "tag": "讲师",
    },
    "zh_TW": {
        "topic": "直播", "often": "大家", "question": "怎麼", "check-in": "打卡", "talk": "分享",
        "initials": "lxm", "tag": "講師",
    },
    "en": {
        "topic": "live", "often": "people", "question": "how", "check-in": "check-in",
        "talk": "talk", "initials": "nw", "tag": "Speaker",
    },
}  # fmt: skip


def said(key: str) -> str:
    return _WORDS[i18n.language()][key]
