"""The member list that qun.qq.com gives to its helpers: JSON, as the rows of a sheet."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from qunmate import clock
from qunmate.data.importers.csv_text import RowProblem
from qunmate.data.importers.fields import dicts, fields_of, instant, text_of
from qunmate.data.importers.json_walk import JsonWalk
from qunmate.data.importers.source import Source
from qunmate.data.importers.text import decode_head

_HEADING = ["QQ号", "群职务", "昵称", "群名片", "性别", "Q龄", "入群时间", "等级", "最后发言"]
_ROLES = {"0": "群主", "1": "管理员"}
_SEXES = {"0": "男", "1": "女"}
_CHINA = timedelta(hours=8)


class MemberList(NamedTuple):
    """A heading and a row for each member."""

    rows: list[list[str]]
    problems: tuple[RowProblem, ...]
    truncated: bool


def identify(head: bytes) -> bool:
    text = decode_head(head).lstrip()
    return text[:1] in {"{", "["} and '"uin"' in text and '"join_time"' in text


def read_members(path: Path) -> MemberList:
    """The list as far as it can be read; no rows if it is no such list."""
    source = Source(path)
    if not identify(source.head()):
        return MemberList([], (), truncated=False)
    with source.stream() as stream:
        walk = JsonWalk(source, stream)
        rows = [_row(one) for one in _told(walk) if text_of(one.get("uin")).isdecimal()]
    rows = [_HEADING, *rows] if rows else []
    problems = (RowProblem(len(rows) + 1, "", walk.broken.problem),) if walk.broken else ()
    return MemberList(rows, problems, truncated=walk.broken is not None)


def _told(walk: JsonWalk) -> Iterator[dict[str, Any]]:
    """The members of a list, of the `mems` of an object, or of a list of such objects."""
    if walk.next() == "[":
        for page in walk.values():
            yield from dicts(fields_of(page).get("mems")) or dicts([page])
        return
    for key in walk.keys():  # noqa: SIM118 - a walk is no dict
        if key == "mems":
            yield from dicts(list(walk.values()))
        else:
            walk.skip()


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
    return (clock.moment(at) + _CHINA).date().isoformat() if at else ""
