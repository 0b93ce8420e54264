"""The short marks that stand for the chat platforms."""

from __future__ import annotations

_MARKS = {
    "wechat": "微",
    "wecom": "企",
    "qq": "Q",
    "telegram": "T",
    "whatsapp": "W",
    "line": "L",
    "discord": "D",
    "slack": "S",
    "dingtalk": "钉",
    "feishu": "飞",
    "other": "·",
}


def mark(platform: str) -> str:
    return _MARKS[platform]
