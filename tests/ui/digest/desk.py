"""What the tests of the digest's dialog do in it again and again."""

from __future__ import annotations

from qunmate.ui.digest_dialog import DigestDialog


def choose(dialog: DigestDialog, group: str) -> None:
    dialog.side.group.setCurrentText(group)


def keys(dialog: DigestDialog) -> list[str]:
    assert dialog._made
    return [section.key for section in dialog._made.digest.sections]
