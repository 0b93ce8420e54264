"""Writes the plan into a calendar file or a sheet."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from qunmate import clock
from qunmate.data import groups, members, plan
from qunmate.data.exporters import plan_ics, plan_xlsx
from qunmate.data.plan_taking import file_token
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.i18n import _, language
from qunmate.model import Group, PlanItem
from qunmate.plan_book import PlanBook
from qunmate.planning.export import ExportItem

FORMATS = ("ics", "xlsx")


def export_plan(
    store: Store,
    path: Path,
    *,
    group: Group | None = None,
    first: int | None = None,
    last: int | None = None,
    format_: str = "",
) -> int:
    """Write what is planned (in a group, on days from `first` to `last` if given) to .ics or
    .xlsx; gives the number of events or rows. Taking the file in again changes nothing.
    UserError for another suffix or where it can't be written."""
    kind = (format_ or path.suffix.lstrip(".")).lower()
    if kind not in FORMATS:
        raise UserError("plan_format_unknown", format=kind)
    items = export_items(store, group, first, last)
    if kind == "ics":
        return plan_ics.write(path, items, datetime.now(UTC))
    return plan_xlsx.write(path, items, _("Calendar"), language())


def export_items(
    store: Store, group: Group | None, first: int | None = None, last: int | None = None
) -> list[ExportItem]:
    """Everything stored, repeating items before their occurrences, else in order of time."""
    db = store.db
    start = None if first is None else first * clock.DAY - clock.DAY
    end = None if last is None else (last + 2) * clock.DAY
    found = plan.stored(db, group.id if group else None, start, end)
    keys = plan.source_keys(db)
    known = groups.all_groups(db)
    names = {one.id: one.name for one in known}
    book = PlanBook(zones={one.id: one.timezone for one in known}, local=groups.local_timezone())
    speakers = members.names(db, {one.speaker_id for one in found if one.speaker_id})
    token = file_token(db)

    def uid(item_id: int) -> str:
        return keys.get(item_id) or f"{token}{item_id}"

    def wanted(item: PlanItem) -> bool:
        zone = book.home_zone(item)
        day = (item.starts_at + clock.offset_of_instant(clock.zone(zone), item.starts_at)) // 86_400
        late = last is not None and day > last
        early = first is not None and item.rrule is None and day < first
        return not late and not early

    by_id = {item.id: item for item in found}
    return [
        ExportItem(
            item,
            uid(item.id),
            uid(item.series_id) if item.series_id else "",
            book.home_zone(by_id.get(item.series_id or 0, item)),
            tuple(names[one] for one in item.group_ids),
            speakers.get(item.speaker_id or 0, ""),
        )
        for item in sorted(found, key=lambda one: (one.series_id is not None, one.starts_at))
        if wanted(item) and (item.series_id is None or item.series_id in by_id)
    ]
