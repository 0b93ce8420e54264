"""What people answered a message with, without words: how the file keeps it, and how it reads.

Who gave a sign is not kept: records name them now and then only (Telegram the latest alone,
tables nobody), no figure rests on it, and so nothing of a person is left behind here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from itertools import islice

from qunmate.model import Reaction

LOOKED_AT = 500  # signs that a record tells of one message
MOST = 50  # different ones that are kept; no program allows more
LONGEST = 64  # characters of a sign, which may be a word
LARGEST = 2_000_000_000  # people; more there are not
# line ends, control characters, and what turns the direction of the text around it
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")


def told(pairs: Iterable[tuple[str, int]]) -> tuple[Reaction, ...]:
    """Signs as a record tells them, with how many gave each: added up where one comes twice;
    without those that nobody gave, or more than there are people."""
    counts: dict[str, int] = {}
    for sign, count in islice(pairs, LOOKED_AT):
        shown = _UNSEEN.sub(" ", sign).strip()[:LONGEST]
        if shown and 0 < count <= LARGEST and (shown in counts or len(counts) < MOST):
            counts[shown] = min(counts.get(shown, 0) + count, LARGEST)
    return tuple(Reaction(sign, count) for sign, count in counts.items())


def written(reactions: Iterable[Reaction]) -> str:
    """As the file keeps them: JSON, a number for each sign."""
    return json.dumps(dict(reactions), ensure_ascii=False, separators=(",", ":"))


def read(text: str | None) -> tuple[Reaction, ...]:
    """What `written` wrote; None is of a message without any."""
    return tuple(map(Reaction._make, json.loads(text).items())) if text else ()


def total(reactions: Iterable[Reaction]) -> int:
    return sum(reaction.given for reaction in reactions)


def words(reactions: Sequence[Reaction], most: int = MOST) -> str:
    """As they stand with a message: each sign with its number, which no line end parts; some are
    left out where there are more than `most`."""
    shown = [f"{reaction.sign}\u00a0{reaction.given}" for reaction in reactions[:most]]
    return "  ".join(shown + ["…"] * (len(reactions) > most))
