"""Reads a source with the reader that is picked for it, as a test wants to see it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from qunmate.data.importers import pick
from qunmate.data.importers.source import Source
from qunmate.records import Batch, ChatHead, LineProblem, Participant, Record, SourceEvent

SAMPLES = Path(os.environ.get("QUNMATE_SAMPLES", Path(__file__).parents[4] / "shared/samples"))


@dataclass(frozen=True)
class Chat:
    """One chat of a source, put together from its batches."""

    head: ChatHead
    records: list[Record]
    events: list[SourceEvent]
    participants: list[Participant]
    problems: list[LineProblem]
    truncated: bool

    @property
    def codes(self) -> list[str]:
        return [problem.problem.code for problem in self.problems]

    @property
    def said(self) -> list[tuple[str, str]]:
        return [(record.sender, record.text) for record in self.records]


def chats(source: Source) -> list[Chat]:
    return put_together(pick(source).read(source))


def put_together(items: Iterator[ChatHead | Batch]) -> list[Chat]:
    found: list[tuple[ChatHead, list[Batch]]] = []
    for item in items:
        if isinstance(item, ChatHead):
            found.append((item, []))
        else:
            found[-1][1].append(item)
    return [
        Chat(
            head,
            [record for batch in batches for record in batch.records],
            [event for batch in batches for event in batch.events],
            [person for batch in batches for person in batch.participants],
            [problem for batch in batches for problem in batch.problems],
            any(batch.truncated for batch in batches),
        )
        for head, batches in found
    ]


def chats_of(text: str, name: str = "a.txt") -> list[Chat]:
    return chats(Source(Path(name), text))


def one_chat(text: str, name: str = "a.txt") -> Chat:
    (chat,) = chats_of(text, name)
    return chat


def sample(name: str) -> Path:
    """A file that nobody here wrote; the test is skipped where it is missing."""
    path = SAMPLES / name
    if not path.exists():
        pytest.skip(f"no sample {name}")
    return path


def wall(*parts: int) -> int:
    """Seconds of a wall clock: year, month, day, hour, minute, second."""
    return int((datetime(*parts) - datetime(1970, 1, 1)).total_seconds())  # type: ignore[arg-type]
