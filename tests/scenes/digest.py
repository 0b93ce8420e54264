"""The digest dialog in its formats, with own words, and the choice of quotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qunmate.ui.digest.items_dialog import ItemsDialog
from qunmate.ui.digest_dialog import DigestDialog

if TYPE_CHECKING:
    from tests.screens import Studio

UGLY = "🎉 一个长得没有尽头的标题 שלום עולם " * 4


def scenes(studio: Studio) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    window, context = studio.window, studio.window.context

    def opened(format_: str = "png", *, operator: bool = False, morning: bool = False) -> QWidget:
        dialog = DigestDialog(context, window)
        dialog.side.format.setCurrentIndex(dialog.side.format.findData(format_))
        if operator:
            dialog.side.operator.setChecked(True)
        if morning:
            dialog.side.period.morning.click()
        studio.settle()
        return dialog

    def ugly() -> QWidget:
        dialog = opened()
        assert isinstance(dialog, DigestDialog)
        dialog.side.title.setText(UGLY)
        dialog.side.closing.setPlainText(UGLY + "\n" + UGLY)
        dialog.resize(960, 500)
        dialog._remake()
        return dialog

    def reset() -> QWidget:
        dialog = opened()
        assert isinstance(dialog, DigestDialog)
        dialog.as_computed()
        return dialog

    def items() -> QWidget:
        dialog = opened()
        assert isinstance(dialog, DigestDialog)
        assert dialog._base
        section = max(dialog._base.sections, key=lambda one: (one.key == "answers", one.key))
        return ItemsDialog(dialog, section, dialog.edits().choices(section))

    yield "digest-member", opened
    yield "digest-operator", lambda: opened(operator=True)
    yield "digest-morning", lambda: opened(morning=True)
    yield "digest-pdf", lambda: opened("pdf")
    yield "digest-text", lambda: opened("md")
    yield "digest-ugly", ugly
    yield "digest-reset", reset
    yield "digest-items", items
