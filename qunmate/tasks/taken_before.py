"""Recognises a large chat record that was taken in before, byte by byte the same."""

from __future__ import annotations

from qunmate.data import outcomes
from qunmate.data.importers.source import CHUNK_BYTES, Source
from qunmate.data.importers.worker import LARGE
from qunmate.data.outcomes import Outcome
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.progress import Job, Progress


def taken_before(
    store: Store, source: Source, format_: str, group: Group | None
) -> Job[list[Outcome]]:
    """What the chats of the file told when it was taken in last, into that group if one is
    chosen; nothing where it has to be read."""
    if source.text is not None or source.member or source.is_container() or source.day:
        return []
    known = outcomes.of_file(store.db, source.name, format_)
    total = source.size()
    if not known or total < LARGE:
        return []
    again = source.again()
    with again.stream() as stream:
        while stream.read(CHUNK_BYTES):
            yield Progress(min(stream.position, total), total)
    found = outcomes.latest(known, again.digest())
    return [] if group and [one.group_id for one in found] != [group.id] else found
