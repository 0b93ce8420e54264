"""A text of records: lines that begin one, and the lines that belong to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from qunmate.data.importers.source import Source
from qunmate.data.importers.text import Begun, Piece, pieces
from qunmate.errors import Problem
from qunmate.records import Batch, LineProblem


class Block(NamedTuple):
    """`head` is the match of the line that began it, None for what stands before the first;
    `body` are the lines behind it, stripped. `line` counts from 1."""

    line: int
    head: re.Match[str] | None
    body: str

    def problem(self, code: str, **params: object) -> LineProblem:
        return LineProblem(self.line, Problem(code, params))


def blocks(
    source: Source,
    head: re.Pattern[str],
    prepare: Callable[[Iterator[Piece]], Iterable[Piece]] = iter,
) -> Iterator[tuple[Batch, list[Block]]]:
    """The blocks that begin with a line that `head` matches, by pieces of the source, each with
    the batch that it shall fill. The batch tells already what is wrong with the text itself.
    `prepare` gets the pieces first."""
    reading = _Reading(head)
    for piece in prepare(pieces(source)):
        batch = Batch(position=piece.position)
        batch.problems += piece.problems
        found = reading.take(piece.text, piece.line, last=piece.last)
        batch.problems += reading.problems
        if piece.cut:
            batch.truncated = True
            line = piece.line + piece.text.count("\n")
            batch.problems.append(LineProblem(line, Problem("cut_off")))
        yield batch, found


class _Reading:
    """The block whose end is not seen yet: its lines in this piece, and what was before it.
    `problems` are those of the last piece."""

    def __init__(self, head: re.Pattern[str]) -> None:
        self.problems: list[LineProblem] = []
        self._before = Begun()
        self._goes_on = False
        self._pattern = head
        self._head: re.Match[str] | None = None
        self._line = 1
        self._body: list[str] = []

    def take(self, text: str, first: int, *, last: bool) -> list[Block]:
        self.problems = []
        found: list[Block] = []
        lines = text.split("\n")
        if not last:
            lines.pop()  # a piece ends with a line end
        for number, line in enumerate(lines, first):
            bare = line.rstrip("\r")
            match = self._pattern.match(bare)
            if match is None:
                self._body.append(bare)
                continue
            found += self._close()
            self._head, self._line = match, number
        if last:
            return found + self._close()
        if self._body:
            self._before.add("\n".join(self._body) + "\n")
            self._body, self._goes_on = [], True
        return found

    def _close(self) -> list[Block]:
        body, self._body = "\n".join(self._body), []
        if self._goes_on:
            if self._before.is_cut:
                self.problems.append(LineProblem(self._line, Problem("line_too_long")))
                body = ""
            body, self._goes_on = self._before.taken() + body, False
        body = body.strip()
        if self._head is None and not body:
            return []
        return [Block(self._line, self._head, body)]
