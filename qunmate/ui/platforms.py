"""The chat platforms' names and the short marks that stand for them."""

from __future__ import annotations

from qunmate.i18n import N_, _

_NAMES = {
    "wechat": (N_("WeChat"), "微"),
    "wecom": (N_("WeCom"), "企"),
    "qq": (N_("QQ"), "Q"),
    "telegram": (N_("Telegram"), "T"),
    "whatsapp": (N_("WhatsApp"), "W"),
    "line": (N_("LINE"), "L"),
    "discord": (N_("Discord"), "D"),
    "slack": (N_("Slack"), "S"),
    "dingtalk": (N_("DingTalk"), "钉"),
    "feishu": (N_("Feishu"), "飞"),
    "other": (N_("Other"), "·"),
}


def platform_name(platform: str) -> str:
    return _(_NAMES[platform][0])


def mark(platform: str) -> str:
    return _NAMES[platform][1]
