"""Lines of WeChat's own inside exports that tell no kind, and answers by what they quote."""

from __future__ import annotations

import html
import re

from qunmate.data.importers.placeholders import kind_of
from qunmate.model import Kind

# Exporters that give every line a sender give one to WeChat's lines too: the group, or whoever
# it is about. Only the wordings that WeChat alone writes, its straight quotes included.
_SOMEBODY = r'"[^"\n]{1,80}"'
_SYSTEM = re.compile(
    rf"(?:(?:{_SOMEBODY}|你|我)\s*(?:"
    r"(?:撤回|收回)了一(?:条|條|则|則)(?:消息|訊息|成员消息|成員訊息)"
    rf"|(?:邀请|邀請)(?:{_SOMEBODY}|你).{{0,40}}加入了群(?:聊|組)"
    rf"|(?:通过|通過|透過)(?:扫描|掃描)(?:{_SOMEBODY}|你|二维码|二維碼).{{0,12}}加入群(?:聊|組)"
    rf"|(?:将|將|被){_SOMEBODY}(?:移出了?|設為|设为|添加为).{{2,20}}"
    r"|(?:修改群名|修改了群名)(?:为|為)“"
    r"|与群里其他人都不是(?:微信)?朋友关系|與群組裡其他人都不是"
    rf"|领取了(?:{_SOMEBODY}|你)的红包"
    r")"
    rf"|{_SOMEBODY} ?拍了拍 ?(?:{_SOMEBODY}|我|你|自己)|我 ?拍了拍 ?(?:{_SOMEBODY}|自己)"
    rf"|(?:{_SOMEBODY}|You) (?:(?:has )?recalled a message|invited {_SOMEBODY} to the group"
    rf"|removed {_SOMEBODY} from the group|joined (?:the )?group|changed the group name to)"
    r")[^\n]*"
)
_QUOTED = re.compile(r"[「“][^\n]{1,80}[:：].{0,5000}?[」”]\n(?:- ?){6,}\n", re.DOTALL)
_LONGEST = 1_000
_DOCUMENT = re.compile(r"\s*<(?:\?xml\b|msg>|sysmsg\b|revokemsg>)")
_TITLES = tuple(
    re.compile(rf"<{tag}>\s*+(?:<!\[CDATA\[)?([^<\]]*+)(?:\]\]>)?+\s*+</{tag}>")
    for tag in ("replacemsg", "revokemsg", "title")
)
# where WeFlow puts what it saved beside a text
_SAVED = re.compile(
    r"(?:\.{1,2}/)*(?:media/)?(?P<where>images|voices|videos|emojis|files)/[^\n]{1,200}\.\w{2,5}"
)
_IN_FOLDERS = {
    "images": Kind.IMAGE,
    "voices": Kind.VOICE,
    "videos": Kind.VIDEO,
    "emojis": Kind.EMOJI,
    "files": Kind.FILE,
}


def is_system(text: str) -> bool:
    """Whether WeChat says this, and no person."""
    return len(text) < _LONGEST and _SYSTEM.fullmatch(text) is not None


def is_wechat(talker: str, kind: Kind | None, text: str) -> bool:
    """Whether WeChat says this under such a name: PyWxDump writes 系统 or 未知, WeFlow the
    group's."""
    nobody = talker == "系统" or talker.endswith("@chatroom")
    unknown = talker == "未知" and kind in {Kind.POKE, Kind.RECALL}
    return nobody or unknown or is_system(text)


def without_markup(text: str) -> str:
    """What WeChat shows for one of its documents, which some exporters leave as they are: the
    title, or what it says itself; nothing for pictures and the like."""
    if _DOCUMENT.match(text) is None or not text.rstrip().endswith(">"):
        return text
    found = (title.search(text) for title in _TITLES)
    said = (html.unescape(match[1]).strip() for match in found if match)
    return next(filter(None, said), "")


def kind_said(text: str) -> Kind:
    """The kind of what a person says, answers by the quotation that an exporter puts behind
    them: `好[引用 小满：早]`, or a line `引用:小满:早`; or by the one that WeChat puts before."""
    if (text.endswith("]") and "[引用 " in text) or "\n引用:" in text or _QUOTED.match(text):
        return Kind.REPLY
    saved = _SAVED.fullmatch(text)
    return _IN_FOLDERS[saved["where"]] if saved else kind_of(text)
