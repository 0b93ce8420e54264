"""ChatLab's format, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from qunmate.data.importers import chatlab
from qunmate.data.importers.source import Source
from qunmate.data.importers.text import Piece, pieces
from qunmate.errors import Problem
from qunmate.i18n import N_
from qunmate.records import Batch, ChatHead, LineProblem

NAME = "chatlab_jsonl"
TITLE = N_("ChatLab Format, JSONL")
HOW = N_("Written by QunMate (“export chat”), ChatLab and converters that support its format.")
SUFFIXES = (".jsonl",)


def identify(head: str) -> bool:
    for line in head.lstrip().splitlines():
        if line.strip() and not line.startswith("#"):
            return line.startswith("{") and '"_type"' in line and '"header"' in line
    return False


def read(source: Source) -> Iterator[ChatHead | Batch]:
    reading = _Reading()
    for piece in pieces(source):
        yield from reading.take(piece)


class _Reading:
    """Keeps the header and the members until the first message comes."""

    def __init__(self) -> None:
        self._header: dict[str, Any] = {}
        self._members: list[dict[str, Any]] = []
        self._begun = False

    def take(self, piece: Piece) -> Iterator[ChatHead | Batch]:
        batch = Batch(position=piece.position)
        batch.problems += [LineProblem(line, Problem("bad_bytes")) for line in piece.broken]
        for number, text in enumerate(piece.text.split("\n"), piece.line):
            if not text or text.isspace() or text.startswith("#"):
                continue
            last = piece.last and not piece.text.endswith("\n")
            found = self._object(text, number, batch, may_be_cut=last)
            kind = found.get("_type") if found is not None else None
            if kind == "header" and found is not None:
                self._header = found
            elif kind == "member" and found is not None:
                self._members.append(found)
            elif kind == "message":
                if not self._begun:
                    yield self._head()
                chatlab.add(batch, found, number)
        if piece.last and not self._begun and self._header:
            yield self._head()
        if self._begun:
            yield batch

    def _head(self) -> ChatHead:
        self._begun = True
        return chatlab.head(
            _dict(self._header.get("chatlab")), _dict(self._header.get("meta")), self._members
        )

    def _object(
        self, text: str, number: int, batch: Batch, *, may_be_cut: bool
    ) -> dict[str, Any] | None:
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            if may_be_cut:
                batch.truncated = True
                batch.problems.append(LineProblem(number, Problem("cut_off")))
            else:
                wrong = Problem("bad_record", {"reason": str(error)[:60]})
                batch.problems.append(LineProblem(number, wrong))
            return None
        if isinstance(found, dict):
            return found
        batch.problems.append(LineProblem(number, Problem("bad_record", {"reason": text[:60]})))
        return None


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
