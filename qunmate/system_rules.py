"""The wordings of system lines, as chat programs write them in Chinese, English and Japanese.

A rule is what happened, with the role if it is one, and a pattern. `{who}` is the person or the
people it happened to, `{by}` who did it, `{new}` a new name. The first rule that fits counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qunmate.system_rules_abroad import ABROAD, HINTS

_QUOTED = re.compile('"[^"]+"|“[^”]+”|「[^」]+」|『[^』]+』')
_OPENING = frozenset('"“「『')
_HIDDEN = "\0"  # stands for each character in quotes: no line holds it
_SLOT = re.compile(r"\{(who|by)\}")
_NEW = r"(?P<new>[^\n]+)"
_GROUP = r"(?:了)?(?:本|该|該|此|这个|這個)?(?:群聊|群组|群組|群里|群|聊天室|聊天)"
_INTO = rf"(?:加入|进入|進入|进|入){_GROUP}"
_CODE = (
    r"(?:二维码|二維碼|行動條碼|条码|QR\s?(?:code|碼|码)"
    r"|邀请链接|邀請連結|链接|連結|名片|邀请|邀請)"
)
_VIA = r"(?:通过|通過|透過|经由|經由|使用|利用|扫描|掃描)\s*(?:扫描|掃描|扫码|掃碼|了)?\s*"
_OUT = r"(?:移出|移除|请出|請出|踢出|删除|刪除)"
_ADMIN = r"(?:群|本群|群聊|群组|群組)?的?(?:系统)?(?:管理员|管理員)"
_MADE = r"(?:设为|設為|设置为|設置為|设成|添加为|新增為|任命为|任命為|设定为|設定為|升为|升為)了?"
_OFFICE = r"(?:的)?(?:身份|身分|资格|資格|权限|權限|职务)?"
_CARD = (
    r"(?:自己)?(?:的|在)?(?:本群|群里|群)?(?:的|中的)?(?:群名片|群昵称|群暱稱|群内昵称|群名稱卡|昵称|暱稱|名片|"
    r"群内名称|群備註)"
)
_CHANGED = r"(?:修改|更改|更换|更換|变更|變更|改)(?:成|为|為|了|到)*"
_MESSAGE = r"(?:的)?\s*(?:一条|一條|一則|这条|該|该)?\s*(?:消息|訊息|信息|发言|發言)"
# what else is added or removed: 一条精华, 群公告, 此消息
_THING = (
    r"(?:[一二两兩几\d]+\s*[条條个個则則项項份张張位名]|[这這此该該]|新的?(?:群|公告|成[员員])|(?:群|本群|群组|群組)?"
    r"(?:公告|通告|文件|檔案|相册|相簿|投票|待办|待辦|描述|简介|簡介|头像|頭像|图标|圖示|链接|連結|消息|訊息|社群|机器人|機器人|日程|应用|應用))"
)
_ESSENCE = r"(?:群)?(?:精华|精華)(?:消息|訊息)?"
_THE = r"(?:the |this |a |your )?"
_EN_GROUP = rf"{_THE}(?:group chat|group|chat|channel|room|community|conversation|server)"
_EN_THING = (
    r"(?:this|the|an?|\d+|new) (?:\w+ ){0,2}?(?:group|chat|channel|community|poll|photo|picture"
    r"|video|file|message|description|icon|announcement|event|note|link|bot|app|integration|album|sticker"
    r"|subject|topic)s?"
)
_EN_CARD = r"(?:group )?(?:nickname|alias|display name|name)(?: in (?:this|the) group(?: chat)?)?"


def _told(what: str, *patterns: str) -> list[tuple[str, str]]:
    """The wordings of one happening."""
    return [(what, pattern) for pattern in patterns]


_RULES = (
    # what is only wanted, asked for or called off, and what happens to the group, is no event
    *_told(
        "",
        r".*(?:想邀请|想邀請|申请加入|申請加入|等待.{0,6}(?:确认|確認|同意)|requested to join"
        r"|(?:好友|朋友).{0,4}(?:验证|驗證)|[为為](?:好友|朋友)|可以(?:开始|開始)聊天).*",
        r".*(?:群名称|群名稱|群聊名称|群聊名稱|群名|群组名称|群組名稱|group(?:['’]s)? name"
        r"|subject)\s*(?:修改|更改|改|变更|變更|to\b|from\b|为|為|\().*",
        r".*(?:修改|更改|变更|變更|changed)[^“「\"]{0,12}"
        r"(?:群名称|群名稱|群聊名称|群聊名稱|群名(?!片)|群组名称|群組名稱|group(?:['’]s)? name"
        r"|subject).*",
        r".*(?:取消了?置顶|取消了?置頂|取消了?釘選|unpinned).*",
    ),
    # roles
    *_told(
        "role member",
        rf"{{who}}\s*已?被\s*{{by}}\s*(?:取消|移除|撤销|撤銷|解除)了?{_ADMIN}{_OFFICE}",
        rf"{{by}}\s*已?(?:将|將|把)\s*{{who}}\s*(?:取消|移除|撤销|撤銷|解除)了?{_ADMIN}{_OFFICE}",
        rf"{{who}}\s*已?被?(?:取消|移除|撤销|撤銷|解除)了?{_ADMIN}{_OFFICE}",
        rf"{{by}}\s*已?(?:取消|罢免|罷免)了?\s*{{who}}\s*的?{_ADMIN}{_OFFICE}",
        rf"{{who}}\s*已?(?:不再是|不再担任|不再擔任){_ADMIN}",
        rf"{{by}}\s*已?(?:将|將|把)\s*{{who}}\s*(?:从|由|從){_ADMIN}(?:中)?\s*{_OUT}",
    ),
    *_told(
        "role admin",
        rf"{{by}}\s*已?(?:将|將|把|设置了?|設置了?)\s*{{who}}\s*{_MADE}{_ADMIN}",
        rf"{{by}}\s*已?(?:设置|設置|任命)了?\s*{{who}}\s*(?:为|為|成为|成為){_ADMIN}",
        rf"{{who}}\s*已?被\s*{{by}}\s*{_MADE}{_ADMIN}",
        rf"{{who}}\s*(?:已|现在|現在)*(?:成为|成為|被{_MADE}|是)了?{_ADMIN}",
    ),
    *_told(
        "role owner",
        r"{by}\s*已?(?:将|將|把)\s*(?:本群|该群|群聊|群)?的?(?:群主)?(?:身份|身分|权限|權限)?\s*"
        r"(?:转让|轉讓|移交|转交|轉移|转移)(?:给|給)了?\s*{who}",
        r"{by}\s*已?(?:转让|轉讓|移交)群主(?:身份)?(?:给|給)了?\s*{who}",
        r"{who}\s*(?:已|现在|現在)?(?:成为|成為|是)了?(?:本群|群聊)?的?新?的?群主",
    ),
    *_told(
        "role member",
        r"{who}(?: is|'re| are|’re) no longer (?:an? |the )?(?:group )?admin(?:istrator)?",
        r"{by} (?:dismissed|removed) {who} (?:as|from) (?:an? |the )?(?:group )?admins?",
    ),
    *_told(
        "role admin",
        r"{who}(?: is|'re| are|’re)(?: now)? (?:an? |the )?(?:group )?admin(?:istrator)?(?: now)?",
        r"{by} (?:made|set|appointed) {who} (?:as )?(?:an? |the )?(?:group )?admin(?:istrator)?",
        r"{by} promoted {who} to (?:group )?admin(?:istrator)?",
    ),
    *_told(
        "role owner",
        r"{by} (?:has )?transferred (?:the )?(?:group )?ownership (?:of the group )?to {who}",
        r"{who} (?:is|has become|became|is now) (?:now )?the (?:new )?(?:group )?owner",
    ),
    # names
    *_told(
        "rename",
        rf"{{by}}\s*已?(?:将|將|把)\s*{{who}}\s*的{_CARD}\s*{_CHANGED}\s*{{new}}",
        rf"{{who}}\s*已?(?:将|將|把)?\s*{_CARD}\s*{_CHANGED}\s*{{new}}",
        rf"{{who}}\s*已?(?:修改|更改|更换|更換|变更|變更|改)了?\s*{_CARD}\s*(?:为|為|成|：|:)\s*{{new}}",
        r"{who}\s*已?(?:改名|更名)(?:为|為|成)\s*{new}",
        rf"{{by}} changed {{who}}['’]s {_EN_CARD} to {{new}}",
        rf"{{who}} changed (?:their|his|her|your|my) {_EN_CARD}(?: from .{{1,100}}?)? to {{new}}",
        r"{who} is now known as {new}",
        r"(?P<who>\+?\d[\d ()-]{5,20}) changed to (?P<new>\+?\d[\d ()-]{5,20})",
    ),
    # what is pinned
    *_told(
        "pin",
        rf"{{who}}\s*{_MESSAGE}\s*已?被\s*{{by}}\s*{_MADE}{_ESSENCE}",
        rf"{{by}}\s*已?(?:将|將|把)\s*{{who}}\s*{_MESSAGE}\s*(?:{_MADE}|加为|加入){_ESSENCE}",
        rf"{{by}}\s*已?(?:设置|設置|设定|添加|新增)了?(?:一条|一條)?{_ESSENCE}",
        rf"{{by}}\s*已?(?:将|將|把)?{_MESSAGE}\s*(?:{_MADE}){_ESSENCE}",
        r"{by}\s*已?(?:置顶|置頂|釘選|钉选)了?\s*(?:一条|一條|一則|一个|一個|此|该|該)?(?:群)?"
        r"(?:消息|訊息|信息|聊天|公告|照片|图片|圖片|文件|视频).*",
        r"{by} (?:has )?pinned (?:(?:an? |the |this )?(?:message|photo|video|file|poll|sticker|"
        r"note|location|contact|voice message)|[\0\"“]).*",
    ),
    *_told(
        "",
        rf".*(?:添加|新增|移除|删除|刪除)了?\s*{_THING}.*",
    ),
    # who comes
    *_told(
        "join",
        rf"{{who}}\s*已?{_VIA}\s*(?:此|本|该|該|這個|这个)?(?:群组|群組|群聊|群)?的?{_CODE}\s*已?"
        rf"(?:{_INTO}|加入了?(?:此群[组組])?)?(?:[，,；;].*)?",
        rf"{{who}}\s*已?{_VIA}\s*{{by}}\s*(?:分享|发出|發出|发送)?的\s*(?:群)?{_CODE}\s*已?"
        rf"(?:{_INTO}|加入了?(?:此群[组組])?)(?:[，,；;].*)?",
        r"{who}\s*已?(?:从|從|由)\s*(?:社群|社区|社區)(?:中)?\s*(?:加入|进入|進入).*",
    ),
    # who is in quotes, as WeChat puts names, has come
    *_told("join", r"{by}\s*邀請了?\s*(?=\0){who}\s*加入了?群組"),
    *_told(
        "invite",
        r"{by}\s*已?邀請了?\s*{who}\s*加入群組",
        r"{by} (?:has )?invited {who} to (?:join )?the group",
        r"{by}\s*が\s*{who}\s*を(?:(?:グループ|トーク)に)?招待しました",
    ),
    *_told(
        "join",
        rf"{{by}}\s*已?(?:邀请|邀請|添加|拉)了?\s*{{who}}\s*{_INTO}(?:[，,；;].*)?",
        rf"{{who}}\s*已?被\s*{{by}}\s*(?:邀请|邀請|拉|添加)(?:{_INTO}|{_GROUP})",
        rf"{{by}}\s*(?:已)?同意了?\s*{{who}}\s*(?:的)?(?:{_INTO}|(?:入群|加群|进群)(?:申请|申請))",
    ),
    # 大将军加入本群 is of one person: 将 counts with 已, a space or a verb of its own
    *_told(
        "join",
        rf"{{by}}\s*(?:已(?:将|將|把)\s*|(?:将|將|把)\s+){{who}}\s*{_INTO}",
        rf"{{by}}\s*已?(?:将|將|把)\s*{{who}}\s*(?:添加|新增|拉)[到至进進]?{_GROUP}",
        rf"{{who}}\s*已?被(?:添加|新增|加入)了?(?:[到至]{_GROUP})?",
        rf"{{by}}\s*已?(?:添加|新增)了?\s*{{who}}\s*[到至]{_GROUP}",
        r"{by}\s*已(?:将|將|把)\s*{who}\s*加入",
        r"{by}\s*已?(?:邀请|邀請|添加|新增|拉)了?\s*{who}\s*加入",
        rf"{{who}}\s*已?{_INTO}(?:[，,；;].*)?",
        r"{who}\s*已?加入",
        r"{by}\s+已?(?:添加|新增|加入)了?\s+{who}",
        r"{by}\s*(?:已(?:添加|新增)了?|(?:添加|新增)了)\s*{who}",
        r"{who}\s*が(?:(?:グループ|トーク)に)?参加しました",
        r"{who}\s*が[^が]{0,20}招待リンク[^が]{0,12}参加しました",
        r"{by}\s*が\s*{who}\s*を(?:グループに)?追加しました",
        rf"{{by}}(?:['’]ve| have| has)? invited {{who}} to {_THE}group chat.*",
        rf"{{who}} (?:has )?joined {_EN_GROUP} via (?:the |a )?QR ?code shared by {{by}}",
        rf"{{who}} (?:has )?joined {_EN_GROUP} via (?P<by>your) (?:shared )?QR ?code",
        r"{who} joined using (?P<by>your) invite(?: link)?",
        rf"{{who}} (?:has )?joined(?: {_EN_GROUP})?(?: (?:using|via|from|by|with) .*)?",
        rf"{{who}} (?:has )?joined {_EN_GROUP}\. (?:Other participants|Group chat members)\b.*",
    ),
    *_told(
        "",
        rf".*\b(?:added|removed) {_EN_THING}\b.*",
    ),
    *_told(
        "join",
        rf"{{who}} (?:was|were) added(?: to {_EN_GROUP})? by {{by}}",
        rf"{{who}} (?:was|were) added(?: to {_EN_GROUP})?",
        rf"{{by}} (?:has )?added {{who}}(?: to {_EN_GROUP})?",
    ),
    # who goes
    *_told(
        "leave",
        rf"{{by}}\s*已?(?:将|將|把)\s*{{who}}\s*(?:从|從|由){_GROUP}(?:中|里|裡|内|內)?\s*{_OUT}",
        rf"{{by}}\s*已?(?:将|將|把)\s*{{who}}\s*{_OUT}{_GROUP}?(?:了)?",
        r"{by}\s*已(?:移出|移除|请出|請出|踢出)\s*{who}",
        r"{by}\s*(?:已(?:将|將|把|让|讓)\s*|(?:将|將|把|让)\s+|讓\s*){who}\s*"
        rf"(?:退出|离开|離開|退){_GROUP}",
        rf"{{who}}\s*已?被\s*{{by}}\s*{_OUT}{_GROUP}?",
        rf"{{who}}\s*已?被{_OUT}{_GROUP}?",
        rf"{{by}}\s*已?{_OUT}了\s*{{who}}",
        rf"{{who}}\s*已?(?:主动|主動)?(?:退出|离开|離開|退){_GROUP}",
        r"{who}\s*已?(?:退出|离开|離開)了?",
        r"{by}\s*が\s*{who}\s*を(?:グループ|トーク)から(?:退会|退出)させました",
        r"{who}\s*が(?:(?:グループ|トーク)を)?(?:退会|退出)しました",
        r"{who} (?:was|were) removed(?: from (?:the )?(?:group chat|group|chat))? by {by}",
        r"{who} (?:was|were) removed(?: from (?:the )?(?:group chat|group|chat))?",
        rf"{{by}} (?:has )?removed {{who}}(?: from {_EN_GROUP})?",
        rf"{{who}} (?:has )?left(?: {_EN_GROUP})?",
    ),
)


def veiled(line: str) -> str:
    """The line, as long as before, without what stands in quotes: no wording begins there."""
    return _QUOTED.sub(lambda quoted: _HIDDEN * len(quoted[0]), line)


@dataclass(frozen=True, slots=True)
class Rule:
    """A wording: its names stand in order, before each of the patterns. A pattern is looked for
    from the end of the one before, so that the time grows with the line and no faster."""

    kind: str
    kept: str
    names: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]

    def find(self, line: str, bare: str) -> dict[str, str] | None:
        """What the line says by this wording, each name as short as can be; None if it says
        something else. `bare` is the line veiled."""
        if not self.names:
            whole = self.patterns[0].fullmatch(line)
            return whole.groupdict() if whole else None
        found: dict[str, str] = {}
        at = 0
        for name, pattern in zip(self.names, self.patterns, strict=True):
            match = pattern.search(bare, at + 1)
            if match is None or not _OPENING.isdisjoint(bare[at : match.start()]):
                return None
            found[name] = line[at : match.start()]
            found |= {key: line[slice(*match.span(key))] for key in match.groupdict()}
            at = match.end()
        return found


def _rule(what: str, pattern: str) -> Rule:
    kind, _, kept = what.partition(" ")
    first, *rest = _SLOT.split(pattern.replace("{new}", _NEW))
    if not rest:
        return Rule(kind, kept, (), (re.compile(first, re.IGNORECASE),))
    *between, last = rest[1::2]
    patterns = [re.compile(one, re.IGNORECASE) for one in (*between, rf"(?:{last})\Z")]
    return Rule(kind, kept, tuple(rest[::2]), tuple(patterns))


_ALL = tuple((_rule(*rule), rule[1]) for rule in _RULES)
_LETTERS = re.compile("[A-Za-z]")
_SIGNS = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_WORD = re.compile("[a-z]{4}")  # longer than what a slot is called
RULES = tuple(rule for rule, _ in _ALL)
_IN_SIGNS = tuple(rule for rule, told in _ALL if _SIGNS.search(told))
_IN_LETTERS = tuple(rule for rule, told in _ALL if not _SIGNS.search(told) or _WORD.search(told))
RULES_ABROAD = tuple(_rule(*rule) for rule in ABROAD)


def wordings(line: str) -> tuple[Rule, ...]:
    """The rules of which one may fit the line, which is half of them for most lines."""
    abroad = RULES_ABROAD if any(hint in line for hint in HINTS) else ()
    if line.isascii():
        return _IN_LETTERS + abroad
    return (RULES if _LETTERS.search(line) else _IN_SIGNS) + abroad
