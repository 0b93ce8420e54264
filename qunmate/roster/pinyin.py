"""Latin spellings of Chinese names, character by character: for searching and for sorting.

No phrase dictionary is used: it costs 20 MB and half a second, and names are not phrases.
"""

from __future__ import annotations

import os
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from qunmate import alike

_PIECE = 2_000  # texts
_SURNAMES = {
    "单": "shan",
    "曾": "zeng",
    "解": "xie",
    "仇": "qiu",
    "朴": "piao",
    "查": "zha",
    "盖": "ge",
    "区": "ou",
    "任": "ren",
    "华": "hua",
    "翟": "zhai",
    "缪": "miao",
    "尉": "yu",
    "种": "chong",
    "覃": "qin",
    "乐": "yue",
    "冼": "xian",
    "牟": "mu",
    "逄": "pang",
    "晁": "chao",
    "單": "shan",
    "區": "ou",
    "蓋": "ge",
    "樂": "yue",
    "種": "chong",
    "繆": "miao",
}
_SECOND = _SURNAMES | {
    "重": "chong",
    "长": "chang",
    "長": "chang",
    "行": "hang",
    "朝": "zhao",
    "觉": "jiao",
    "厦": "xia",
    "调": "tiao",
    "率": "lv",
    "便": "pian",
    "传": "zhuan",
    "弹": "dan",
    "降": "xiang",
    "柏": "bo",
    "茜": "qian",
    "晟": "sheng",
    "薄": "bo",
    "宿": "xiu",
    "露": "lou",
    "藏": "zang",
    "校": "jiao",
}
_SURNAME = re.compile(f"^[{''.join(_SURNAMES)}]", re.MULTILINE)


class _Table(dict[int, str]):
    """A str.translate table that fills itself: the readings of a character are looked up once."""

    def __init__(
        self, readings: Mapping[int, str], pattern: str, first: Mapping[str, str] | None = None
    ) -> None:
        """`pattern` is filled with sound, letter and character; `first` goes before `readings`."""
        super().__init__()
        self._readings = readings
        self._pattern = pattern
        self._first = first or {}

    def __missing__(self, code: int) -> str:
        character = chr(code)
        reading = self._first.get(character) or self._readings.get(code)
        if reading:
            sound = _plain(reading.split(",")[0])
            text = self._pattern.format(sound=sound, letter=sound[:1], character=character)
        else:
            text = character
        self[code] = text
        return text


@lru_cache(maxsize=4_096)  # twenty thousand characters share fifteen hundred syllables
def _plain(reading: str) -> str:
    """A syllable without its tone; ü is v, as it is typed."""
    decomposed = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(c for c in decomposed if "a" <= c <= "z")


class _Tables(NamedTuple):
    full: _Table
    letters: _Table
    other_full: _Table
    other_letters: _Table
    order: _Table


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin.pinyin_dict import pinyin_dict

    return _Tables(
        _Table(pinyin_dict, "{sound}"),
        _Table(pinyin_dict, "{letter}"),
        _Table(pinyin_dict, "{sound}", _SECOND),
        _Table(pinyin_dict, "{letter}", _SECOND),
        # a space sorts before every letter, so that all 陈 (chen) stand before all 程 (cheng)
        _Table(pinyin_dict, "{sound} {character}"),
    )


def sort_keys(texts: Sequence[str]) -> list[str]:
    """Keys that order names by sound, those of one surname together; Latin without case."""
    order = _tables().order
    keys: list[str] = []
    for piece in _pieces(texts):
        column = _column(piece)
        if not column.isascii():
            named = _SURNAME.sub(lambda found: f"{_SURNAMES[found[0]]} {found[0]}", column)
            column = named.translate(order)
        keys += column.split("\n")
    return keys


def spellings(texts: Sequence[str]) -> list[str]:
    """What someone may type for each text: full spelling and initials, with the second
    readings of characters that have one. Empty for a text without Chinese characters."""
    found: list[str] = []
    for piece in _pieces(texts):
        column = _column(piece)
        if column.isascii():
            found += [""] * len(piece)
            continue
        spelled = [column.translate(table).split("\n") for table in _tables()[:4]]
        found += [
            "" if text == sound else _lines(sound, *others)
            for text, sound, *others in zip(column.split("\n"), *spelled, strict=True)
        ]
    return found


def spelt(text: str, typed: str) -> str:
    """The characters of the text that somebody means who types their initials or sounds: 刘 for
    l, 晓雨 for xy; empty if they can't mean it. `typed` is folded."""
    for table in _tables()[:4]:
        sounds = [_narrow(character).translate(table) for character in text]
        at = "".join(sounds).find(typed)
        if at >= 0 and typed:
            ends = list(accumulate(map(len, sounds)))
            return text[bisect_right(ends, at) : bisect_left(ends, at + len(typed)) + 1]
    return ""


def _pieces(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Long enough to be turned fast, short enough that another thread gets its turn."""
    for start in range(0, len(texts), _PIECE):
        yield texts[start : start + _PIECE]


def _lines(sound: str, letters: str, other_sound: str, other_letters: str) -> str:
    lines = f"{sound}\n{letters}"
    if other_sound != sound:
        lines += f"\n{other_sound}\n{other_letters}"
    if "v" in sound:
        lines += "\n" + sound.replace("v", "u")
    return lines


def fold_all(texts: Sequence[str]) -> list[str]:
    """Each text folded; they may hold line breaks."""
    found: list[str] = []
    for piece in _pieces(texts):
        joined = "\x1e".join(piece)
        whole = joined.count("\x1e") == len(piece) - 1
        found += fold(joined).split("\x1e") if whole else [fold(text) for text in piece]
    return found


def _column(texts: Sequence[str]) -> str:
    """The texts folded, a line each: one long string is turned much faster than many short."""
    joined = "\n".join(texts)
    if joined.count("\n") != len(texts) - 1:
        joined = "\n".join([text.replace("\n", " ") for text in texts])
    return _narrow(joined)


def fold(text: str) -> str:
    """Without case, full and half width, simplified and traditional alike."""
    return alike.fold(_narrow(text))


def _narrow(text: str) -> str:
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold()
