"""Collections in and out: the file dialogs of the tab and what they lead to."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from qunmate.data.store import Store
from qunmate.i18n import _, ngettext
from qunmate.progress import Job
from qunmate.tasks.export_highlights import Selection, export_highlights
from qunmate.tasks.import_highlights import HighlightImport, import_highlights
from qunmate.ui.context import WindowContext
from qunmate.ui.opening import ask_one
from qunmate.ui.pen import writes
from qunmate.ui.saving import ask_file, open_file
from qunmate.ui.zones import usual
from qunmate.words import words

TABLES = frozenset(
    {
        "highlights",
        "highlight_authors",
        "highlight_labels",
        "highlight_messages",
        "imports",
        "members",
        "memberships",
        "identities",
        "stays",
        "names",
    }
)


def ask_import(context: WindowContext, parent: QWidget) -> None:
    """Ask for a collection and take it in, into the chosen group."""
    kinds = _("Collections (*.xlsx *.xls *.ods *.csv *.tsv *.json)") + ";;" + _("All files (*)")
    path = ask_one(context.state, parent, _("Import highlights"), kinds)
    if path:
        take_in(context, path)


def take_in(context: WindowContext, path: Path) -> None:
    group, zone = context.group, usual()

    def done(result: HighlightImport) -> None:
        context.notify.notice(outcome(result))

    def verb(store: Store) -> Job[HighlightImport]:
        return import_highlights(store, path, group=group, today=context.today, zone=zone)

    # an import is taken back by its batch: no deed to name here
    context.jobs.write(verb, TABLES, done, title=_("Import highlights"))


def outcome(result: HighlightImport) -> str:
    """One sentence: how many are new, what could not be read."""
    parts = [
        ngettext("{n} new highlight", "{n} new highlights", result.new).format(n=f"{result.new:,}"),
        ngettext("{n} already known", "{n} already known", result.unchanged).format(
            n=f"{result.unchanged:,}"
        ),
    ]
    if result.errors_total:
        first = result.errors[0]
        told = words(first.problem)[0]
        n = result.errors_total
        parts.append(ngettext("{n} problem", "{n} problems", n).format(n=f"{n:,}"))
        parts.append(_("row {row}: {problem}").format(row=first.row, problem=told))
    return " · ".join(parts)


def menu(context: WindowContext, parent: QWidget, shown: Collection[int]) -> QMenu:
    """What can be taken out and in; `shown` are the ids in the list."""
    made = QMenu(parent)
    choices = (
        (_("Newcomer pack…"), _("Newcomer pack"), Selection(pack=True)),
        (_("Export what the list shows…"), _("Highlights"), Selection(ids=tuple(shown))),
        (_("Export questions and answers…"), _("FAQ"), Selection(kinds=("answer",))),
        (_("Export all…"), _("Highlights"), Selection()),
    )
    for text, title, selection in choices:
        action = made.addAction(text)
        action.triggered.connect(partial(ask_export, context, parent, title, selection))
    made.addSeparator()
    action = made.addAction(_("Import a collection…"))
    action.triggered.connect(lambda _on=False: ask_import(context, parent))
    writes(context.jobs, action)
    made.aboutToHide.connect(made.deleteLater)
    return made


def ask_newcomers(context: WindowContext, parent: QWidget) -> None:
    """The newcomer pack: what is starred, and all questions with answers."""
    ask_export(context, parent, _("Newcomer pack"), Selection(pack=True))


def ask_export(
    context: WindowContext,
    parent: QWidget,
    title: str,
    selection: Selection,
    _checked: object = None,
) -> None:
    group = context.group
    stem = f"{group.name if group else _('All groups')} {title}"
    kinds = (
        ("html", _("Web page (*.html)")),
        ("xlsx", _("Excel (*.xlsx)")),
        ("md", _("Text with Markdown (*.md)")),
    )
    path = ask_file(context.state, parent, _("Export highlights"), stem, kinds)
    if path:
        write(context, path, title, selection)


def write(context: WindowContext, path: Path, title: str, selection: Selection) -> None:
    """Write on the reader thread and say so when it is done."""
    group = context.group

    def work(store: Store) -> int:
        return export_highlights(store, path, group=group, selection=selection, title=title)

    def done(count: int) -> None:
        said = ngettext(
            "Wrote {n:,} highlight to {file}.", "Wrote {n:,} highlights to {file}.", count
        )
        context.notify.notice(
            said.format(n=count, file=context.blur.file(path.name)),
            _("Open"),
            lambda: open_file(path),
        )

    context.jobs.read("highlights.export", work, done)
