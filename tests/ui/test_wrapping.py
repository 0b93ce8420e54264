"""Words on several lines: no Chinese character stands alone on the last one."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRect, QTextBoundaryFinder
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from qunmate.ui.parts import label
from qunmate.ui.wrapping import apart, chain, paragraph, together, whole

JOINED = "入群 · 运营研究社 · 由 沈南乔 邀请"
FEW_DAYS = "11-02 – 11-04、11-07 没有导入数据，指标不含这些天。"
CHEERED = "没空的朋友别急，实录会收进群精华📌"
COUNTED = "羽毛球周末约从未发言，入群不到 30 天"


def last_line(made: QLabel) -> int:
    """How many px of the lowest line the words take."""
    height = made.fontMetrics().lineSpacing()
    image = made.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    inked = np.flatnonzero((rows[-height:, : image.width()] != rows[0, 0]).any(axis=0))
    return int(inked[-1] - inked[0])


@pytest.mark.parametrize("words", [JOINED, FEW_DAYS, COUNTED, CHEERED])
@pytest.mark.parametrize("later", [False, True])
def test_no_character_is_alone_on_the_last_line(qtbot: QtBot, words: str, later: bool) -> None:
    made = paragraph("" if later else words)
    qtbot.addWidget(made)
    if later:
        made.setText(words)
    one = made.fontMetrics().horizontalAdvance("请")
    whole = made.fontMetrics().horizontalAdvance(words)
    for missing in (2, one // 2, one, 2 * one, whole // 2):
        made.resize(whole - missing, made.heightForWidth(whole - missing))
        assert last_line(made) > 1.6 * one, missing


def test_a_word_before_a_firm_space_is_not_parted(qtbot: QtBot) -> None:
    begin, end = "近 30 天 18 条里有 10 条是福利或广告，", "上限\u00a020%。"
    made = paragraph(begin + end)
    qtbot.addWidget(made)
    whole = made.fontMetrics().horizontalAdvance(begin + end)
    made.resize(whole - 2, made.heightForWidth(whole - 2))
    assert last_line(made) > made.fontMetrics().horizontalAdvance(end.rstrip("。")) - 4


@pytest.mark.parametrize(
    "days",
    [
        "22 Nov",
        "22 Nov – 1 Dec",
        "22–25 Nov",
        "11月22日",
        "11月22日 – 12月1日",
        "2026-11-22 – 2026-12-01",
    ],
)
def test_no_line_ends_within_a_day_or_a_stretch_of_days(days: str) -> None:
    shown = together(f"早起读书会：{days} 没有安排")
    begin = shown.index(days[0])
    end = shown.rindex(days[-1])
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, shown)
    ends = []
    while (place := finder.toNextBoundary()) >= 0:
        ends.append(place)
    assert not [place for place in ends if begin < place <= end]
    assert [place for place in ends if place > end]
    assert apart(shown) == f"早起读书会：{days} 没有安排"


@pytest.mark.parametrize("name", ["“空表格…”", "「空白表格…」", "“导入 CSV…”", "“New list…”"])
def test_no_line_ends_within_the_few_words_between_quotation_marks(name: str) -> None:
    said = f"想要一张空表来填，请打开名册，选{name}就好"
    shown = together(said)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, shown)
    while (place := finder.toNextBoundary()) >= 0:
        assert not shown.index(name[0]) < place <= shown.index(name[-1])
    assert apart(shown) == said


def test_no_line_begins_with_the_dot_between_two_things() -> None:
    shown = together("早起读书会 · 11月22日 周日 · one of a series")
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, shown)
    while (place := finder.toNextBoundary()) >= 0:
        assert shown[place : place + 1] != "·"
    assert apart(shown) == "早起读书会 · 11月22日 周日 · one of a series"


def test_what_holds_words_together_is_not_among_them(qtbot: QtBot) -> None:
    for made in (paragraph(JOINED), label(FEW_DAYS, wrap=True), label("", wrap=True)):
        qtbot.addWidget(made)
        assert made.text() in {JOINED, FEW_DAYS, ""}
        made.setText(COUNTED)
        assert made.text() == COUNTED


IDS = ("wxid_19j0r3t1j7ah", "100000001", "lin_xm")


def test_no_dot_hangs_at_the_end_of_a_line(qtbot: QtBot) -> None:
    made = chain(" · ".join(IDS))
    qtbot.addWidget(made)
    made.show()
    advance = made.fontMetrics().horizontalAdvance
    for width in (advance(" · ".join(IDS)) - 2, advance(" · ".join(IDS[:2])) - 2):
        made.resize(width, made.heightForWidth(width))
        lines = QLabel.text(made).split("\n")
        assert len(lines) > 1
        assert [one for line in lines for one in apart(line).split(" · ")] == list(IDS)
        assert made.height() >= len(lines) * made.fontMetrics().height()
    made.resize(500, 20)
    assert apart(QLabel.text(made)) == " · ".join(IDS)


def test_what_holds_a_chain_is_told_the_same_at_each_width(qtbot: QtBot) -> None:
    made = chain(" · ".join(IDS))
    qtbot.addWidget(made)
    made.show()
    told = set()
    for width in (400, 120, 80):
        made.resize(width, made.heightForWidth(width))
        told.add((made.sizeHint(), made.minimumSizeHint()))
    assert len(told) == 1


def test_a_name_at_the_end_of_a_chain_stays_whole(qtbot: QtBot) -> None:
    made = chain(JOINED)
    qtbot.addWidget(made)
    made.show()
    for missing in (2, 30, 60):
        made.resize(made.fontMetrics().horizontalAdvance(JOINED) - missing, 40)
        assert apart(QLabel.text(made)).split("\n")[-1] == "由 沈南乔 邀请"


def test_a_thing_wider_than_the_line_goes_on_below(qtbot: QtBot) -> None:
    made = chain("a" * 60 + " · b")
    qtbot.addWidget(made)
    width = made.fontMetrics().horizontalAdvance("a" * 40)
    assert made.heightForWidth(width) >= 3 * made.fontMetrics().height()


def test_a_short_topic_is_not_parted(qtbot: QtBot) -> None:
    made = QLabel(f"话题：{whole('写书评')} / {whole('写作')}")
    made.setWordWrap(True)
    qtbot.addWidget(made)
    assert apart(whole("写作 课")) == "写作 课"
    words = made.fontMetrics().horizontalAdvance("话题：写书评 / 写作")
    made.resize(words - 2, made.heightForWidth(words - 2))
    assert last_line(made) > 1.6 * made.fontMetrics().horizontalAdvance("作")


def test_no_dot_hangs_where_letters_come_from_another_font(qtbot: QtBot) -> None:
    made = chain("▒░░▒▓▒░▓ · ░▒▒▓░▒▒▓")
    qtbot.addWidget(made)
    made.show()  # a hidden one is not told of its width
    lines = 0
    for width in range(made.fontMetrics().horizontalAdvance(made.text()) + 8, 60, -1):
        made.resize(width, 60)
        shown = QLabel.text(made).split("\n")
        room = QRect(0, 0, width, 10_000)
        high = made.fontMetrics().boundingRect(room, 0x1000, QLabel.text(made)).height()
        single = made.fontMetrics().boundingRect(room, 0x1000, shown[0][:4]).height()
        if len(shown) == 1:
            assert high <= single, width
        lines = max(lines, len(shown))
    assert lines == 2
