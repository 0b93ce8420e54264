"""Writes a group's record for other programs, so that nobody is locked in."""

from __future__ import annotations

from pathlib import Path

from qunmate.data import chat_export
from qunmate.data.exporters import chatlab_jsonl
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.progress import Job


def export_chat(store: Store, group: Group, path: Path, *, exported_at: int) -> Job[int]:
    """Write the messages of a group as ChatLab JSONL; gives their number."""
    return (
        yield from chatlab_jsonl.write(
            path,
            group,
            chat_export.participants(store.db, group.id),
            chat_export.messages(store.db, group.id),
            exported_at,
            chat_export.count(store.db, group.id),
        )
    )
