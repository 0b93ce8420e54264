"""Telegram Desktop's export as its program writes it, of invented messages."""

from __future__ import annotations

import json
from typing import Any


def message(number: int, **fields: Any) -> dict[str, Any]:
    return {
        "id": number,
        "type": "message",
        "date": "2026-01-02T03:04:05",
        "date_unixtime": "1767294245",
        "from": "林小满",
        "from_id": "user101",
        "text": "早",
    } | fields


def service(number: int, action: str, **fields: Any) -> dict[str, Any]:
    return message(number) | {
        "type": "service",
        "actor": "群主",
        "actor_id": "user1",
        "action": action,
        **fields,
    }


def export(*messages: Any, name: str = "早起读书会") -> str:
    chat = {"name": name, "type": "private_supergroup", "id": 77, "messages": list(messages)}
    return json.dumps(chat, ensure_ascii=False, indent=1)
