"""A block is a part of a page that is never torn apart."""

from __future__ import annotations

from dataclasses import dataclass

from qunmate.ui.paint.ink import Face, Ink
from qunmate.ui.paint.setting import Style
from qunmate.ui.theme import LIGHT

PADDING = 28.0  # px from the edge of the page to its text
HEADING = Style(Face(20, bold=True), LIGHT.accent)
STRONG = Style(Face(17, bold=True), LIGHT.text)
BODY = Style(Face(17), LIGHT.text)
NOTE = Style(Face(14), LIGHT.second)
CELL = Style(Face(14), LIGHT.text)
WARN = Style(Face(14), LIGHT.warn)


@dataclass(frozen=True, slots=True)
class Block:
    """`inks` are placed from the block's own top. `keep`: not the last on a page; `banner`:
    stands at the very top, without a margin; `head` is set above it again where it is the
    first on a page."""

    height: float
    inks: tuple[Ink, ...]
    keep: bool = False
    banner: bool = False
    head: Block | None = None


def space(height: float) -> Block:
    return Block(height, ())
