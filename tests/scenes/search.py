"""Search everywhere: what the panel shows for a text, for none, and with blurred names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qunmate.ui.search import recent
from tests.scenes.said import said

if TYPE_CHECKING:
    from tests.screens import Studio


def scenes(studio: Studio) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    def searched(text: str, width: int = 0, *, blurred: bool = False) -> QWidget:
        window = studio.window
        window.search.close()
        window.context.blur.turn(on=blurred)
        if width:
            window.resize(width, 768)
        window.search.focus()
        window.search.box.setText(text)
        return window

    for text in (said("check-in"), said("initials")):
        recent.remember(studio.window.context.state, text)
    yield "search-empty", partial(searched, "")
    yield "search-word", partial(searched, said("talk"))
    yield "search-initials", partial(searched, "l")
    yield "search-nothing", partial(searched, "根本没有这样的词")
    yield "search-blurred", partial(searched, said("talk"), blurred=True)
    yield "search-narrow", partial(searched, said("talk"), 960)
    yield "search-closed", partial(_closed, studio)


def _closed(studio: Studio) -> QWidget:
    studio.window.search.box.clear()
    studio.window.search.close()
    studio.window.context.blur.turn(on=False)
    return studio.window
