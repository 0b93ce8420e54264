"""An invented export of all chats of a Telegram account."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path


def account(path: Path, kinds: Sequence[str]) -> Path:
    """A chat of one message for each type, named 甲0, 甲1, …"""
    told = [
        {
            "name": f"甲{number}",
            "type": kind,
            "id": 70 + number,
            "messages": [
                {
                    "id": 1,
                    "type": "message",
                    "date": "2026-01-02T03:04:05",
                    "date_unixtime": "1767294245",
                    "from": "林小满",
                    "from_id": "user101",
                    "text": f"早{number}",
                }
            ],
        }
        for number, kind in enumerate(kinds)
    ]
    path.write_text(json.dumps({"about": "", "chats": {"list": told}}), encoding="utf-8")
    return path
