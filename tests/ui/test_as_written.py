"""What people have written is shown as they wrote it: no markup, no keys of menus."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import Qt, QTextDocument
from pytestqt.qtbot import QtBot

import qunmate
from qunmate.ui.parts import as_written, hint

FOLDER = Path(qunmate.__file__).parent / "ui"
OURS = {"_", "ngettext", "why", "toString"}  # words of ours, and of Qt
TOOLTIPS = {"setToolTip": 0, "showText": 1}
CAPTIONS = {"addAction", "addMenu", "QAction", "QCheckBox", "QRadioButton"}
# what they are given are words of ours
KNOWN = {
    "actions.py": {"item"},
    "calendar/desk.py": {"f'{words}\\t{native(keys)}' if keys else words"},
    "calendar/verbs.py": {"text"},
    "more_menu.py": {"item"},
    "sidebar.py": {"action"},
    "highlights/reading.py": {"native(words)"},
    "importing/chat_part.py": {"self"},
    "highlights/tab.py": {"f'{words}\\t{native(keys)}'"},
    "highlights/transfer.py": {"text"},
    "members/card_menu.py": {"words"},
    "members/clean_up_terms.py": {"words"},
    "members/filter_bar.py": {"title"},
    "members/tools.py": {"self._columns(menu)"},
    "message_browser/verbs.py": {"highlight_word(kind)", "f'{verb.words}\\t{native(verb.keys)}'"},
    "parts.py": {"f'{shown}\\t{note}' if note else shown"},
    "widgets/menu_chip.py": {"action", "more", "self._other"},
}


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    for path in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                func = node.func
                name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
                yield path.relative_to(FOLDER).as_posix(), name, node


def ours(node: ast.expr, *also: str) -> bool:
    """Whether a text is made of our own words alone, or has gone through one of `also`."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.Call):
        func = node.func
        name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
        if name == "native":  # the names of keys
            return ours(node.args[0], *also)
        return name in OURS.union(also)
    if isinstance(node, ast.BinOp):
        return ours(node.left, *also) and ours(node.right, *also)
    if isinstance(node, ast.IfExp):
        return ours(node.body, *also) and ours(node.orelse, *also)
    return False


def test_every_tooltip_with_words_of_others_is_plain() -> None:
    wrong = [
        f"{path}:{node.lineno}"
        for path, name, node in calls()
        if name in TOOLTIPS and len(node.args) > TOOLTIPS[name]
        if not ours(node.args[TOOLTIPS[name]], "hint")
    ]
    assert wrong == []


def test_every_caption_with_words_of_others_keeps_its_signs() -> None:
    wrong = [
        f"{path}:{node.lineno} {ast.unparse(node.args[0])}"
        for path, name, node in calls()
        if name in CAPTIONS and node.args
        if not ours(node.args[0], "as_written", "in_menu")
        if ast.unparse(node.args[0]) not in KNOWN.get(path, ())
    ]
    assert wrong == []


def test_signs_of_menus_are_doubled_in_one_place() -> None:
    doubled = [
        f"{path}:{node.lineno}"
        for path, name, node in calls()
        if name == "replace" and [ast.unparse(one) for one in node.args] == ["'&'", "'&&'"]
    ]
    assert len(doubled) == 1
    assert doubled[0].startswith("parts.py")


@pytest.mark.parametrize("text", ["<b>x</b>", "A & B", "&lt;b&gt;", "<img src='x'>\nnext", "plain"])
def test_a_hint_reads_as_it_is_written(qtbot: QtBot, text: str) -> None:
    shown = hint(text)
    if Qt.mightBeRichText(shown):
        document = QTextDocument()
        document.setHtml(shown)
        shown = document.toPlainText()
    assert shown == text
    assert as_written("A&B") == "A&&B"
