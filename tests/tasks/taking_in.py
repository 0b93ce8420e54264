"""Chats taken in, and all that an import may have touched."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from qunmate.data.store import Store
from qunmate.progress import finish
from qunmate.tasks.chat_intake import ChatImport
from qunmate.tasks.import_chat import Pasted, import_chat

TODAY = date(2026, 11, 22)
TABLES = (
    "groups", "members", "identities", "names", "memberships", "stays", "messages", "mentions",
    "events", "daily_activity", "member_tags",
)  # fmt: skip


def take(
    store: Store, *sources: Path | Pasted, group: str | None = None, dry_run: bool = False
) -> list[ChatImport]:
    results = finish(import_chat(store, sources, group=group, today=TODAY, dry_run=dry_run))
    assert all(isinstance(result, ChatImport) for result in results)
    return [result for result in results if isinstance(result, ChatImport)]


def content(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that an import may touch, but for the list of imports."""
    found = {
        table: store.db.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()
        for table in TABLES
    }
    found["search"] = store.db.execute(
        "SELECT rowid FROM message_search('读') ORDER BY 1"
    ).fetchall()
    return found
