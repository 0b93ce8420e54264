"""Which column of a table of messages is what: proposals from headings and from cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from qunmate.errors import UserError
from qunmate.roster.mapping import IGNORED, Column, letter, plain_heading

FIELDS = ("time", "sender", "id", "nickname", "kind", "text", "message_id")
TIMES = ("", "ymd", "dmy", "mdy", "epoch", "serial")  # ways to write times; "": not told
SAMPLES = 200
_TOP = 15  # rows in which a heading is looked for
_HEADINGS = {
    "time": "时间 日期 时刻 日期时间 发送时间 消息时间 发言时间 发布时间 聊天时间 创建时间 发送日期"
    " 时间戳 time date datetime timestamp clock when sent sendtime senttime sentat sendat"
    " createtime createdat createdtime messagetime messagedate msgtime chattime ts",
    "sender": "发送者 发送人 发言人 发言者 说话人 发信人 发件人 发送方 作者 发送者昵称 发送人昵称"
    " 发送者名称 发言人昵称 sender from author speaker sendername fromname fromuser authorname",
    "name": "昵称 姓名 名字 用户 成员 人员 用户名 微信昵称 网名 name nickname user username member",
    "id": "发送者id 发送人id 发送者账号 发送者账号id 发送者qq 发送者qq号 发送者微信号 发送者微信id"
    " 发言人id 用户id 成员id 账号 qq qq号 qq号码 微信号 微信id wxid"
    " senderid userid fromid authorid uid memberid",
    "nickname": "群昵称 群名片 群内昵称 groupnickname groupcard card",
    "kind": "类型 消息类型 消息类别 type messagetype msgtype kind typename",
    "text": "内容 消息 消息内容 聊天内容 聊天记录 发言 发言内容 文本 文本内容 正文 信息 文字"
    " content message text body msg messagetext messagecontent messagebody strcontent chat",
    "message_id": "消息id 消息编号 messageid msgid msgsvrid serverid",
    # whether it was the owner of the file: nobody's name
    "own": "是否自己 是否本人 是否发送 issender issend issent isself isme ismine isfromme fromme",
}
_BY_HEADING = {word: name for name, row in _HEADINGS.items() for word in row.split()}
_DAY = re.compile(
    r"\d{1,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,4}|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}"
)
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:：]\d\d(?!\d)")
_EPOCH = re.compile(r"1\d{9}(?:\.\d+)?|1\d{12}")
_SERIAL = re.compile(r"[2-6]\d{4}\.\d+")
_SENDERS = ("发送", "发言", "sender", "from", "author")
_ID = re.compile(r"wxid_\w+|gh_\w+|[1-9]\d{4,14}|user\d+|[0-9a-f]{16,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableChoice:
    """What the operator said of a table: its columns (label → field, IGNORED to leave one
    out), the platform and one of TIMES; what is empty is found out."""

    columns: Mapping[str, str] = field(default_factory=dict)
    platform: str = ""
    times: str = ""


def find_heading(rows: Sequence[Sequence[str]]) -> int | None:
    """The index of the row that names the columns, None if none does."""
    best, most = None, 1
    for index, row in enumerate(rows[:_TOP]):
        known = {_BY_HEADING.get(plain_heading(cell)) for cell in row if cell} - {None}
        if len(known) > most:
            best, most = index, len(known)
    return _unknown_heading(rows) if best is None else best


def _unknown_heading(rows: Sequence[Sequence[str]]) -> int | None:
    """The first row, if it holds different words above a column of times."""
    if len(rows) < 2 or not all(rows[0]) or len(set(rows[0])) < len(rows[0]):
        return None
    if any(has_clock(cell) or _is_day(cell) or len(cell) > 20 for cell in rows[0]):
        return None
    below = rows[1:]
    columns = [[row[at] for row in below if at < len(row)] for at in range(len(rows[0]))]
    return 0 if any(_mostly(has_clock, cells) for cells in columns) else None


def labels_of(heading: Sequence[str] | None, width: int) -> list[str]:
    """A name for each column, no two alike: its heading, or its letter where it has none."""
    found: dict[str, None] = {}
    times: Counter[str] = Counter()
    for place in range(width):
        told = heading[place] if heading and place < len(heading) else ""
        label = " ".join(told.removeprefix("\ufeff").split()) or letter(place)
        times[label] += 1
        made = f"{label} ({times[label]})" if times[label] > 1 else label
        while made in found:
            times[label] += 1
            made = f"{label} ({times[label]})"
        found[made] = None
    return list(found)


def columns_of(rows: Sequence[Sequence[str]], heading: int | None) -> tuple[Column, ...]:
    """The columns of a table, with samples of their cells."""
    below = rows[0 if heading is None else heading + 1 :][:SAMPLES]
    head = None if heading is None else rows[heading]
    width = max([len(row) for row in below] + [len(head or ())], default=0)
    columns = []
    for place, label in enumerate(labels_of(head, width)):
        told = head[place].strip() if head and place < len(head) else ""
        cells = tuple(row[place].strip() for row in below if place < len(row))
        columns.append(Column(place, label, told or None, tuple(filter(None, cells))))
    return tuple(columns)


def propose(
    columns: Sequence[Column],
    chosen: Mapping[str, str] | None = None,
    remembered: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Label → field for every column: chosen, else remembered, else recognised. A day and a
    clock may be two columns, which are both the time. UserError if `chosen` names a column or
    a field that isn't there."""
    _check(columns, chosen or {})
    labels = {column.label for column in columns}
    fixed = {label: f for label, f in (remembered or {}).items() if label in labels}
    found = {**fixed, **(chosen or {})}
    by_heading = {one.label: _BY_HEADING.get(plain_heading(one.heading)) for one in columns}
    open_ = [one for one in columns if one.label not in found]
    _give(found, "time", _times([one for one in open_ if by_heading[one.label] == "time"]))
    for name in ("sender", "id", "nickname", "kind", "text", "message_id"):
        _give(found, name, [one for one in open_ if by_heading[one.label] == name][:1])
    names = [one for one in open_ if by_heading[one.label] == "name"]
    _give(found, "sender", names[:1])
    unknown = [one for one in open_ if by_heading[one.label] is None and one.label not in found]
    _guess(found, unknown)
    return {one.label: found.get(one.label, IGNORED) for one in columns}


def alone(name: str) -> bool:
    """Whether only one column can be that: a day and a clock may be two."""
    return name not in {"time", IGNORED}


def missing(mapping: Mapping[str, str]) -> tuple[str, ...]:
    """Which of time, sender and text no column tells; an id tells the sender too."""
    told = set(mapping.values())
    told |= {"sender"} if told & {"id", "nickname"} else set()
    return tuple(name for name in ("time", "sender", "text") if name not in told)


def is_chat(columns: Sequence[Column], mapping: Mapping[str, str]) -> bool:
    """Whether a table is a record of messages: times of day, who, what; and headings that say
    so, or people who come again and again. A list of members has each of them once."""
    if missing(mapping):
        return False
    of = {name: [one for one in columns if mapping[one.label] == name] for name in FIELDS}
    if not any(2 * sum(map(has_clock, one.samples)) > len(one.samples) for one in of["time"]):
        return False
    said = plain_heading(of["text"][0].heading)
    who = (of["sender"] or of["id"] or of["nickname"])[0]
    heads = [plain_heading(one.heading) for one in of["sender"] + of["id"]]
    by_senders = any(sign in head for head in heads for sign in _SENDERS)
    by_senders = by_senders or any(_BY_HEADING.get(head) == "sender" for head in heads)
    if _BY_HEADING.get(said) == "text" and by_senders:
        return True
    return len(who.samples) >= 5 and 10 * len(set(who.samples)) <= 7 * len(who.samples)


def platform_of(columns: Sequence[Column], mapping: Mapping[str, str]) -> str:
    """The platform that the ids look like."""
    for column in columns:
        if mapping[column.label] != "id":
            continue
        if any(cell.startswith("wxid_") for cell in column.samples):
            return "wechat"
        if "qq" in plain_heading(column.heading) or _mostly(_is_qq, column.samples):
            return "qq"
    return "other"


def has_clock(cell: str) -> bool:
    """Whether a cell tells a time of day."""
    return bool(_CLOCK.search(cell) or _EPOCH.fullmatch(cell) or _SERIAL.fullmatch(cell))


def _check(columns: Sequence[Column], chosen: Mapping[str, str]) -> None:
    labels = [column.label for column in columns]
    for label, name in chosen.items():
        if label not in labels:
            raise UserError("column_unknown", column=label, columns=labels)
        if name not in (*FIELDS, IGNORED):
            raise UserError("chat_field_unknown", field=name, fields=FIELDS)


def _give(found: dict[str, str], name: str, columns: Sequence[Column]) -> None:
    if name not in found.values():
        found.update({one.label: name for one in columns if one.label not in found})


def _times(columns: Sequence[Column]) -> list[Column]:
    """The column of days with times; without one, a column of days and one of times, as far as
    they are there."""
    for column in columns:
        if _mostly(_is_moment, column.samples):
            return [column]
    days = [one for one in columns if _mostly(_is_day, one.samples)][:1]
    clocks = [one for one in columns if one not in days and _mostly(has_clock, one.samples)][:1]
    return days + clocks if days else list(columns[:1])


def _guess(found: dict[str, str], columns: list[Column]) -> None:
    """What the cells look like, for what no heading tells."""
    rest = list(columns)
    if "time" not in found.values():
        told = [one for one in rest if _mostly(_is_moment, one.samples)][:1]
        days = [one for one in rest if _mostly(_is_day, one.samples)]
        _give(found, "time", told or (_times(rest) if days else []))
        rest = [one for one in rest if one.label not in found]
    if "text" not in found.values():
        _give(found, "text", sorted(filter(_varies, rest), key=_length, reverse=True)[:1])
        rest = [one for one in rest if one.label not in found]
    if "id" not in found.values():
        _give(found, "id", [one for one in rest if _mostly(_ID.fullmatch, one.samples)][:1])
        rest = [one for one in rest if one.label not in found]
    if "sender" not in found.values():
        _give(found, "sender", sorted(filter(_short, rest), key=_repeats, reverse=True)[:1])


def _is_moment(cell: str) -> bool:
    whole = bool(_DAY.search(cell) and _CLOCK.search(cell))
    return whole or bool(_EPOCH.fullmatch(cell) or _SERIAL.fullmatch(cell))


def _is_day(cell: str) -> bool:
    return bool(_DAY.search(cell))


def _is_qq(cell: str) -> bool:
    return re.fullmatch(r"[1-9]\d{4,10}", cell) is not None


def _mostly(test: Callable[[str], object], samples: Sequence[str]) -> bool:
    return bool(samples) and 10 * sum(map(bool, map(test, samples))) >= 8 * len(samples)


def _length(column: Column) -> float:
    return sum(map(len, column.samples)) / max(len(column.samples), 1)


def _varies(column: Column) -> bool:
    return 2 * len(set(column.samples)) >= len(column.samples) > 0


def _short(column: Column) -> bool:
    return bool(column.samples) and _length(column) <= 24 and not _mostly(has_clock, column.samples)


def _repeats(column: Column) -> float:
    """How often a value comes again; one that is always the same names nobody."""
    values = len(set(column.samples))
    return 1 - values / len(column.samples) if values > 1 else 0
