"""The words of WhatsApp's exports: what stands for a picture, a deleted message, the system."""

from __future__ import annotations

import re

from qunmate.model import Kind

_INVISIBLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_EDITED = re.compile(r"\s*<(?:This message was edited|此消息已编辑|此訊息已編輯)>$")
_MEDIA = re.compile(
    r"^(?:<(?P<mark>[^<>\n]{3,40})>"
    r"|(?P<what>image|photo|video|audio|GIF|sticker|document|Contact card)s? omitted"
    r"|(?P<file>\S[^\n]*\.\w{2,5}) \((?:file attached|文件附件|檔案已附加)\))"
)
_OMITTED = re.compile(
    r"omit|ausgeschlossen|weggelaten|absent|省略|忽略|omess|ocult|attached|附件|附加|생략",
    re.IGNORECASE,
)
_ENDINGS = {
    **dict.fromkeys(("jpg", "jpeg", "png", "heic", "image", "photo"), Kind.IMAGE),
    **dict.fromkeys(("webp", "gif", "sticker"), Kind.EMOJI),
    **dict.fromkeys(("mp4", "mov", "3gp", "video"), Kind.VIDEO),
    **dict.fromkeys(("opus", "m4a", "aac", "mp3", "audio"), Kind.VOICE),
    **dict.fromkeys(("vcf", "contact card"), Kind.CONTACT),
}
_DELETED = re.compile(
    r"^(?:This message was deleted|You deleted this message|此消息已删除|您已删除此消息"
    r"|此訊息已刪除|您已刪除此訊息|你已刪除此訊息)\.?$"
)
_SYSTEM = re.compile(
    r"end-to-end encrypted|端到端加密|端對端加密|created (?:this )?group"
    r"|(?:建立|创建|創建)了?.{0,4}[群组組]|\b(?:added|removed)\b.{1,200}$|\bleft$|\bjoined using"
    r"|was added$|were added$|changed (?:the|this|their|to)|security code"
    r"|group's (?:icon|settings)|pinned a message"
    r"|(?:加入|退出|离开|離開|移除|移出|更改|修改|变更|變更)了?"
)
# an invisible mark, or what a message that stands for something begins with
_SUSPECT = re.compile(
    "[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\r]"
    r"|\A(?:<|[Yy]ou del|This mess|[此您你]|image|photo|video|audio|GIF|sticker|document|Contact c)"
)
# a quotation that goes on behind the colon: 'A changed the subject to "B: C"'
_OPEN_QUOTE = re.compile(r'^[^"]*"[^"]*$|“[^”]*$|「[^」]*$')


def is_plain(text: str) -> bool:
    """Whether a text is surely nothing but words."""
    return bool(text) and _SUSPECT.search(text) is None and text[-1] not in ">)"


def visible(text: str) -> str:
    """The text without the marks of direction that WhatsApp strews in."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def unedited(text: str) -> str:
    """The text without the note that it was edited."""
    return _EDITED.sub("", text) if text[-1:] == ">" else text


def goes_on(name: str) -> bool:
    """Whether what stands before a colon is the beginning of a system line, not a name."""
    return _OPEN_QUOTE.search(name) is not None and _SYSTEM.search(name) is not None


def is_notice(text: str) -> bool:
    """Whether a text that carries a sender is the system's: iOS marks these invisibly."""
    return text.startswith("\u200e") and "\n" not in text and _SYSTEM.search(text) is not None


def kind_of(text: str) -> Kind:
    if _DELETED.match(text):
        return Kind.RECALL
    match = _MEDIA.match(text) if len(text) < 300 else None
    if match is None:
        return Kind.TEXT if text else Kind.OTHER
    mark = match["mark"]
    if mark is None:
        name = match["what"] or match["file"].rsplit(".", 1)[-1]
        return _ENDINGS.get(name.lower(), Kind.FILE)
    if not _OMITTED.search(mark):
        return Kind.TEXT
    other = Kind.FILE if "." in mark else Kind.OTHER
    return _ENDINGS.get(mark.rsplit(".", 1)[-1].lower(), other)
