"""Invents the same large chat in other formats: ChatLab JSONL, Telegram JSON, WhatsApp text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC
from itertools import islice
from pathlib import Path

from bench.generate import Invented, messages


def chat_pair(kind: str, folder: Path, count: int, cut: int, added: int) -> tuple[Path, Path]:
    """A record of `count` messages, and the same with `cut` fewer before and `added` more
    behind. Made once."""
    file_name, write = FORMATS[kind]
    paths = []
    for name, first, last in (("", 0, count), ("-later", cut, count + added)):
        path = folder / f"{kind}-{count}{name}" / file_name
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            part = path.with_suffix(".part")
            with part.open("w", encoding="utf-8") as file:
                file.writelines(write(islice(messages(last), first, last), first))
            part.rename(path)
        paths.append(path)
    return paths[0], paths[1]


def _epoch(one: Invented) -> int:
    return int(one.moment.replace(tzinfo=UTC).timestamp())


def _chatlab(said: Iterator[Invented], first: int) -> Iterator[str]:
    header = {"_type": "header", "chatlab": {"version": "0.0.2", "exportedAt": 1_800_000_000}}
    meta = {"name": "大群", "platform": "qq", "type": "group", "groupId": "777"}
    yield json.dumps(header | {"meta": meta}, ensure_ascii=False) + "\n"
    for number, one in enumerate(said, first):
        message = {
            "_type": "message",
            "sender": str(10_000_000 + one.who),
            "accountName": one.name,
            "timestamp": _epoch(one),
            "type": 0,
            "content": one.text,
            "platformMessageId": str(number + 1),
        }
        yield json.dumps(message, ensure_ascii=False) + "\n"


def _telegram(said: Iterator[Invented], first: int) -> Iterator[str]:
    yield '{\n "name": "大群",\n "type": "private_supergroup",\n "id": 777,\n "messages": [\n'
    for number, one in enumerate(said, first):
        message = {
            "id": number + 1,
            "type": "message",
            "date": one.moment.isoformat(),
            "date_unixtime": str(_epoch(one)),
            "from": one.name,
            "from_id": f"user{10_000_000 + one.who}",
            "text": one.text,
            "text_entities": [{"type": "plain", "text": one.text}],
        }
        yield ("" if number == first else ",\n") + json.dumps(message, ensure_ascii=False, indent=1)
    yield "\n ]\n}\n"


def _whatsapp(said: Iterator[Invented], _first: int) -> Iterator[str]:
    for one in said:
        yield f"[{one.moment:%d/%m/%Y, %H:%M:%S}] {one.name}: {one.text}\n"


FORMATS: dict[str, tuple[str, Callable[[Iterator[Invented], int], Iterator[str]]]] = {
    "chatlab": ("chat.jsonl", _chatlab),
    "telegram": ("result.json", _telegram),
    "whatsapp": ("WhatsApp Chat with 大群.txt", _whatsapp),
}
