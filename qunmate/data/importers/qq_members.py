"""The member list that qun.qq.com gives to its helpers: JSON, as the rows of a sheet."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from qunmate.data.importers.fields import dicts, fields_of, instant, text_of
from qunmate.data.importers.text import decode_head

_HEADING = ["QQ号", "群职务", "昵称", "群名片", "性别", "Q龄", "入群时间", "等级", "最后发言"]
_ROLES = {"0": "群主", "1": "管理员"}
_SEXES = {"0": "男", "1": "女"}
_CHINA = timedelta(hours=8)


def identify(head: bytes) -> bool:
    text = decode_head(head).lstrip()
    return text[:1] in {"{", "["} and '"uin"' in text and '"join_time"' in text


def read_members(data: bytes) -> list[list[str]]:
    """A heading and a row for each member; nothing if it is no such list."""
    if not identify(data[:65_536]):
        return []
    try:
        told = json.loads(decode_head(data))
    except (ValueError, RecursionError):
        return []
    pages = dicts(told) if isinstance(told, list) else [fields_of(told)]
    found = [one for page in pages for one in dicts(page.get("mems")) or [page]]
    rows = [_row(one) for one in found if text_of(one.get("uin")).isdecimal()]
    return [_HEADING, *rows] if rows else []


def _row(one: dict[str, Any]) -> list[str]:
    level = one.get("lv")
    return [
        text_of(one.get("uin")),
        _ROLES.get(text_of(one.get("role")), ""),
        html.unescape(text_of(one.get("nick"))),
        html.unescape(text_of(one.get("card"))),
        _SEXES.get(text_of(one.get("g")), ""),
        text_of(one.get("qage")),
        _day(one.get("join_time")),
        text_of(level) or text_of(fields_of(level).get("level")),
        _day(one.get("last_speak_time")),
    ]


def _day(told: Any) -> str:
    at = instant(told)
    return (datetime.fromtimestamp(at, UTC) + _CHINA).date().isoformat() if at else ""
