"""What a chat's own system lines tell of people: joins, leaves, invitations, names, roles, pins."""

from __future__ import annotations

import re

from qunmate.model import Kind
from qunmate.records import OPERATOR, SourceEvent
from qunmate.system_rules import RULES_ABROAD, veiled, wordings
from qunmate.system_rules_abroad import ME

_LONGEST = 500
_QUOTES = '"“”「」『』 \u00a0\u2005'
_BETWEEN_QUOTES = re.compile(
    r"(?<=[\"”」』])\s*(?:[、，,]|和|与|與|及|and|&)?\s*(?=[\"“「『])", re.IGNORECASE
)
_COMMAS = re.compile(r"\s*[、，,]\s*")
_AND = re.compile(r"\s+(?:和|与|與|及|and|&)\s+", re.IGNORECASE)
_AND_ABROAD = re.compile(r"\s+(?:und|y|et|e|ed|en|и|ve|dan)\s+", re.IGNORECASE)
# the last of several: “B和C”, but not 小和尚
_LAST_TWO = re.compile(r"(?<=[^平谐祥温柔中人])(?:和|与|與|及)(?=[^尚平谐風风气氣田睦煦美雅悦善])")
# WhatsApp alone puts nothing else between two, and no quotes around them
_BY_WHATSAPP = re.compile(r"^[^\"“「]*(?:添加|新增|移除)[^\"“「]*$")
# 你和“B、C”: the names in the quotes are others
_AND_ME = re.compile(r"(你|您|我|you)\s*(?:和|与|與|及|and|、|，|,)\s*(?=[\"“「『])", re.IGNORECASE)
_UNDO = re.compile(r"(?<=群[聊組组])\s+(?:撤销|撤銷)$")  # what WeChat lets one do behind the line
_TAKEN_BACK = re.compile(
    r"撤回|收回了?[一1]?[則则条條].{0,2}[訊消]息|recalled a message|unsent a message"
)
_REST = re.compile(
    r"\s*等(?:\d+|[一二三四五六七八九十]+)?(?:人|位).{0,6}$|^\d+ others?$"
    r"|^\d+ (?:weitere|otr[ao]s|autres|altr[ei]|outr[ao]s|anderen|kişi|lainnya|other)\b.{0,20}$"
    r"|^(?:其他|另外|其餘|其余)\s*\d+\s*(?:人|位|名).{0,6}$",
    re.IGNORECASE,
)
_ID = re.compile(r"^(?P<name>.*)[(（](?P<id>\d{5,12})[)）]$")
_OPERATOR = frozenset({"你", "您", "我", "you", "you've", "your", "i", "あなた"})
_NOBODY = frozenset(
    {"", "群主", "管理员", "管理員", "群管理员", "群管理員", "系统", "系統", "本群", "群聊", "群",
     "admin", "an admin", "the owner", "the admin"}
)  # fmt: skip
_OFFICE = re.compile(r"^(?:群主|管理员|管理員|群管理员)\s*(?=[\"“「『\s])")
_ASIDE = re.compile(r"^(?:系统消息|系統消息|系統訊息|群通知)\s*[:：]\s*")
# what WhatsApp adds to a line that can be tapped
_TAP = re.compile(r"\.\s+(?:Tippe|Tap|Toca|Toque|Appuyez|Tocca|Tik|Нажмите|Ketuk)\b[^.]{1,120}$")
_WIDE = re.compile(r"\s{9}")  # in no wording, and a pattern would be tried at each of the spaces
_HIDDEN = re.compile(r"[\u200b\u200e\u200f\u2068\u2069\ufeff]")


def line_kind(text: str) -> Kind:
    """Whether a line of the chat program's tells of a message that was taken back."""
    return Kind.RECALL if _TAKEN_BACK.search(text) else Kind.SYSTEM


def read_events(at: int, text: str) -> list[SourceEvent]:
    """The events that a system line tells; none if it tells of no one. Whoever the line calls
    “you” is the OPERATOR."""
    if len(text) > _LONGEST:
        return []
    line = _ASIDE.sub("", _HIDDEN.sub("", text).strip()).rstrip("。.!！ ")
    line = _UNDO.sub("", _TAP.sub("", line))
    if "\n" in line or _WIDE.search(line):
        return []
    bare = veiled(line)
    for rule in wordings(line):
        found = rule.find(line, bare)
        if found is not None:
            if rule in RULES_ABROAD:
                found = {slot: _in_english(name or "") for slot, name in found.items()}
            return _events(at, rule.kind, rule.kept, found, line) if rule.kind else []
    return []


def _in_english(names: str) -> str:
    return "you" if names.lower() in ME else _AND_ABROAD.sub(", ", names)


def _events(at: int, kind: str, kept: str, found: dict[str, str], line: str) -> list[SourceEvent]:
    by = OPERATOR if "you_by" in found else _person(found.get("by") or "")
    if kind == "pin":
        author = found.get("who")
        return [SourceEvent(at, kind, _person(author) if author else by, by)]
    if kind == "rename":
        person, new = _person(found["who"] or ""), _name(found["new"] or "")
        return [SourceEvent(at, kind, person, by, new)] if any(person) and new else []
    pair = _BY_WHATSAPP.search(line) is not None
    people = [person for person in _people(found.get("who") or "", pair=pair) if any(person)]
    if "you_who" in found:
        people = [OPERATOR]
    told = kept or line
    return [SourceEvent(at, kind, one, by if by != one else ("", ""), told) for one in people]


def _people(told: str, *, pair: bool) -> list[tuple[str, str]]:
    """The people in “A、B和C”, in quotes together or each by itself. `pair`: A和B may be two."""
    me = _AND_ME.match(told.strip())
    names = [me[1]] if me else []
    for part in _BETWEEN_QUOTES.split(told.strip()[me.end() if me else 0 :]):
        inside = _COMMAS.split(_REST.sub("", part.strip(_QUOTES)))
        last = _LAST_TWO.split(inside[-1], maxsplit=1)
        if len(inside) > 1 or (pair and min(map(len, last)) > 1):
            inside[-1:] = last
        if part[:1] not in _QUOTES:
            inside = [name for several in inside for name in _AND.split(several)]
        names += [name for name in inside if not _REST.match(name)]
    return [_person(name) for name in dict.fromkeys(names)]


def _person(told: str) -> tuple[str, str]:
    name = _name(_OFFICE.sub("", told.strip()))
    if name.lower() in _OPERATOR:
        return OPERATOR
    if name.lower() in _NOBODY:
        return "", ""
    match = _ID.match(name)
    return (match["id"], match["name"].strip(_QUOTES)) if match else ("", name)


def _name(told: str) -> str:
    return told.strip().strip(_QUOTES).lstrip("~").strip()
