"""member merge: two cards of one person become one."""

from __future__ import annotations

import click

from qunmate.cli.app import App, command, json_option
from qunmate.cli.printing import emit
from qunmate.data import members, merging
from qunmate.i18n import N_, _


@command(
    N_(
        "Make one member of two: everything of B moves to A, whose own fields win. Give numbers, "
        "names or IDs. Example: qunmate member merge 12 345"
    ),
    "merge",
)
@click.argument("a")
@click.argument("b")
@json_option
@click.pass_obj
def merge(app: App, a: str, b: str, *, as_json: bool) -> None:
    with app.store() as store, store.atomic() as db:
        keep, drop = members.find(db, a), members.find(db, b)
        gone = members.by_id(db, drop).name
        merging.merge(db, keep, drop)
        name = members.by_id(db, keep).name
    emit(
        {"id": keep, "name": name, "merged": drop},
        as_json=as_json,
        text=lambda: _("“{gone}” is now part of “{name}” (no. {id}).").format(
            gone=gone, name=name, id=keep
        ),
    )
