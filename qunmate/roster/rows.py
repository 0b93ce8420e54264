"""The columns of a sheet as fields: every cell converted, bad ones told with their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from types import MappingProxyType
from typing import Any

from qunmate.errors import Problem
from qunmate.figures import days
from qunmate.figures.days import DayRules
from qunmate.roster import cells
from qunmate.roster.custom import CustomField, reader
from qunmate.roster.mapping import CARD, CUSTOM, Column, field_of_heading
from qunmate.roster.model import CellProblem

VALUE_SHOWN = 200  # characters of a bad cell that are shown
_WECHAT_ID = re.compile(r"[A-Za-z0-9_\-@.+]{2,64}")
_PLAIN_ID = re.compile(r"[A-Za-z][A-Za-z0-9_\-]{5,63}")
_PLAIN_NUMBER = re.compile(r"[1-9][0-9]{4,11}")
_QQ_NUMBER = re.compile(r"[1-9]\d{4,11}|u_[\w\-]+")
_SAID_BEFORE = {  # what people write before an id
    "qq": re.compile(r"qq\s*[号號]?[码碼]?\s*[:：]?\s*", re.IGNORECASE),
    "wechat": re.compile(r"(?:微信|wechat|weixin|wx|vx)\s*[号號]?\s*[:：]\s*", re.IGNORECASE),
}
_SPAN = re.compile(r"(\d.+?)\s*(?:至|到|[~～]|[-—–]{1,2}(?=\s*\d{4}\D))\s*(.*\d.*)")
_SPREAD = re.compile(r"'+[=+\-@\t\r]")

Convert = Callable[[Any], Any]


@dataclass(slots=True)
class FieldRows:
    """Rows of people as columns of values. `numbers` are row numbers of the sheet, from 1;
    `bad` the (position, field) of cells that were rejected; `readers` say how cells were read."""

    numbers: Sequence[int]
    labels: dict[str, str] = field(default_factory=dict)
    columns: dict[str, list[Any]] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)
    bad: set[tuple[int, str]] = field(default_factory=set)
    readers: dict[str, Convert] = field(default_factory=dict)

    def add(self, column: Column, field_: str, raw: Sequence[Any], convert: Convert) -> None:
        """Convert one column; of several columns of one field each adds its values."""
        values = self._convert(column, field_, raw, convert)
        former = self.columns.get(field_)
        if former is not None:
            values = [
                one if other is None else other if one is None else (*one, *other)
                for one, other in zip(former, values, strict=True)
            ]
        self.columns[field_] = values
        self.labels.setdefault(field_, column.label)
        self.readers.setdefault(field_, convert)

    def _convert(
        self, column: Column, field_: str, raw: Sequence[Any], convert: Convert
    ) -> list[Any]:
        if (plain := _at_once(convert, raw)) is not None:
            return plain
        known = {cell: convert(cell) for cell in set(raw) if cell not in ("", None)}
        known[""] = known[None] = None
        bad = {cell for cell, value in known.items() if isinstance(value, Problem)}
        if bad:
            for position, cell in enumerate(raw):
                if cell in bad:
                    self.reject(position, field_, column.label, cell, known[cell])
            known.update(dict.fromkeys(bad))
        return [known[cell] for cell in raw]

    def reject(
        self, position: int, field_: str, label: str | None, cell: Any, problem: Problem
    ) -> None:
        shown = (cells.text(cell) or "")[:VALUE_SHOWN]
        self.problems.append(CellProblem(self.numbers[position], label, shown, problem))
        self.bad.add((position, field_))

    def rows(
        self, only: frozenset[str] | None = None, span: slice = slice(None)
    ) -> Iterator[dict[str, Any]]:
        """Each row's values by field, blanks left out; of the positions in `span`."""
        fields = [name for name in self.columns if only is None or name in only]
        if not fields:
            yield from ({} for _number in self.numbers[span])
            return
        for values in zip(*(self.columns[name][span] for name in fields), strict=True):
            yield {
                name: value for name, value in zip(fields, values, strict=True) if value is not None
            }

    def blanks(self, position: int, values: Mapping[str, Any]) -> set[str]:
        """The fields that have a column but nothing in this row's cell."""
        return {
            name for name in self.columns if name not in values and (position, name) not in self.bad
        }


def converter(
    field_: str,
    column: Column,
    raw: Sequence[Any],
    rules: DayRules,
    platform: str,
    own: Mapping[str, CustomField] = MappingProxyType({}),
) -> Convert:
    """How the cells of a column become values of a field; `own` are the operator's, by name."""
    if field_ in {"wechat", "qq", "id"}:
        return partial(read_ids, platform if field_ == "id" else field_)
    if field_ in {"joined_on", "left_on", "expires_on", "birthday"}:
        read = _DAYS.get(field_, days.day)
        past = field_ in {"joined_on", "left_on"}
        written = days.as_written(raw, rules, column.heading)
        return partial(_with_rules, read, replace(written, past=past))
    if field_ == "tags" and field_of_heading(column.heading) != "tags":
        return partial(_tags_or_tick, cells.text(column.heading))
    if field_.startswith(CUSTOM):
        if (kept := own.get(field_.removeprefix(CUSTOM))) is None:
            return cells.line
        return reader(kept, days.as_written(raw, rules, column.heading))
    return _CONVERTERS.get(field_, cells.words)


def _inviter(cell: Any) -> Any:
    value = cells.words(cell)
    return cells.name(value) if isinstance(value, str) else value


_CONVERTERS: dict[str, Convert] = {
    "name": cells.name,
    "nickname": cells.name,
    "phone": cells.phone,
    "gender": cells.gender,
    "role": cells.role,
    "tags": cells.split_tags,
    "invited_by": _inviter,
    CARD: cells.text,
}


def _with_rules(read: Callable[[Any, DayRules], Any], rules: DayRules, cell: Any) -> Any:
    return read(cell, rules)


def _past_day(code: str, cell: Any, rules: DayRules) -> str | Problem | None:
    """A day that is over: whoever will leave is still there, whoever will join is not. It may be
    tomorrow elsewhere."""
    found = days.day(cell, rules)
    to_come = type(found) is str and found > (rules.today + timedelta(days=1)).isoformat()
    return Problem(code) if to_come else found


def _until(cell: Any, rules: DayRules) -> str | Problem | None:
    """Of a span, such as 2024-01-01至2025-01-01, the last day."""
    span = _SPAN.fullmatch(cell.strip()) if type(cell) is str else None
    ends = [days.day(end, rules) for end in span.groups()] if span else []
    if ends and all(isinstance(end, str) for end in ends):
        return ends[-1]
    return days.day(cell, rules)


_DAYS: dict[str, Callable[[Any, DayRules], Any]] = {
    "birthday": days.birthday,
    "expires_on": _until,
    "joined_on": partial(_past_day, "joined_to_come"),
    "left_on": partial(_past_day, "left_to_come"),
}
_TEXTS = (cells.name, cells.words, cells.line)


def _at_once(convert: Convert, raw: Sequence[Any]) -> list[Any] | None:
    """A whole column of ordinary cells converted together, which costs a fraction of a call
    for each; None if any cell needs a closer look."""
    if convert in _TEXTS:
        plain = cells.plain_column(raw)
        return cells.without_placeholders(plain) if plain and convert is cells.words else plain
    if convert is cells.phone:
        return cells.phone_column(raw)
    if isinstance(convert, partial) and convert.func is read_ids:
        return _plain_ids(raw, *convert.args)
    return None


def _plain_ids(raw: Sequence[Any], platform: str) -> list[tuple[str] | None] | None:
    """Cells of one ordinary id each, or blank."""
    pattern = _PLAIN_NUMBER if platform == "qq" else _PLAIN_ID
    if not {str, type(None)}.issuperset(map(type, raw)):
        return None
    plain = all(map(pattern.fullmatch, filter(None, raw)))
    return [(cell,) if cell else None for cell in raw] if plain else None


def read_ids(platform: str, cell: Any) -> Any:
    """The ids in a cell, where they can be ids of that platform."""
    if type(cell) is str and _PLAIN_ID.fullmatch(cell) and platform != "qq":
        return (cell,)
    found = cells.ids(cell)
    if not isinstance(found, tuple):
        return found
    if (before := _SAID_BEFORE.get(platform)) is not None:
        found = tuple(before.sub("", one, count=1) if before.match(one) else one for one in found)
    if platform == "qq":
        found = tuple(one.removesuffix("@qq.com") for one in found)
        return found if all(map(_QQ_NUMBER.fullmatch, found)) else Problem("id_bad")
    if platform == "wechat":
        return found if all(map(_WECHAT_ID.fullmatch, found)) else Problem("id_bad")
    return found


def _tags_or_tick(heading: str | None, cell: Any) -> Any:
    """A column headed by a tag holds ticks; any other cell holds tags."""
    ticked = cells.yes_or_no(cell)
    if ticked is None or heading is None:
        return cells.split_tags(cell)
    return (heading,) if ticked else None


def without_guard(cell: Any) -> Any:
    """A cell of our own .csv without the mark that keeps it from being a formula."""
    return cell[1:] if type(cell) is str and _SPREAD.match(cell) else cell
