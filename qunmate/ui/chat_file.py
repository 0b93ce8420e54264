"""A group's record into a file that other programs read."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtWidgets import QWidget

from qunmate.data.store import Store
from qunmate.i18n import _, ngettext
from qunmate.model import Group
from qunmate.progress import Job
from qunmate.ui.context import WindowContext
from qunmate.ui.jobs import Ticket
from qunmate.ui.saving import ask_file, open_file


def ask_export(context: WindowContext, parent: QWidget, group: Group) -> None:
    """Ask where to, then write; as a record may be long, the status bar tells how far it is."""
    stem = f"{group.name} {context.today.isoformat()}"
    kinds = (("jsonl", _("ChatLab record (*.jsonl)")),)
    path = ask_file(context.state, parent, _("Export chat"), stem, kinds)
    if path:
        write(context, path, group)


def write(context: WindowContext, path: Path, group: Group) -> Ticket:
    """Write as a job and say so when it is done."""

    def verb(store: Store) -> Job[int]:
        from qunmate.tasks.export_chat import export_chat

        return export_chat(store, group, path, exported_at=int(time.time()))

    def done(count: int) -> None:
        words = ngettext("Wrote {n:,} message to {file}.", "Wrote {n:,} messages to {file}.", count)
        context.notify.notice(
            words.format(n=count, file=context.blur.file(str(path))),
            _("Show folder"),
            lambda: open_file(path.parent),
        )

    title = _("Exporting the chat of {group}").format(group=group.name)
    return context.jobs.write(verb, (), done, title=title, lasting=True, reads=True)
