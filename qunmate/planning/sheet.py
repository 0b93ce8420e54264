"""A sheet of planned posts as rows: headings found, cells understood, problems told by row."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from qunmate.errors import Problem, UserError
from qunmate.figures.days import DayRules, day
from qunmate.planning import words
from qunmate.planning.model import PlanRow, ReadPlan, group_names, trouble
from qunmate.planning.times import times
from qunmate.posting import join
from qunmate.recurrence import parse
from qunmate.roster import cells
from qunmate.roster.faults import Faults, shown
from qunmate.roster.mapping import heading_key
from qunmate.roster.model import CellProblem

IGNORED = ""
_HEAD_ROWS = 20
_MORNING = 9 * 60  # where no time is told
Rows = Sequence[Sequence[Any]]


def find_heading(rows: Rows, remembered: Mapping[str, Mapping[str, str]]) -> int | None:
    """The row of headings: one whose columns were mapped before, or that has a day and one
    more column that we know. `remembered` are mappings by the key of their headings."""
    for index, row in enumerate(rows[:_HEAD_ROWS]):
        fields = {words.field_of(cell) for cell in row} - {None}
        if heading_key(row) in remembered or ("date" in fields and len(fields) > 1):
            return index
    return None


def read_sheet(
    rows: Rows,
    *,
    path: str,
    format_: str,
    rules: DayRules,
    chosen: Mapping[str, str],
    remembered: Mapping[str, Mapping[str, str]],
    faults: Faults = MappingProxyType({}),
) -> ReadPlan:
    """UserError if no column tells the day, or `chosen` names a column or field that isn't."""
    head = find_heading(rows, remembered)
    if head is None and chosen:
        head = next((i for i, row in enumerate(rows) if set(chosen) & set(map(_label, row))), None)
    if head is None:
        raise UserError("plan_no_day", path=path)
    labels = [_label(cell) for cell in rows[head]]
    key = heading_key(rows[head])
    mapping = _mapping(labels, chosen, remembered.get(key, {}))
    if "date" not in mapping.values():
        raise UserError("plan_no_day", path=path)
    return _Reader(labels, mapping, rules, faults).read(rows, head, format_, key)


def _moment(cell: Any) -> datetime | None:
    """A day with a time, as our own sheets tell the end of what takes several days."""
    if isinstance(cell, datetime):
        return cell
    try:
        return datetime.fromisoformat(cell.strip()) if isinstance(cell, str) else None
    except ValueError:
        return None


def _label(cell: Any) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


def _mapping(
    labels: Sequence[str], chosen: Mapping[str, str], remembered: Mapping[str, str]
) -> dict[str, str]:
    for column, field in chosen.items():
        if column not in labels:
            raise UserError(
                "column_unknown", column=column, columns=", ".join(filter(None, labels))
            )
        if field and field not in words.FIELDS:
            raise UserError("plan_field_unknown", field=field, fields=", ".join(words.FIELDS))
    found: dict[str, str] = {}
    decided = {**remembered, **chosen}
    for label in filter(None, labels):
        known = words.field_of(label) or IGNORED
        if known in found.values() or known in decided.values():
            known = IGNORED
        found.setdefault(label, decided.get(label, known))
    return found


class _Reader:
    def __init__(
        self, labels: Sequence[str], mapping: dict[str, str], rules: DayRules, faults: Faults
    ) -> None:
        self._mapping = mapping
        self._faults = faults
        self._columns = {field: labels.index(label) for label, field in mapping.items() if field}
        self._names = {field: label for label, field in mapping.items() if field}
        self._rules = rules
        self._problems: list[CellProblem] = []
        self._seen: Counter[str] = Counter()

    def read(self, rows: Rows, head: int, format_: str, key: str) -> ReadPlan:
        found: list[PlanRow] = []
        rejected = 0
        for index in range(head + 1, len(rows)):
            faulty = self._tell_faults(index)
            if not faulty and not any(cells.text(cell) for cell in rows[index]):
                continue
            row = self._row(index + 1, rows[index])
            if row is None:
                rejected += 1
            else:
                found.append(row)
        mapping = {label: field for label, field in self._mapping.items() if field}
        return ReadPlan(format_, found, self._problems, rejected, mapping, key)

    def _cell(self, row: Sequence[Any], field: str) -> Any:
        at = self._columns.get(field)
        return row[at] if at is not None and at < len(row) else None

    def _text(self, row: Sequence[Any], field: str) -> str | None:
        return cells.text(self._cell(row, field))

    def _tell_faults(self, index: int) -> bool:
        found = False
        for field, at in self._columns.items() if self._faults else ():
            if (problem := self._faults.get((index, at))) is not None:
                found = True
                label = self._names[field]
                self._problems.append(CellProblem(index + 1, label, shown(problem), problem))
        return found

    def _bad(self, number: int, field: str, value: object, code: str | Problem) -> None:
        if (number - 1, self._columns.get(field)) in self._faults:
            return  # told already: the cell only looks blank
        self._problems.append(trouble(number, self._names.get(field), value, code))

    def _row(self, number: int, row: Sequence[Any]) -> PlanRow | None:
        begins, ends = self._when(number, row) or (None, None)
        title, text = self._text(row, "title"), self._text(row, "text")
        link = self._text(row, "link")
        if link:
            text = join([text or "", *link.split("\n")])
        if begins is None:
            return None
        if not title and not text:
            self._bad(number, "title", "", "plan_row_empty")
            return None
        kind = self._word(number, row, "kind")
        said = self._text(row, "groups")
        groups = (said,) if said else None
        title = " ".join((title or (text or "").split("\n")[0][:40]).split())
        series, instead_of = self._series(number, row)
        return PlanRow(
            number,
            self._text(row, "uid") or self._uid(begins, groups, title),
            begins,
            ends,
            groups=groups,
            kind=kind or words.kind_of(title),
            title=title,
            text=text,
            status=self._word(number, row, "status"),
            speaker=self._text(row, "speaker"),
            result=self._text(row, "result"),
            rrule=self._rule(number, row),
            series=series,
            instead_of=instead_of,
        )

    def _when(self, number: int, row: Sequence[Any]) -> tuple[datetime, datetime | None] | None:
        cell = self._cell(row, "date")
        found = day(cell, self._rules)
        if not isinstance(found, str):
            self._bad(number, "date", "" if cell is None else cell, found or "plan_day_missing")
            return None
        written = self._cell(row, "time")
        span = times(written)
        if written not in {None, ""} and span is None:
            self._bad(number, "time", written, "plan_time_bad")
        if span is None:
            inside = isinstance(cell, datetime) or (isinstance(cell, str) and ":" in cell)
            span = times(cell) if inside and len(str(cell)) > 10 else None
        begin, end = span or (_MORNING, None)
        last = self._cell(row, "end")
        end = (times(last) or (end, None))[0]
        midnight = datetime.fromisoformat(found)
        begins = midnight + timedelta(minutes=begin)
        if (moment := _moment(last)) and moment > begins:
            return begins, moment
        if end is None:
            return begins, None
        ends = midnight + timedelta(minutes=end)
        return begins, ends if ends > begins else ends + timedelta(days=1)

    def _word(self, number: int, row: Sequence[Any], field: str) -> str | None:
        said = self._text(row, field)
        if not said:
            return None
        found = words.kind_of(said) if field == "kind" else words.status_of(said)
        if found is None:
            self._bad(number, field, said, f"plan_{field}_unknown")
        return found

    def _rule(self, number: int, row: Sequence[Any]) -> str | None:
        said = self._text(row, "rrule")
        if said and parse(said) is None:
            self._bad(number, "rrule", said, "plan_rule_bad")
            return None
        return said

    def _series(self, number: int, row: Sequence[Any]) -> tuple[str | None, datetime | None]:
        """As our own sheets write it: the number of the repeating item @ when it would begin."""
        said = self._text(row, "series")
        if not said:
            return None, None
        uid, _at, moment = said.rpartition("@")
        try:
            return uid, datetime.fromisoformat(moment.strip())
        except ValueError:
            self._bad(number, "series", said, "plan_series_bad")
            return None, None

    def _uid(self, begins: datetime, groups: tuple[str, ...] | None, title: str) -> str:
        """What a row without a number is known by when it comes again: day, groups, title."""
        names = "|".join(name for one in groups or () for name in group_names(one))
        known = f"{begins:%Y-%m-%d}\x1f{names}\x1f{title}"
        self._seen[known] += 1
        digest = hashlib.sha256(f"{known}\x1f{self._seen[known]}".encode()).hexdigest()
        return f"sheet:{digest[:24]}"
