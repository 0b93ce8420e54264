"""Fields as producers of JSON and CSV write them: a number as text, text as a number."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from qunmate import reactions
from qunmate.data.importers.packing import clean
from qunmate.errors import Problem
from qunmate.model import Kind, Reaction
from qunmate.records import LineProblem

_MILLISECONDS = 100_000_000_000  # an instant above this is told in milliseconds
_LAST = 7_258_118_400  # the year 2200: no chat is from then, nor from before 1970
_SHOWN = 60  # characters of what can't be read
_MOST_DIGITS = 4_000  # about as many as Python makes a number of


def _whole(told: str) -> float:
    return int(told) if len(told) <= _MOST_DIGITS else math.inf


# for numbers of any length, which costs the others some time
PATIENT = json.JSONDecoder(strict=False, parse_int=_whole)


def text_of(value: Any) -> str:
    """A field that producers write as text or as a number."""
    if isinstance(value, str):
        text = value.strip()
        return text if text.isascii() else clean(text)
    if value is None or isinstance(value, bool | dict | list):
        return ""
    if isinstance(value, float) and not math.isfinite(value):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def unreadable(line: int, value: Any) -> LineProblem:
    """What was found where a record should be, as it stands in the file: text, or a value of
    JSON."""
    try:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    except (RecursionError, ValueError, TypeError):
        text = str(type(value).__name__)
    begin = " ".join(text[: 4 * _SHOWN].split())
    shown = begin if len(begin) <= _SHOWN else f"{begin[:_SHOWN]}…"
    return LineProblem(line, Problem("bad_record", {"reason": shown}))


def column(records: Sequence[dict[str, Any]], key: str) -> list[Any]:
    """A field of every record, None where it is missing."""
    try:
        return list(map(itemgetter(key), records))  # half the time of asking each
    except KeyError:
        return [record.get(key) for record in records]


def texts(values: list[Any]) -> list[str]:
    """A whole column of such fields."""
    kinds = set(map(type, values))
    if kinds <= {str}:
        return list(map(str.strip, values))
    if kinds == {int}:
        return list(map(str, values))
    return [text_of(value) for value in values]


def instants(values: list[Any]) -> list[int | None]:
    """A whole column of instants, most of which are plain whole seconds."""
    if set(map(type, values)) <= {str, int}:
        try:
            found = list(map(int, values))
        except ValueError:
            found = []
        if found and min(found) >= 0 and max(found) <= _LAST:
            return list(found)
    return [instant(value) for value in values]


def number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return int(Kind.OTHER)


def instant(value: Any) -> int | None:
    """Epoch seconds of seconds or milliseconds, told as a number or as text."""
    if isinstance(value, bool):
        return None
    try:
        seconds = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    if seconds > _MILLISECONDS:
        seconds /= 1000
    return int(seconds) if 0 <= seconds <= _LAST else None


def iso_instant(value: Any) -> int | None:
    """Epoch seconds of an ISO instant with its offset; None if it is none."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value.strip())
        at = int(found.timestamp()) if found.tzinfo else -1
        return at if 0 <= at <= _LAST else None
    except (ValueError, OverflowError):
        return None


def reacted(pairs: Iterable[tuple[Any, Any]]) -> tuple[Reaction, ...]:
    """Signs and how many gave each, as a source tells them; what is no number counts for none."""
    return reactions.told((text_of(sign), _count(count)) for sign, count in pairs)


def _count(value: Any) -> int:
    told = text_of(value)
    return int(told) if told.isdecimal() and len(told) <= _MOST_DIGITS else 0


def dicts(value: Any) -> list[dict[str, Any]]:
    """The objects in a list; none if it is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def fields_of(value: Any) -> dict[str, Any]:
    """An object's fields; none if it is no object."""
    return value if isinstance(value, dict) else {}
