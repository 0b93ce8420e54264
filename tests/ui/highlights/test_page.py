"""The reading pane as rich text: points of a list, names that are read from the right."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument, QTextTable
from pytestqt.qtbot import QtBot

from qunmate.model import ChatRow, Highlight, Kind, Reaction
from qunmate.ui.highlights.page import SIGNS, Ink, reading, source
from qunmate.ui.theme import LIGHT


def laid_out(text: str, note: str = "") -> QTextDocument:
    one = Highlight(
        1,
        1,
        "sharing",
        "写书评",
        text,
        (),
        (),
        (),
        starred=False,
        occurred_on="2026-11-21",
        messages=(),
    )
    document = QTextDocument()
    document.setHtml(reading(one, note, Ink(LIGHT)))
    return document


def tables(document: QTextDocument) -> list[QTextTable]:
    return [one for one in document.rootFrame().childFrames() if isinstance(one, QTextTable)]


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("· 写三行", "·"),
        ("•写三行", "•"),
        ("- 写三行", "-"),
        ("12、写三行", "12、"),
        ("3. 写三行", "3."),
    ],
)
def test_the_lines_of_a_point_stand_right_of_its_mark(qtbot: QtBot, line: str, mark: str) -> None:
    document = laid_out(f"先说一句\n{line}")
    (table,) = tables(document)
    cells = [table.cellAt(0, column).firstCursorPosition().block().text() for column in (0, 1)]
    assert cells == [mark, "写三行"]


@pytest.mark.parametrize("line", ["3.5 折的书", "-5 度", "·", "2026.11.22 记", "写三行"])
def test_what_only_looks_like_a_point_stays_a_line(qtbot: QtBot, line: str) -> None:
    document = laid_out(line)
    assert not tables(document)
    assert line in document.toPlainText()


def test_very_many_points_are_plain_lines(qtbot: QtBot) -> None:
    document = laid_out("\n".join(f"· 第{place}点" for place in range(300)))
    assert not tables(document)
    assert "· 第299点" in document.toPlainText()


def test_a_name_does_not_turn_the_line_of_facts_around(qtbot: QtBot) -> None:
    document = laid_out("写三行", "עם ישראל · 2026-11-21")
    block = document.begin().next()
    assert block.text().startswith("עם")
    assert block.blockFormat().layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_what_was_given_to_a_message_stands_below_its_words(qtbot: QtBot) -> None:
    many = tuple(Reaction(f"<b>{n}", 1) for n in range(SIGNS + 1))
    given = [(Reaction("👍", 3), Reaction("❤", 1)), (), many]
    rows = [
        ChatRow(n, 1, 60 * n, n, f"成员{n}", Kind.TEXT, f"第{n}句", kept=False, reactions=one)
        for n, one in enumerate(given)
    ]
    document = QTextDocument()
    document.setHtml(source(rows, frozenset({0}), [row.sender for row in rows], Ink(LIGHT)))
    lines = document.toPlainText().replace("\xa0", " ").splitlines()
    assert lines[1:6] == [
        "00:00 成员0",
        "第0句",
        "👍 3  ❤ 1",
        "00:01 成员1",
        "第1句",
    ]
    assert lines[-1].startswith("<b>0 1  <b>1 1")
    assert lines[-1].endswith("<b>11 1  …")
