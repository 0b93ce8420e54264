"""highlights: what was kept."""

from __future__ import annotations

from typing import Any

import click

from qunmate.cli.app import App, command, json_option, option
from qunmate.cli.printing import emit, table
from qunmate.data import groups, highlights, members
from qunmate.i18n import N_, _
from qunmate.terms import highlight_word, listed


@command(
    N_("List the highlights, newest first. Example: qunmate highlights --group 读书会"),
    "highlights",
)
@option("--group", help=N_("Only this group."))
@json_option
@click.pass_obj
def listing(app: App, group: str | None, *, as_json: bool) -> None:
    with app.store() as store:
        chosen = groups.asked(store.db, group)
        named = {known.id: known.name for known in groups.all_groups(store.db)}
        kept = highlights.listing(store.db, chosen.id if chosen else None)
        people = members.names(store.db, {author for item in kept for author in item.authors})
    documents: list[dict[str, Any]] = [
        {
            "id": item.id,
            "group": named[item.group_id],
            "kind": item.kind,
            "title": item.title,
            "text": item.text,
            "authors": [people[author] for author in item.authors],
            "topics": list(item.topics),
            "tags": list(item.tags),
            "starred": item.starred,
            "occurred_on": item.occurred_on,
            "messages": list(item.messages),
        }
        for item in kept
    ]
    headings = [_("Day"), _("Group"), _("Kind"), _("Title"), _("By")]
    emit(
        documents,
        as_json=as_json,
        text=lambda: table(
            [
                [
                    d["occurred_on"],
                    d["group"],
                    highlight_word(d["kind"]),
                    d["title"],
                    listed(d["authors"]),
                ]
                for d in documents
            ],
            headings,
        ),
    )
