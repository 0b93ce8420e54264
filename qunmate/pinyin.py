"""Latin spellings of Chinese names, character by character: for searching and for sorting.

No phrase dictionary is used: it costs 20 MB and half a second, and names are not phrases.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

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
    "员": "yun",
    "繁": "po",
    "祭": "zhai",
    "秘": "bi",
    "冼": "xian",
    "洗": "xian",
    "召": "shao",
    "折": "she",
    "那": "na",
    "牟": "mu",
    "逄": "pang",
    "黑": "he",
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
    "都": "dou",
    "还": "huan",
    "柏": "bo",
    "茜": "qian",
    "晟": "sheng",
    "薄": "bo",
    "大": "dai",
    "会": "kuai",
    "车": "ju",
    "贾": "gu",
    "石": "dan",
    "说": "yue",
    "省": "xing",
    "宿": "xiu",
    "露": "lou",
    "奇": "ji",
    "藏": "zang",
    "校": "jiao",
}
_SECOND_CHARACTERS = frozenset(_SECOND)
_SURNAME = re.compile(f"^[{''.join(_SURNAMES)}]", re.MULTILINE)


class _Table(dict[int, str]):
    """A str.translate table that fills itself: the readings of a character are looked up once."""

    def __init__(self, readings: Mapping[int, str], pattern: str) -> None:
        super().__init__()
        self._readings = readings
        self._pattern = pattern

    def __missing__(self, code: int) -> str:
        character = chr(code)
        reading = self._readings.get(code)
        if reading:
            sound = _plain(reading.split(",")[0])
            text = self._pattern.format(sound=sound, first=sound[:1], character=character)
        else:
            text = character
        self[code] = text
        return text


def _plain(reading: str) -> str:
    """A syllable without its tone; ü is v, as it is typed."""
    decomposed = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(c for c in decomposed if "a" <= c <= "z")


@lru_cache(maxsize=1)
def _tables() -> tuple[_Table, _Table, _Table]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin.pinyin_dict import pinyin_dict

    # a space sorts before every letter, so that all 陈 (chen) stand before all 程 (cheng)
    return (
        _Table(pinyin_dict, "{sound}"),
        _Table(pinyin_dict, "{first}"),
        _Table(pinyin_dict, "{sound} {character}"),
    )


def sort_keys(texts: Sequence[str]) -> list[str]:
    """Keys that order names by sound, those of one surname together; Latin without case."""
    joined = _SURNAME.sub(lambda found: f"{_SURNAMES[found[0]]} {found[0]}", _column(texts))
    return _rows(joined.translate(_tables()[2]), len(texts))


def spellings(texts: Sequence[str]) -> list[str]:
    """What someone may type for each text: full spelling and initials, with the second
    readings of characters that have one. Empty for a text without Chinese characters."""
    full, initials, _ = _tables()
    column = _column(texts)
    size = len(texts)
    folded = _rows(column, size)
    spelled = _rows(column.translate(full), size)
    first = _rows(column.translate(initials), size)
    return [
        "" if text == sound else f"{sound}\n{letters}{_others(text, sound)}"
        for text, sound, letters in zip(folded, spelled, first, strict=True)
    ]


def _others(text: str, sound: str) -> str:
    if _SECOND_CHARACTERS.isdisjoint(text):
        return "\n" + sound.replace("v", "u") if "v" in sound else ""
    full, initials, _ = _tables()
    other = "".join(_SECOND.get(character, character) for character in text)
    first = "".join(_SECOND.get(character, character)[:1] for character in text)
    return f"\n{other.translate(full)}\n{first.translate(initials)}"


def _column(texts: Sequence[str]) -> str:
    """The texts folded, a line each: one long string is turned much faster than many short."""
    joined = "\n".join(texts)
    if joined.count("\n") != len(texts) - 1:
        joined = "\n".join([text.replace("\n", " ") for text in texts])
    return fold(joined)


def _rows(column: str, size: int) -> list[str]:
    return column.split("\n") if size else []


def fold(text: str) -> str:
    """Without case, full and half width alike."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold()
