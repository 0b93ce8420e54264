"""The words for what is stored by a key, and how languages list things and write shares."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import category, east_asian_width

from qunmate.i18n import N_, NC_, _

_PLATFORMS = {
    "wechat": N_("WeChat"),
    "wecom": N_("WeCom"),
    "qq": N_("QQ"),
    "telegram": N_("Telegram"),
    "whatsapp": N_("WhatsApp"),
    "line": N_("LINE"),
    "discord": N_("Discord"),
    "slack": N_("Slack"),
    "dingtalk": N_("DingTalk"),
    "feishu": N_("Feishu"),
    "other": N_("Other"),
}
ROLES = {"owner": N_("Owner"), "admin": N_("Admin"), "member": N_("Member")}
_IMPORT_KINDS = {
    "chat": N_("Chat record"),
    "roster": N_("Member sheet"),
    "plan": N_("Plan"),
    "highlights": N_("Highlights"),
}
_GENDERS = {"male": N_("male"), "female": N_("female")}
_HIT_KINDS = {
    "message": N_("Message"),
    "highlight": N_("Highlight"),
    "member": N_("Member"),
    "plan": N_("Plan item"),
}

_HIGHLIGHT_KINDS = {
    "answer": N_("Q&A"),
    "sharing": NC_("highlight", "Sharing"),
    "resource": NC_("highlight", "Resource"),
    "discussion": NC_("highlight", "Discussion"),
    "quote": NC_("highlight", "Quote"),
}


def platform_name(platform: str) -> str:
    return _(_PLATFORMS[platform])


def role_word(role: str | None) -> str:
    """A role in the group; empty where none is known."""
    return _(ROLES[role]) if role else ""


def gender_word(gender: str) -> str:
    """A gender; one in other words stands for itself."""
    return _(_GENDERS.get(gender, gender))


def import_kind_word(kind: str) -> str:
    return _(_IMPORT_KINDS[kind])


def hit_kind_word(kind: str) -> str:
    """What kind of thing a search found."""
    return _(_HIT_KINDS[kind])


def highlight_word(kind: str) -> str:
    """A kind of highlight; one that this version does not know stands for itself."""
    return _(_HIGHLIGHT_KINDS[kind]) if kind in _HIGHLIGHT_KINDS else kind


def yes_no(value: bool) -> str:  # noqa: FBT001 - the value that is shown
    return _("Yes") if value else _("No")


def listed(texts: Iterable[str]) -> str:
    """Texts in a row, by the language's own comma."""
    return _(", ").join(texts)


def says(name: str, text: str) -> str:
    """A name and what is said of or by it, with the language's own colon; one of them alone
    where the other is empty."""
    return _("{name}: {text}").format(name=name, text=text) if name and text else name or text


def aside(text: str, note: str) -> str:
    """A text with a note in the language's own brackets; alone where there is no note."""
    return _("{text} ({note})").format(text=text, note=note) if note else text


def spaced(first: str, then: str) -> str:
    """Two words beside one another: Chinese takes a space only beside other letters, and none
    after its own wide marks."""
    wide = [east_asian_width(one) in {"W", "F"} for one in (first[-1:], then[:1]) if one]
    mark = category(first[-1:] or " ").startswith("P")
    return first + then if all(wide) or (mark and wide[0]) else f"{first} {then}"


def sentences(*texts: str) -> str:
    """Whole sentences after one another: Chinese puts no space between them."""
    joined = ""
    for text in texts:
        both = _("{first} {then}").format(first=joined, then=text)
        joined = both if joined and text else joined or text
    return joined


def percent(number: str) -> str:
    """A formatted number of hundredths, with the language's own sign: 41%."""
    return _("{number}%").format(number=number)
