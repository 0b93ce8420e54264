"""Every tab and dialog that pictures are taken of: its words can be read in each language; the
controls of the tabs have names and are reached by Tab, one after another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from qunmate import i18n
from qunmate.ui.app import make_app
from qunmate.ui.theme import Theme
from tests.access import misplaced, nameless, unreached, unspoken, untitled
from tests.legible import illegible
from tests.screens import STATES, Studio, make_files


@pytest.fixture
def language(request: pytest.FixtureRequest) -> str:
    """Spoken by the window and by the people in its files."""
    i18n.install(getattr(request, "param", "en"))
    return i18n.language()


@pytest.fixture
def files(tmp_path: Path, language: str) -> dict[str, Path]:
    return make_files(tmp_path / language)


def walk(
    app: QApplication, path: Path, look: Callable[[QWidget], list[str]], *, dialogs: bool
) -> list[str]:
    """What `look` finds fault with in each tab, and in each dialog."""
    faults: list[str] = []
    make_app()
    theme = Theme(app, "light")

    def keep(widget: QWidget, name: str) -> None:
        faults.extend(f"{name}: {fault}" for fault in look(widget))

    Studio(app, path, theme, keep).shoot(dialogs=dialogs)
    theme.deleteLater()
    return faults


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"], indirect=True)
def test_all_words_can_be_read_and_heard(qapp: QApplication, files: dict[str, Path]) -> None:
    def look(root: QWidget) -> list[str]:
        return [*illegible(root), *unspoken(root), *untitled(root)]

    for state, path in files.items():
        faults = walk(qapp, path, look, dialogs=state == "full")
        assert not faults, "\n".join(faults)


@pytest.mark.parametrize("state", STATES)
def test_all_controls_of_the_tabs_are_named_and_reached(
    qapp: QApplication, files: dict[str, Path], state: str
) -> None:
    def look(root: QWidget) -> list[str]:
        return [*nameless(root), *misplaced(root), *unreached(root)]

    faults = walk(qapp, files[state], look, dialogs=False)
    assert not faults, "\n".join(faults)
