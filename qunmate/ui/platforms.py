"""The short marks that stand for the chat platforms."""

from __future__ import annotations

from qunmate import i18n
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


_LATIN = {
    "wechat": "We",
    "wecom": "Wc",
    "whatsapp": "Wa",
    "line": "Li",
    "discord": "Dc",
    "dingtalk": "Dt",
    "feishu": "Fs",
}


def mark(platform: str) -> str:
    """A sign of the platform's name; two letters where one would stand for several."""
    if i18n.language() == "en" and platform in _LATIN:
        return _LATIN[platform]
    sign = _MARKS[platform]
    return sign if sign.isascii() else _(sign)  # "Q" is a question's too
