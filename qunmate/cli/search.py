"""search: messages, members, highlights and plan items that hold a text."""

from __future__ import annotations

from typing import Any

import click

from qunmate import clock
from qunmate.cli.app import COUNT, App, command, json_option, option
from qunmate.cli.printing import emit, moment, one_line, table
from qunmate.clusters import shortened
from qunmate.data import groups
from qunmate.i18n import N_, _
from qunmate.model import Group
from qunmate.tasks.search import PLACES, Hit, find_all
from qunmate.terms import hit_kind_word

SHOWN = 100  # characters of a text in the table


@command(
    N_("Find a text everywhere. Example: qunmate search 直播 --in messages --limit 20"), "search"
)
@click.argument("text")
@option(
    "--in",
    "place",
    type=click.Choice([*PLACES, "all"]),
    default="all",
    help=N_("Where to look."),
)
@option("--group", help=N_("Only in this group."))
@option("--limit", type=COUNT, default=50, help=N_("At most this many."))
@json_option
@click.pass_obj
def search(
    app: App, text: str, place: str, group: str | None, limit: int, *, as_json: bool
) -> None:
    with app.store() as store:
        chosen = groups.asked(store.db, group)
        named = {g.id: g for g in groups.all_groups(store.db)}
        found = find_all(
            store.db,
            text,
            places=PLACES if place == "all" else (place,),
            group_id=chosen.id if chosen else None,
            limit=limit,
        )
    documents = [_document(hit, named) for hit in found.hits]
    headings = [_("Kind"), _("When"), _("Group"), _("Who"), _("Text")]
    emit(
        {"total": found.total, "more": found.more, "hits": documents},
        as_json=as_json,
        text=lambda: table(list(map(_row, documents)), headings),
    )


def _row(document: dict[str, Any]) -> list[str | None]:
    return [
        hit_kind_word(document["kind"]),
        moment(document["when"]),
        document["group"],
        document["who"],
        _cut(one_line(document["text"])),
    ]


def _cut(text: str) -> str:
    return shortened(text, SHOWN)


def _document(hit: Hit, named: dict[int, Group]) -> dict[str, Any]:
    group = named.get(hit.group_id or 0)
    when = None
    if hit.at is not None:
        zone = clock.zone(group.timezone if group else groups.local_timezone())
        when = clock.iso_instant(hit.at, clock.offset_of_instant(zone, hit.at))
    return {
        "kind": hit.kind,
        "id": hit.id,
        "group": group.name if group else None,
        "when": when or hit.day,
        "who": hit.who,
        "text": hit.text,
    }
