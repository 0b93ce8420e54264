"""What a sheet tells of, by its headings: members, planned posts, or highlights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from qunmate import highlight_sheet
from qunmate.planning import sheet as plan_sheet
from qunmate.planning import words as plan_words
from qunmate.roster.mapping import PERSON, field_of_heading

Rows = Sequence[Sequence[Any]]
_LOOKED_AT = 40  # rows from the top
# what only people have; a name or an id may be that of a post
_PEOPLE = (PERSON - {"name", "id"}) | {"account", "gender", "birthday", "joined_on", "left_on"}
_FULL_NAMES = frozenset({"姓名", "真实姓名", "full name", "member"})
_POSTS = frozenset({"time", "end", "status", "rrule", "series", "result", "groups"})
_KEPT = frozenset({"question", "answer", "more", "topics", "tags", "starred", "authors"})


def sheet_kind(sheets: Iterable[Rows]) -> str:
    """roster, plan or highlights; a sheet that says none of them may hold members."""
    tops = [rows[:_LOOKED_AT] for rows in sheets]
    if any(map(_tells_people, tops)):
        return "roster"
    plan = max(map(_plan_columns, tops), default=(0, 0))
    kept = max(map(_kept_columns, tops), default=(0, 0))
    if max(plan, kept) == (0, 0):
        return "roster"
    return "plan" if plan >= kept else "highlights"


def _tells_people(rows: Rows) -> bool:
    for row in rows:
        fields = {field_of_heading(cell) for cell in row}
        if fields & _PEOPLE or _FULL_NAMES & {plan_words.plain(cell) for cell in row}:
            return True
    return False


def _plan_columns(rows: Rows) -> tuple[int, int]:
    """How many columns only a plan has, and how many it can have; a plan says what is posted."""
    head = plan_sheet.find_heading(rows, {})
    if head is None:
        return 0, 0
    fields = {plan_words.field_of(cell) for cell in rows[head]} - {None}
    return (len(fields & _POSTS), len(fields)) if fields & {"title", "text"} else (0, 0)


def _kept_columns(rows: Rows) -> tuple[int, int]:
    """The same of a collection. Day, author and text alone are rather a chat."""
    columns = highlight_sheet.find_columns(rows)
    fields = set(columns.fields.values()) - {""} if columns else set()
    if len(fields) < 2 or not fields - {"day", "authors", "text", "group"}:
        return 0, 0
    return len(fields & _KEPT), len(fields)
