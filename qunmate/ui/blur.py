"""Names that can't be read while the screen is shared."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import PurePath

from PySide6.QtCore import QObject, Signal

from qunmate.bidi import unturned
from qunmate.errors import Problem
from qunmate.i18n import _
from qunmate.ui.settings_state import WindowState
from qunmate.veil import Masks, Veil
from qunmate.words import words

KEY = "blur"
_SHADES = "░▒▓"
_LONGEST = 8  # characters of a mask
_TEXTS = 2_000  # that are held as they may be shown: more than a window shows at once


class Blur(QObject):
    """Whether names, phone numbers and ids are masked; `changed` asks for a repaint."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None, state: WindowState | None = None) -> None:
        """`state` remembers the choice, so that a restart in a meeting shows nothing."""
        super().__init__(parent)
        self._state = state
        self._on = bool(state and state.number(KEY))
        self._veil: Veil | None = None
        self._veiled: Callable[[str], str] = mask  # as long as no names are known

    @property
    def on(self) -> bool:
        return self._on

    def turn(self, *, on: bool) -> None:
        if on != self._on:
            self._on = on
            if self._state:
                self._state.keep(KEY, int(on))
            self.changed.emit()

    def toggle(self) -> None:
        self.turn(on=not self._on)

    def learn(self, veil: Veil) -> None:
        """The names that may stand in a text."""
        if veil != self._veil:
            self._veil = veil
            self._veiled = lru_cache(_TEXTS)(partial(veil.hide, mask=mask))
            self.changed.emit()

    def text(self, said: str) -> str:
        """What somebody said or wrote, as it may be shown: without the names, numbers and
        addresses in it. Nothing of it can be read before the names are known."""
        return self._veiled(said) if self._on else said

    def name(self, text: str) -> str:
        """The text as it may be shown: itself, or a mask of like length that is always the
        same for one text, so that two people still look different. No name turns around what
        stands behind it."""
        return mask(text) if self._on else unturned(text)

    def member(self, name: str) -> str:
        """A member's name as it may be shown, on one line; words for one who has none."""
        return self.name(" ".join(name.split())) or _("no name")

    @property
    def shown(self) -> Masks:
        """How a name and a text may be shown on the window's thread."""
        return Masks(self.name, self.text)

    @property
    def masks(self) -> Masks | None:
        """What hides names in another thread; None where they may be read."""
        return Masks(mask, self._veiled) if self._on else None

    def file(self, name: str) -> str:
        """A file's name or path as it may be shown: what it ends with stays."""
        if not self._on:
            return unturned(name)
        stem, dot, suffix = PurePath(name).name.rpartition(".")
        return f"{self.name(stem)}{dot}{suffix}" if stem else self.name(name)

    def words(self, problem: Problem) -> tuple[str, str]:
        """What is wrong and the next step, in which a file's name is shown as it may be."""
        return words_of(problem, self.file)


def words_of(problem: Problem, file: Callable[[str], str]) -> tuple[str, str]:
    """What is wrong and the next step; `file` gives a path as it may be shown."""
    path = problem.params.get("path")
    if path is None:
        return words(problem)
    return words(replace(problem, params={**problem.params, "path": file(str(path))}))


def mask(text: str) -> str:
    """Shades in place of the characters; nothing of the text can be read from them."""
    length = min(max(len(text.strip()), 2), _LONGEST) if text.strip() else 0
    number = zlib.crc32(text.encode("utf-8", "surrogatepass"))
    shades = []
    for _place in range(length):
        number, shade = divmod(number, len(_SHADES))
        shades.append(_SHADES[shade])
    return "".join(shades)
