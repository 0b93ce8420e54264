"""Names in the order of strokes, as lists in Taiwan have them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cmp_to_key, lru_cache
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import QCollator, QLocale

from qunmate import i18n
from qunmate.model import Tag
from qunmate.roster import pinyin
from qunmate.roster.keys import Keys

T = TypeVar("T")
_RISING = "一丁李張"  # by their strokes, but not by their sounds or numbers
_HAN = 0x2E80  # the first character of Chinese
_FIRST = 0x10000  # what ranks are written as: behind all Latin


def order() -> Keys:
    """By strokes in Taiwan's Chinese, where this system knows them; else by sound."""
    return (
        by_strokes
        if i18n.language() == "zh_TW" and _knows_strokes(_collator())
        else pinyin.sort_keys
    )


def in_order(items: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """The items as a list of names has them."""
    listed = list(items)
    keys = order()([name(one) for one in listed])
    places = sorted(range(len(listed)), key=lambda at: (keys[at], name(listed[at])))
    return [listed[at] for at in places]


def tags_in_order(tags: Iterable[Tag]) -> list[Tag]:
    """Group by group, those without one first."""
    return in_order(in_order(tags, lambda tag: tag.name), lambda tag: tag.group)


def by_strokes(texts: Sequence[str]) -> list[str]:
    """Character by character: to compare a hundred thousand names takes long, their few
    thousand characters little."""
    folded = [text.casefold() for text in texts]
    ranks = _ranks(frozenset(one for one in set().union(*folded) if ord(one) >= _HAN))
    return [text.translate(ranks) for text in folded]


@lru_cache(maxsize=8)  # the columns that are ordered
def _ranks(characters: frozenset[str]) -> dict[int, int]:
    ordered = sorted(characters, key=cmp_to_key(_collator().compare))
    return {ord(one): _FIRST + rank for rank, one in enumerate(ordered)}


def _collator() -> QCollator:
    """One of its own for each use: threads can't share it."""
    return QCollator(QLocale("zh_TW"))


def _knows_strokes(collator: QCollator) -> bool:
    return all(collator.compare(one, after) < 0 for one, after in pairwise(_RISING))
