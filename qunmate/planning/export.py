"""A plan item as it goes into a file, and the cells of its row in a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from qunmate.model import PlanItem
from qunmate.plan_words import kind_word, status_word
from qunmate.planning.words import FIELDS, kind_of, status_of
from qunmate.recurrence import wall_of

COLUMNS = (
    "uid", "date", "time", "end", "groups", "kind", "title", "text", "speaker", "status",
    "result", "rrule", "series",
)  # fmt: skip
ENGLISH = {
    "uid": "ID", "date": "Date", "time": "Time", "end": "End time", "groups": "Groups",
    "kind": "Kind", "title": "Title", "text": "Text", "speaker": "Speaker", "status": "Status",
    "result": "Result", "rrule": "Repeat", "series": "Series",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExportItem:
    """An item as it is stored, cancelled occurrences too. `uid` is what it will be known by
    when it comes back, `series_uid` that of its repeating item."""

    item: PlanItem
    uid: str
    series_uid: str
    timezone: str
    groups: tuple[str, ...]
    speaker: str


def headings(language: str) -> list[str]:
    place = {"zh_CN": 0, "zh_TW": 1}.get(language)
    if place is None:
        return [ENGLISH[name] for name in COLUMNS]
    return [_heading(name, place) for name in COLUMNS]


def _heading(name: str, place: int) -> str:
    words = FIELDS[name]
    chinese = [word for word in words if not word.isascii()]
    traditional = {
        "uid": "編號", "time": "時間", "end": "結束時間", "kind": "類型", "title": "標題",
        "text": "內容", "speaker": "主講人", "status": "狀態", "rrule": "重複", "result": "結果",
    }  # fmt: skip
    simplified = {"speaker": "主讲人"}
    return (traditional if place else simplified).get(name, chinese[0])


def cells(one: ExportItem) -> list[str]:
    """The row of an item; every word is one that is understood when it comes back."""
    item = one.item
    begins = wall_of(item.starts_at, one.timezone)
    ends = None if item.ends_at is None else wall_of(item.ends_at, one.timezone)
    kind, status = kind_word(item.kind), status_word(item.status)
    series = ""
    if item.series_id is not None and item.occurrence_at is not None:
        stands_for = wall_of(item.occurrence_at, one.timezone)
        series = f"{one.series_uid}@{stands_for.isoformat(timespec='minutes')}"
    return [
        one.uid,
        f"{begins:%Y-%m-%d}",
        f"{begins:%H:%M}",
        "" if ends is None else _end(begins, ends),
        ";".join(one.groups),
        kind if kind_of(kind) == item.kind else item.kind,
        item.title,
        item.text,
        one.speaker,
        status if status_of(status) == item.status else item.status,
        item.result,
        item.rrule or "",
        series,
    ]


def _end(begins: datetime, ends: datetime) -> str:
    """With its day, where the time alone would be taken for an earlier one."""
    return f"{ends:%H:%M}" if ends - begins <= timedelta(days=1) else f"{ends:%Y-%m-%d %H:%M}"
