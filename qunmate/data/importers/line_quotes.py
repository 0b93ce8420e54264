"""Texts of several lines in LINE's histories, which stand in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from qunmate.data.importers.blocks import Block
from qunmate.data.importers.text import Piece
from qunmate.records import Batch

Found = tuple[Batch, list[Block]]
FEED = "\0"  # stands for a line feed within a text: no text holds it
_RETURN = "\r\n"
# with what is behind it, so that nothing is gone through twice
_QUOTED = re.compile(r'(?<=\t)"[^\r]{0,60000}+(?:\r\n)?+')


def with_feeds_hidden(found: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, with the line feeds within quoted texts hidden, where every line ends in a
    return too: records that somebody copied into a text are no records of the chat."""
    held = ""
    for piece in found:
        text = held + piece.text
        end = len(text) if piece.last else text.rfind(_RETURN) + len(_RETURN)
        if 2 * text.count(_RETURN) < text.count("\n") or end < len(_RETURN):
            end = len(text)
        line = piece.line - held.count("\n")
        held = text[end:]
        yield replace(piece, text=_QUOTED.sub(_hidden, text[:end]), line=line)


def _hidden(match: re.Match[str]) -> str:
    text = match[0]
    if not text.endswith(f'"{_RETURN}') or text.count('"') % 2:
        return text
    return text.removesuffix(_RETURN).replace("\n", FEED) + _RETURN


def whole_texts(found: Iterable[Found]) -> Iterator[Found]:
    """The blocks with every day that somebody writes on a line of its own left in the text that
    it is part of: it begins no day."""
    held: list[Block] = []  # a text whose quotes are open, and the days behind it
    last: Found | None = None
    for batch, several in found:
        if last:
            yield last
        last = batch, _joined(several, held)
    if last:
        yield last[0], last[1] + held


def _joined(several: list[Block], held: list[Block]) -> list[Block]:
    """The blocks that are whole; `held` keeps those of which that is not known yet."""
    whole: list[Block] = []
    for block in several:
        if held and block.head and not block.head["clock"]:
            held.append(block)
            if block.body.endswith('"') and _even(held):
                lines = [line for one in held for line in _lines(one)]
                whole.append(held[0]._replace(body="\n".join(filter(None, lines[1:]))))
                held.clear()
            continue
        whole += held
        held.clear()
        (held if _opened(block) else whole).append(block)
    return whole


def _opened(block: Block) -> bool:
    """Whether a text begins with a quote that nothing in it ends."""
    text = block.head["text"] if block.head else None
    return text is not None and text.startswith('"') and not _even([block])


def _even(several: list[Block]) -> bool:
    """Whether the quotes come in pairs: those within a text are doubled."""
    return sum(line.count('"') for one in several for line in _lines(one)) % 2 == 0


def _lines(block: Block) -> list[str]:
    if block.head is None:
        return ["", block.body]
    return [block.head["text"] or (block.head[0] if not block.head["clock"] else ""), block.body]
