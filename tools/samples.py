"""Makes resources/samples from the invented year. Run: python -m tools.samples

The sheet, the chats and the ChatLab files are of the same people, so that an import shows
how senders are found by id or by group nickname.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from qunmate import resources
from qunmate.clock import DAY, date_of, parse_day
from qunmate.demo.cast import NEVER, Cast
from qunmate.demo.year import NOW, GroupYear, invent_year
from qunmate.model import Kind
from qunmate.records import Record
from qunmate.tasks.demo import phrase_books

HERE = resources.path("samples")
LAST = parse_day("2026-11-20")
DAYS = 14
ROWS = 40
LEVELS = ("潜水", "冒泡", "吐槽", "活跃", "话唠", "传说")
RULE = "=" * 64
ZONE = 8 * 3600  # the invented groups live in China
HEADINGS = (
    "序号", "微信昵称", "群昵称", "微信号", "QQ号", "手机", "城市", "行业", "入群时间", "邀请人",
    "标签", "会员到期", "擅长", "备注",
)  # fmt: skip
WIDTHS = (6, 14, 24, 22, 13, 15, 8, 12, 15, 12, 20, 13, 18, 28)


def main() -> None:
    year = invent_year(phrase_books("zh_CN"), messages=16_000, members=60, seed=7, last=LAST)
    operators, readers, players, *_others = year.groups
    chats = [(one, _late(one)) for one in (operators, readers, players)]
    _write_sheet(HERE / "成员名单.xlsx", operators.cast)
    _write_wechat(HERE / "群聊记录-微信.txt", *chats[0])
    _write_qq(HERE / "群聊记录-QQ.txt", *chats[1])
    _write_chatlab(*chats[2])


def _late(year: GroupYear) -> list[Record]:
    """What was said in the last days."""
    begin = (LAST - DAYS) * DAY
    return [record for batch in year.batches for record in batch.records if record.at >= begin]


def _clock(at: int, pattern: str) -> str:
    seconds = at % DAY
    return pattern.format(seconds // 3600, seconds // 60 % 60, seconds % 60)


def _write_wechat(path: Path, year: GroupYear, records: Sequence[Record]) -> None:
    lines = ["Dear:", "", f'  微信群"{year.spec.name}"的聊天记录如下:', ""]
    day = images = 0
    for record in records:
        if record.kind in (Kind.SYSTEM, Kind.RECALL):
            continue  # WeChat leaves these out when messages are sent by mail
        if record.at // DAY != day:
            day = record.at // DAY
            when = date_of(day)
            lines += [f"—————  {when.year}-{when.month}-{when.day}  —————", "", ""]
        text = record.text
        if record.kind is Kind.IMAGE:
            images += 1
            text = f"图片{images}（可在附件中查看）"
        lines += [f"{record.nickname}  {_clock(record.at, '{:02}:{:02}')}", text, ""]
    lines += ["", "发自我的 iPhone", ""]
    path.write_text("\n".join(lines), "utf-8")


def _write_qq(path: Path, year: GroupYear, records: Sequence[Record]) -> None:
    cast = year.cast
    qq = {cast.ids[who]: person.qq for who, person in enumerate(cast.people)}
    level = {cast.ids[who]: LEVELS[len(LEVELS) * (who % 7) // 7] for who in range(len(cast))}
    lines = [
        "消息记录（此消息记录为文本格式，不支持重新导入）",
        "",
        RULE,
        "消息分组:我的QQ群",
        RULE,
    ]
    lines += [f"消息对象:{year.spec.name}", RULE, ""]
    for record in records:
        stamp = f"{date_of(record.at // DAY)} {_clock(record.at, '{}:{:02}:{:02}')}"
        text = record.text.replace("群聊", "本群")
        if record.kind is Kind.SYSTEM:
            sender = "系统消息(1000000)"
        elif record.kind is Kind.RECALL:
            sender, text = "(10000)", f"{record.nickname}撤回了一条消息"
        else:
            mark = f"【{level[record.sender_id]}】"
            sender = f"{mark}{record.nickname}({qq[record.sender_id]})"
        lines += [f"{stamp} {sender}", text, ""]
    # line breaks inside a message stay bare, as the message manager writes them
    path.write_bytes(("\ufeff" + "\r\n".join([*lines, ""])).encode("utf-8"))


def _write_chatlab(year: GroupYear, records: Sequence[Record]) -> None:
    """A whole JSON file of the first days, and JSONL of all, which overlaps it."""
    spoke = {record.sender_id for record in records}
    members = [
        {
            "platformId": year.cast.ids[who],
            "accountName": person.nick,
            "groupNickname": year.cast.cards[who],
            "roles": [{"id": year.cast.roles[who]}],
        }
        for who, person in enumerate(year.cast.people)
        if year.cast.ids[who] in spoke or year.cast.left[who] == NEVER
    ]
    meta = {
        "name": year.spec.name,
        "platform": "wechat",
        "type": "group",
        "ownerId": year.cast.ids[0],
    }
    head = {"version": "0.0.2", "exportedAt": LAST * DAY + NOW - ZONE}
    messages = [_chatlab(record) for record in records]
    early = [one for one in messages if one["timestamp"] < (LAST - DAYS // 2) * DAY - ZONE]
    early_head = {**head, "exportedAt": (LAST - DAYS // 2) * DAY - ZONE}
    document = {"chatlab": early_head, "meta": meta, "members": members, "messages": early}
    _write_json(HERE / "群聊记录-ChatLab.json", document)
    lines: list[dict[str, Any]] = [{"_type": "header", "chatlab": head, "meta": meta}]
    lines += [{"_type": "member", **member} for member in members]
    lines += [{"_type": "message", **message} for message in messages]
    text = "".join(_compact(line) + "\n" for line in lines)
    (HERE / "群聊记录-ChatLab.jsonl").write_text(text, "utf-8")


def _chatlab(record: Record) -> dict[str, Any]:
    message: dict[str, Any] = {
        "sender": record.sender_id,
        "accountName": record.sender,
        "groupNickname": record.nickname,
        "timestamp": record.at - ZONE,
        "type": int(record.kind),
        "content": record.text,
        "platformMessageId": record.platform_id,
    }
    if record.reply_to:
        message["replyToMessageId"] = record.reply_to
    return message


def _compact(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _write_json(path: Path, document: dict[str, Any]) -> None:
    """One member and one message a line, so that differences can be read."""
    parts = [f'"{key}":{_compact(document[key])}' for key in ("chatlab", "meta")]
    for key in ("members", "messages"):
        rows = ",\n".join(_compact(one) for one in document[key])
        parts.append(f'"{key}":[\n{rows}\n]')
    path.write_text("{" + ",\n".join(parts) + "}\n", "utf-8")


def _write_sheet(path: Path, cast: Cast) -> None:
    """A sheet as operators keep them: a title, several spellings of dates, tags in a cell,
    ids as numbers, a total and a note at the end."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill

    book = Workbook()
    sheet = book.active
    sheet.title = "成员名单"
    book.properties.creator = "QunMate"
    book.properties.created = book.properties.modified = datetime(2026, 11, 20)  # noqa: DTZ001
    sheet.append(["运营研究社 成员名单（2026-11-20 更新）"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADINGS))
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.append(list(HEADINGS))
    for cell in sheet[2]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E3F1F0")
    listed = _listed(cast)
    for number, who in enumerate(listed, 1):
        sheet.append(_row(cast, who, number, listed))
    sheet.append(["合计", f"{ROWS} 人"])
    sheet.append(["备注：标签由群主维护，到期日为空的是免费成员"])
    for index, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEFGHIJKLMN"[index]].width = width
    sheet.freeze_panes = "C3"
    book.save(path)


def _listed(cast: Cast) -> list[int]:
    here = [who for who in range(len(cast)) if cast.left[who] == NEVER]
    return here[:ROWS]


def _row(cast: Cast, who: int, number: int, listed: Sequence[int | None]) -> list[Any]:
    person = cast.people[who]
    inviter, expires = cast.invited_by[who], cast.expires[who]
    phone: Any = person.phone
    if phone and number % 3 == 0:
        phone = int(phone)
    elif phone and number % 3 == 1:
        phone = f"{phone[:3]} {phone[3:7]} {phone[7:]}"
    separator = ("、", "；", "/", "，")[number % 4]
    return [
        number,
        person.nick,
        cast.cards[who],
        person.wxid,
        int(person.qq) if number % 2 else person.qq,
        phone,
        person.city,
        person.trade,
        _spelled(cast.joined[who], number) if cast.known[who] else None,
        cast.people[inviter].nick if inviter is not None and inviter in listed else None,
        separator.join(person.tags) or None,
        None if expires is None else _spelled(expires, number + 1),
        person.strengths,
        person.notes,
    ]


def _spelled(day: int, number: int) -> Any:
    """A day as different people write it."""
    when = date_of(day)
    return (
        when.isoformat(),
        f"{when.year}/{when.month}/{when.day}",
        f"{when.year}年{when.month}月{when.day}日",
        datetime(when.year, when.month, when.day),  # noqa: DTZ001
        f"{when.year}.{when.month}.{when.day}",
    )[number % 5]


if __name__ == "__main__":
    main()
