"""member erase: everything personal of one member goes, for good."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from qunmate.cli.app import App, command, json_option, option
from qunmate.cli.printing import emit, run_job
from qunmate.data import members
from qunmate.i18n import N_, _, ngettext
from qunmate.tasks import erase as tasks
from qunmate.tasks.erase import Erased, Outlook


@command(
    N_(
        "Erase a person: card, IDs, names, notes and words are removed, from other"
        " people's messages too; counts stay. This can't be undone. Without --yes it"
        " only says what would be removed, and which backups hold the person. Give a"
        " number, name or ID. Example: qunmate member erase 345 --yes"
    ),
    "erase",
)
@click.argument("member")
@option("--yes", is_flag=True, help=N_("Really do it."))
@option("--delete-backups", is_flag=True, help=N_("Also delete the backups that hold the person."))
@json_option
@click.pass_obj
def erase(app: App, member: str, *, yes: bool, delete_backups: bool, as_json: bool) -> None:
    with app.store() as store:
        member_id = members.find(store.db, member)
        seen = tasks.outlook(store, member_id)
        done: Erased | None = None
        if yes:
            delete = seen.backups if delete_backups else ()
            done = run_job(tasks.erase(store, member_id, delete=delete))
    emit(_document(seen, done), as_json=as_json, text=lambda: "\n".join(_lines(seen, done)))


def _document(seen: Outlook, done: Erased | None) -> dict[str, Any]:
    traces = seen.traces
    gone = set(done.deleted) if done else set()
    counts = {name: getattr(traces, name) for name in _COUNTS}
    return {
        "id": traces.member_id,
        "erased": done is not None,
        "overwritten": bool(done and done.overwritten),
        **counts,
        "backups": [str(one) for one in seen.backups if one not in gone],
        "backups_deleted": [str(one) for one in seen.backups if one in gone],
        "backups_unreadable": [str(one) for one in seen.unreadable],
    }


_COUNTS = (
    "identities", "groups", "messages", "naming", "named_groups", "highlights", "notes", "tags",
    "plan_items", "invited", "picture",
)  # fmt: skip


def _lines(seen: Outlook, done: Erased | None) -> Iterator[str]:
    if done is None:
        traces = seen.traces
        words = _("Erasing “{name}” (no. {id}) takes away:")
        yield words.format(name=traces.name, id=traces.member_id)
        yield from (f"  {one}" for one in tasks.taken_away(traces))
    else:
        yield _("Erased.")
    gone = set(done.deleted) if done else set()
    kept = [one for one in seen.backups if one not in gone]
    if gone:
        n = len(gone)
        yield ngettext("Deleted {n} backup.", "Deleted {n} backups.", n).format(n=n)
    yield from _places(_("These backups still hold the person:"), kept)
    yield from _places(_("These backups can't be read; check them yourself:"), seen.unreadable)
    if done is None:
        yield _("Nothing was changed. Add --yes to do it; it can't be undone.")
    elif not done.overwritten:
        yield _(
            "Another program is reading the file, so old data may be left beside it."
            " Close that program; the data goes the next time the file is closed."
        )


def _places(words: str, paths: tuple[Path, ...] | list[Path]) -> Iterator[str]:
    if paths:
        yield words
        yield from (f"  {path}" for path in paths)
