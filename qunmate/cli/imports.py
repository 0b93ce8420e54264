"""imports; import undo."""

from __future__ import annotations

from typing import Any

import click

from qunmate import clock
from qunmate.cli.app import COUNT, App, command, json_option
from qunmate.cli.printing import emit, moment, run_job, table
from qunmate.data import groups, imports
from qunmate.figures.words import show_count
from qunmate.i18n import N_, _
from qunmate.model import Group, ImportBatch
from qunmate.tasks.undo_import import undo_import
from qunmate.terms import import_kind_word, yes_no


def _document(batch: ImportBatch, named: dict[int, Group]) -> dict[str, Any]:
    group = named.get(batch.group_id or 0)
    zone = clock.zone(group.timezone if group else groups.local_timezone())
    return {
        "id": batch.id,
        "kind": batch.kind,
        "file": batch.file,
        "sha256": batch.sha256,
        "group": group.name if group else None,
        "at": clock.iso_instant(batch.at, clock.offset_of_instant(zone, batch.at)),
        "new": batch.new,
        "updated": batch.updated,
        "rejected": batch.rejected,
        "undone": batch.undone,
    }


def _print(documents: list[dict[str, Any]], *, as_json: bool, one: bool = False) -> None:
    headings = [
        _("No."),
        _("Kind"),
        _("File"),
        _("Group"),
        _("At"),
        _("New"),
        _("Changed"),
        _("Undone"),
    ]
    emit(
        documents[0] if one else documents,
        as_json=as_json,
        text=lambda: table(list(map(_row, documents)), headings),
    )


def _row(document: dict[str, Any]) -> list[object]:
    return [
        document["id"],
        import_kind_word(document["kind"]),
        document["file"],
        document["group"],
        moment(document["at"]),
        show_count(document["new"]),
        show_count(document["updated"]),
        yes_no(document["undone"]),
    ]


@command(N_("List what was taken in. Example: qunmate imports"), "imports")
@json_option
@click.pass_obj
def listing(app: App, *, as_json: bool) -> None:
    with app.store() as store:
        named = {group.id: group for group in groups.all_groups(store.db)}
        found = [_document(batch, named) for batch in imports.listing(store.db)]
    _print(found, as_json=as_json)


@command(N_("Undo a whole import. Example: qunmate import undo 3"), "undo")
@click.argument("import_id", type=COUNT, metavar="ID")
@json_option
@click.pass_obj
def undo(app: App, import_id: int, *, as_json: bool) -> None:
    with app.store() as store:
        batch = run_job(undo_import(store, import_id))
        named = {group.id: group for group in groups.all_groups(store.db)}
    _print([_document(batch, named)], as_json=as_json, one=True)
