"""The short marks that stand for the chat platforms."""

from __future__ import annotations

from qunmate.i18n import N_, _

_MARKS = {
    "wechat": "微",
    "wecom": "企",
    "qq": "Q",
    "telegram": "T",
    "whatsapp": "W",
    "line": "L",
    "discord": "D",
    "slack": "S",
    "dingtalk": N_("钉"),
    "feishu": N_("飞"),
    "other": "·",
}


def mark(platform: str) -> str:
    sign = _MARKS[platform]
    return sign if sign.isascii() else _(sign)  # "Q" is a question's too
