"""Joins, leaves and invitations told by a chat's own system lines, in Chinese and English."""

from __future__ import annotations

import re

from qunmate.records import SourceEvent

_NAME = r'["“「]?(?P<{0}>[^"”」]+?)["”」]?'
_WHO, _BY = _NAME.format("who"), _NAME.format("by")
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rule))
    for kind, rule in (
        (
            "join",
            rf"^{_BY}\s*(?:邀请|邀請)\s*{_WHO}\s*(?:加入|进入|進入)了?(?:本群|群聊|群组|群組)",
        ),
        (
            "join",
            rf"^{_WHO}\s*(?:通过|通過|透過)(?:扫描|掃描)?\s*{_BY}\s*分享的(?:二维码|二維碼|QR).*加入",
        ),
        ("join", rf"^{_WHO}\s*(?:已)?(?:加入|进入|進入)了?(?:本群|群聊|群组|群組)"),
        ("leave", rf"^{_BY}\s*(?:将|將)\s*{_WHO}\s*(?:移出|请出|踢出)了?(?:本群|群聊|群组|群組)"),
        (
            "leave",
            rf"^{_WHO}\s*(?:被|已被)\s*{_BY}?\s*(?:移出|请出|踢出)了?(?:本群|群聊|群组|群組)",
        ),
        ("leave", rf"^{_WHO}\s*(?:已)?(?:退出|离开|離開)了?(?:本群|群聊|群组|群組)"),
        ("join", rf"^{_BY} added {_WHO}(?: to the group)?\.?$"),
        ("join", rf"^{_WHO} joined (?:the group|using)"),
        ("leave", rf"^{_BY} removed {_WHO}(?: from the group)?\.?$"),
        ("leave", rf"^{_WHO} left(?: the group)?\.?$"),
    )
)
_PEOPLE = re.compile(r"\s*[、，,]\s*")
_ID = re.compile(r"^(?P<name>.*)\((?P<id>\d{5,12})\)$")


def read_events(at: int, text: str) -> list[SourceEvent]:
    """The events that a system line tells; none if it tells of no one."""
    line = text.strip().rstrip("。.!！")
    if len(line) > 500:
        return []
    for kind, rule in _RULES:
        match = rule.match(line)
        if match:
            found = match.groupdict()
            by = _person(found.get("by") or "")
            people = [_person(name) for name in _PEOPLE.split(found["who"]) if name.strip()]
            return [SourceEvent(at, kind, person, by, line) for person in people]
    return []


def _person(name: str) -> tuple[str, str]:
    name = name.strip().strip('"“”「」')
    match = _ID.match(name)
    return (match["id"], match["name"]) if match else ("", name)
