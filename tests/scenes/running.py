"""While a long job runs, and the window of a file that is only looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qunmate.i18n import _
from qunmate.progress import Progress
from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.jobs import JobState, Ticket
from qunmate.ui.main_window import MainWindow
from qunmate.ui.settings_state import WindowState

if TYPE_CHECKING:
    from tests.screens import Studio

FILE = "早起读书会_2026-11-21.txt"


def scenes(studio: Studio) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    window, context = studio.window, studio.window.context

    def state(progress: Progress, left: float | None, file: str = FILE) -> JobState:
        ticket = Ticket(_("Importing {name}").format(name=file))
        return JobState(ticket, progress, 72_431.0, left)

    def running(now: JobState) -> QWidget:
        window.show_tab_named("members")
        studio.settle()
        window.status_bar.show_job(now)
        return window

    def doing() -> QWidget:
        window.status_bar.show_job(None)
        dialog = ImportDialog(context, (), None, print, window)
        page = dialog.doing
        page._run, page._total = object(), 3  # type: ignore[assignment]
        page._count()
        page._show_state(state(Progress(412, 1_000, 412_000), 8.0))
        dialog.show_doing()
        return dialog

    def read_only() -> QWidget:
        kept = WindowState(studio.place / "another state")
        made = MainWindow(window.path, context.theme, kept, today=context.today, read_only=True)
        made.resize(window.size())
        made.show()
        made.show_tab_named("members")
        studio.settle(made)
        return made

    yield "job", lambda: running(state(Progress(412, 1_000, 412_000), 8.0))
    yield "job-long", lambda: running(state(Progress(3, 0, 1_000_000), None, FILE * 6))
    yield "import-doing", doing
    yield "read-only", read_only
