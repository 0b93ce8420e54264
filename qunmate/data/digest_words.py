"""The operator's words for the digests of a group, kept with the file."""

from __future__ import annotations

from typing import Any

from qunmate.data import settings
from qunmate.data.database import Database

KEPT = 24  # digests of a group whose words are kept, the latest days first


def key(group_id: int, edition: str, first: int, last: int) -> str:
    """Days since 1970-01-01; a morning report is of one."""
    return f"digest_words/{group_id}/{first}-{last}/{edition}"


def get(db: Database, key_: str) -> dict[str, Any]:
    return settings.get(db, key_, dict[str, Any]())


def put(db: Database, key_: str, words: dict[str, Any]) -> None:
    """Keep them, and let go of what is long past; nothing to keep forgets the digest's."""
    settings.put(db, key_, words or None)
    start = key_[: key_.index("/", key_.index("/") + 1) + 1]
    found = sorted(settings.beginning(db, start), key=_last, reverse=True)
    for old in found[KEPT:]:
        settings.put(db, old, None)


def _last(key_: str) -> int:
    return int(key_.split("/")[2].rpartition("-")[2])
