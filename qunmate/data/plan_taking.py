"""Writes the rows of an imported plan, each found again by what it was called in its source."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from qunmate.data import groups, imports, plan, roster_book
from qunmate.data.database import Database
from qunmate.model import Group, PlanItem
from qunmate.planning.model import PlanRow, group_names, trouble
from qunmate.recurrence import instant_of, parse
from qunmate.roster.model import CellProblem

_TOLD = ("kind", "title", "text", "status", "result")
Change = tuple[str, int, str, Any, Any]


def file_token(db: Database) -> str:
    """What our own numbers of plan items begin with; "" while there is no group."""
    first = db.execute("SELECT min(id) FROM groups").fetchone()[0]
    return "" if first is None else f"plan-{roster_book.token(db, first)}-"


class Taker:
    """`group` is that of rows which name none."""

    def __init__(self, db: Database, import_id: int, group: Group | None) -> None:
        self._db = db
        self._import_id = import_id
        known = groups.all_groups(db)
        self._groups = {one.name.casefold(): one for one in known}
        self._zones = {one.id: one.timezone for one in known}
        open_ = [one for one in known if not one.archived]
        self._group = group or (open_[0] if len(open_) == 1 else None)
        self._token = file_token(db)
        rows = db.execute("SELECT source_key, id FROM plan_items WHERE source_key IS NOT NULL")
        self._ids: dict[str, int] = dict(rows.fetchall())
        self._changes: list[Change] = []
        rows = db.execute("SELECT id FROM plan_items WHERE source_key IS NULL")
        self._own = {int(row[0]) for row in rows}

    def take(self, row: PlanRow) -> tuple[str, list[CellProblem]]:
        """Write a row; gives new, updated, unchanged or rejected, and what was wrong."""
        troubles: list[CellProblem] = []
        series = None if row.series is None else self._known(row.series, None)
        if row.series is not None and series is None:
            return "rejected", [trouble(row.row, None, row.title or "", "plan_series_missing")]
        places = self._places(row, series, troubles)
        if not places:
            return "rejected", troubles or [
                trouble(row.row, None, row.title or "", "plan_no_group")
            ]
        zone = row.timezone or self._zones[places[0]]
        values = self._values(row, zone, places, troubles)
        at = None
        if series is not None and row.instead_of is not None:
            at = instant_of(row.instead_of, zone)
        old = self._old(row, series, at)
        if old is None:
            self._ids[row.uid] = plan.add(
                self._db,
                group_ids=places,
                **_whole(values, row),
                series_id=series.id if series else None,
                occurrence_at=at,
                source_key=row.uid if row.uid not in self._ids else None,
                import_id=self._import_id,
            )
            return "new", troubles
        changed = self._change(old, values, places if row.groups else None)
        return ("updated" if changed else "unchanged"), troubles

    def finish(self) -> None:
        imports.keep_changes(self._db, self._import_id, self._changes)

    def _known(self, uid: str, row: PlanRow | None) -> PlanItem | None:
        """The item called so. A number of our own may since have gone to another item: with
        another title at another time it is not the one of the row."""
        if uid in self._ids:
            return plan.by_id(self._db, self._ids[uid])
        own = uid.removeprefix(self._token) if self._token else ""
        if own == uid or not own.isascii() or not own.isdigit() or len(own) > 18:
            return None
        found = plan.by_id(self._db, int(own)) if int(own) in self._own else None
        if found and row and row.title != found.title:
            places = self._places(row, None, [])
            zone = row.timezone or (self._zones[places[0]] if places else "UTC")
            if instant_of(row.begins, zone) // 60 != found.starts_at // 60:
                return None
        return found

    def _old(self, row: PlanRow, series: PlanItem | None, at: int | None) -> PlanItem | None:
        if series is not None and at is not None:
            own = plan.occurrence(self._db, series.id, at)
            if own:
                return own
        return self._known(row.uid, row)

    def _places(
        self, row: PlanRow, series: PlanItem | None, troubles: list[CellProblem]
    ) -> list[int]:
        if row.groups is None:
            if series is not None:
                return list(series.group_ids)
            return [self._group.id] if self._group else []
        found = []
        for name in (name for said in row.groups for name in group_names(said, self._groups)):
            known = self._groups.get(name.casefold())
            if known:
                found.append(known.id)
            else:
                troubles.append(trouble(row.row, None, name, "plan_group_unknown"))
        return sorted(set(found))

    def _values(
        self, row: PlanRow, zone: str, places: Sequence[int], troubles: list[CellProblem]
    ) -> dict[str, Any]:
        """What the row tells, as it is stored."""
        told = {name: getattr(row, name) for name in _TOLD if getattr(row, name) is not None}
        told["starts_at"] = instant_of(row.begins, zone)
        if row.ends is not None:
            told["ends_at"] = instant_of(row.ends, zone)
        if row.rrule is not None:
            told["rrule"] = row.rrule
        if row.speaker:
            ids = self._called(row.speaker, places)
            if ids:
                told["speaker_id"] = ids[0] if len(ids) == 1 else ids
            else:
                troubles.append(trouble(row.row, None, row.speaker, "plan_speaker_unknown"))
        return told

    def _called(self, name: str, places: Sequence[int]) -> list[int]:
        """Who is called so; those of the item's groups before others."""
        rows = self._db.execute(
            "SELECT m.id, EXISTS (SELECT 1 FROM memberships s WHERE s.member_id = m.id"
            " AND s.group_id IN (SELECT value FROM json_each(?))) FROM members m"
            " WHERE m.name = ? ORDER BY m.id",
            [json.dumps(list(places)), name.strip()],
        ).fetchall()
        near = [row[0] for row in rows if row[1]]
        return near or [row[0] for row in rows]

    def _change(self, old: PlanItem, values: dict[str, Any], places: Sequence[int] | None) -> bool:
        """Set what differs and keep what it was."""
        speakers = values.get("speaker_id")
        if isinstance(speakers, list):  # several of one name: the one who stands there, if any
            values = {**values, "speaker_id": old.speaker_id}
        changes = {
            name: value
            for name, value in values.items()
            if _differs(name, getattr(old, name), value)
        }
        for name, value in changes.items():
            self._changes.append(("plan_items", old.id, name, getattr(old, name), value))
            self._db.execute(f"UPDATE plan_items SET {name} = ? WHERE id = ?", [value, old.id])
        moved = places is not None and tuple(places) != old.group_ids
        if moved and places is not None:
            texts = (json.dumps(list(old.group_ids)), json.dumps(list(places)))
            self._changes.append(("plan_items", old.id, "groups", *texts))
            plan.set_groups(self._db, old.id, places)
        return bool(changes) or moved


def _whole(values: dict[str, Any], row: PlanRow) -> dict[str, Any]:
    speaker = values.get("speaker_id")
    first = speaker[0] if isinstance(speaker, list) else speaker
    start = {"kind": "topic", "title": row.title or "", "status": "draft"}
    return {**start, **values, "speaker_id": first}


def _differs(name: str, old: Any, new: Any) -> bool:
    if name in {"starts_at", "ends_at"} and old is not None:
        return bool(old // 60 != new // 60)  # seconds don't stand in a sheet
    if name == "rrule" and old is not None:
        return parse(old) != parse(new)
    if name == "text":
        return str(old).strip() != str(new).strip()
    return bool(old != new)
