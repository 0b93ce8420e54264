"""Files that are dragged or pasted into the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent

# what a dialog that asks for files offers
SHEETS = "*.xlsx *.xls *.xlsm *.xlsb *.et *.ods *.csv *.tsv"
CHATS = "*.txt *.md *.json *.jsonl *.zip *.mht *.html *.eml"
BACKUPS = "-backups"  # the folder beside a file ends so
ANYTHING = f"{SHEETS} {CHATS} *.ics"


def is_own(source: object) -> bool:
    """Whether it is called as a file of QunMate. Not a backup in its place: what is changed in
    one would be lost when it is swept away."""
    if not isinstance(source, Path) or source.suffix.lower() != ".qunmate":
        return False
    return not source.parent.name.endswith(BACKUPS)


def dropped_paths(data: QMimeData | None) -> list[Path]:
    """The files and folders of this machine in what is dragged or copied; empty if there are
    none. Qt gives None for an empty clipboard."""
    if data is None:
        return []
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def accept_copy(event: QDropEvent) -> None:
    """Accept what is dragged, and never as moved here, whatever was proposed: the program it comes
    from would take the file away."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
