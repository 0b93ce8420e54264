"""plan: what is planned, each time it happens."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from qunmate import clock
from qunmate.cli.app import App, Day, command, json_option, option
from qunmate.cli.printing import emit, table
from qunmate.data import groups
from qunmate.i18n import N_, NC_, _
from qunmate.model import Group, PlanItem
from qunmate.tasks.plan import lifts, planned

_day = Day()
_DAYS_AHEAD = 28


@command(
    N_(
        "List what is planned; without dates, from today on for four weeks. "
        "Example: qunmate plan --group 读书会 --from 2026-11-01"
    ),
    "plan",
)
@option("--group", help=N_("Only this group."))
@option("--from", "first", type=_day, help=N_("First day, YYYY-MM-DD."))
@option("--to", "last", type=_day, help=N_("Last day, YYYY-MM-DD."))
@json_option
@click.pass_obj
def listing(
    app: App, group: str | None, first: datetime | None, last: datetime | None, *, as_json: bool
) -> None:
    start = clock.day_of(first.date() if first else app.today)
    end = clock.day_of(last.date()) if last else start + _DAYS_AHEAD
    clock.forward(start, end)
    with app.store() as store:
        chosen = groups.asked(store.db, group)
        named = {known.id: known for known in groups.all_groups(store.db)}
        group_id = chosen.id if chosen else None
        found = planned(store, group_id, start, end)
        lifted = lifts(store, found, group_id)
    documents = [
        {
            **_document(item, _zone(item, chosen, named), named),
            "lift": lifted.get((item.id, item.starts_at)),
        }
        for item in found
    ]
    keys = ("starts_at", "groups", "kind", "title", "status")
    headings = [_("When"), _(NC_("several", "Groups")), _("Kind"), _("Title"), _("Status")]
    emit(
        documents,
        as_json=as_json,
        text=lambda: table([[_cell(d[key]) for key in keys] for d in documents], headings),
    )


def _zone(item: PlanItem, chosen: Group | None, named: dict[int, Group]) -> str:
    """The time zone of the group that is asked for, else of the item's first group."""
    if chosen:
        return chosen.timezone
    return named[item.group_ids[0]].timezone if item.group_ids else groups.local_timezone()


def _document(item: PlanItem, zone: str, named: dict[int, Group]) -> dict[str, Any]:
    def instant(at: int | None) -> str | None:
        if at is None:
            return None
        return clock.iso_instant(at, clock.offset_of_instant(clock.zone(zone), at))

    return {
        "id": item.id,
        "groups": [named[group_id].name for group_id in item.group_ids],
        "kind": item.kind,
        "title": item.title,
        "text": item.text,
        "starts_at": instant(item.starts_at),
        "ends_at": instant(item.ends_at),
        "rrule": item.rrule,
        "status": item.status,
    }


def _cell(value: object) -> object:
    return _(", ").join(value) if isinstance(value, list) else value
