"""ChatLab's format, one JSON object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from qunmate.data.importers import chatlab
from qunmate.data.importers.fields import PATIENT, fields_of, unreadable
from qunmate.data.importers.json_walk import Elements
from qunmate.data.importers.source import Source
from qunmate.data.importers.text import Piece, pieces
from qunmate.errors import Problem
from qunmate.i18n import N_
from qunmate.records import Batch, ChatHead, LineProblem

NAME = "chatlab_jsonl"
TITLE = N_("ChatLab Format, JSONL")
HOW = N_(
    "QunMate writes it itself: “qunmate export chat”. If another program offers"
    " the ChatLab Format, choose JSONL there and import the file as it is."
)
SUFFIXES = (".jsonl",)

# some programs leave the header out
_FIRST = re.compile(r'\{.{0,400}?"_type"\s*:\s*"(?:header|member|message)"')


def identify(head: str) -> bool:
    for line in head.lstrip().splitlines():
        if line.strip() and not line.startswith("#"):
            return _FIRST.match(line) is not None
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
        self._filling: chatlab.Filling | None = None

    def take(self, piece: Piece) -> Iterator[ChatHead | Batch]:
        batch = Batch(position=piece.position)
        batch.problems += piece.problems
        lines, numbers = _lines(piece)
        found = _objects(lines) or self._one_by_one(lines, numbers, batch, piece)
        messages = self._messages(found, numbers)
        if messages.values:
            if self._filling is None:
                yield self._head()
            if self._filling:
                self._filling.fill(batch, messages)
        elif piece.last and self._filling is None and self._header:
            yield self._head()
        if self._filling:
            yield batch

    def _messages(self, found: list[dict[str, Any] | None], numbers: list[int]) -> Elements:
        """The messages; the header and the members that stand between them are kept."""
        kinds = [value.get("_type") if value is not None else None for value in found]
        if set(kinds) == {"message"}:
            return Elements(found, tuple(numbers))
        for value, kind in zip(found, kinds, strict=True):
            if kind == "header":
                self._header = fields_of(value)
            elif kind == "member":
                self._members.append(fields_of(value))
        told = [(v, n) for v, k, n in zip(found, kinds, numbers, strict=True) if k == "message"]
        return Elements([value for value, _ in told], tuple(number for _, number in told))

    def _head(self) -> ChatHead:
        meta = fields_of(self._header.get("meta"))
        head = chatlab.head(fields_of(self._header.get("chatlab")), meta, self._members)
        self._filling = chatlab.Filling(meta, head)
        return head

    def _one_by_one(
        self, lines: list[str], numbers: list[int], batch: Batch, piece: Piece
    ) -> list[dict[str, Any] | None]:
        """Where a line can't be read: the others, and what is wrong with it."""
        cut = piece.last and not piece.text.endswith("\n")
        return [
            _object(text, number, batch, may_be_cut=cut and number == numbers[-1])
            for text, number in zip(lines, numbers, strict=True)
        ]


def _lines(piece: Piece) -> tuple[list[str], list[int]]:
    """The lines that hold something, and their numbers."""
    lines = piece.text.removesuffix("\n").split("\n")
    if {line[:1] for line in lines} == {"{"}:
        return lines, list(range(piece.line, piece.line + len(lines)))
    told = [
        (text, number)
        for number, text in enumerate(lines, piece.line)
        if text and not text.isspace() and not text.startswith("#")
    ]
    return [text for text, _ in told], [number for _, number in told]


def _objects(lines: list[str]) -> list[dict[str, Any] | None] | None:
    """All lines at once, which costs a third; None if one of them is no object."""
    try:
        found = json.loads(f"[{','.join(lines)}]")
    except (ValueError, RecursionError):
        return None
    whole = len(found) == len(lines) and set(map(type, found)) <= {dict}
    return found if whole else None


def _object(text: str, number: int, batch: Batch, *, may_be_cut: bool) -> dict[str, Any] | None:
    try:
        found = PATIENT.decode(text)
    except (ValueError, RecursionError):
        if may_be_cut:
            batch.truncated = True
            batch.problems.append(LineProblem(number, Problem("cut_off")))
        else:
            batch.problems.append(unreadable(number, text))
        return None
    if isinstance(found, dict):
        return found
    batch.problems.append(unreadable(number, text))
    return None
