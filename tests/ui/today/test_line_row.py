"""What of a line is read where room is scarce."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from qunmate.today.words import Said
from qunmate.ui.theme import Theme
from qunmate.ui.today.line_row import LineText


def test_names_have_more_room_than_the_note(qtbot: QtBot, theme: Theme) -> None:
    text = LineText(theme)
    qtbot.addWidget(text)
    text.resize(440, text.height())
    names = "杭州-电商-雨朗, 成都-设计-承杰, 北京-教育-知意"
    note = "运营研究社 · joined 3–12 days ago, nobody has welcomed them yet"
    text.show_said(Said("7 people", "Welcome newcomers", names, note), quiet=False)
    _title, who, rest = text._laid()
    assert who[0].startswith("杭州-电商-雨朗")
    assert who[2].width() > rest[2].width() > 0


def test_a_note_is_told_in_full_beside_one_of_many_names(qtbot: QtBot, theme: Theme) -> None:
    text = LineText(theme)
    qtbot.addWidget(text)
    text.resize(430, text.height())
    names = "杭州-电商-雨朗, 成都-设计-承杰, 北京-教育-知意, 杭州-电商-小北, 上海-设计-承杰"
    note = "运营研究社 · joined 3–12 days ago"
    text.show_said(Said("7 people", "Welcome", names, note), quiet=False)
    _title, who, rest = text._laid()
    assert rest[0] == note
    assert who[0].startswith("杭州-电商")


def test_a_note_of_less_than_half_the_room_is_told_in_full(qtbot: QtBot, theme: Theme) -> None:
    text = LineText(theme)
    qtbot.addWidget(text)
    note = "运营研究社 · 3–12 天前入群"
    names = "杭州-电商-雨朗、成都-设计-承杰、北京-教育-知意、杭州-电商-小北"
    text.show_said(Said("7 人", "欢迎新人", names, note), quiet=False)
    metrics = text.fontMetrics()
    text.resize(
        metrics.horizontalAdvance("欢迎新人") + 70 + 2 * metrics.horizontalAdvance(note), 32
    )
    _title, who, rest = text._laid()
    assert rest[0] == note
    assert who[0].endswith("…")


def test_a_long_name_gives_way_to_how_long_someone_waits(qtbot: QtBot, theme: Theme) -> None:
    text = LineText(theme)
    qtbot.addWidget(text)
    text.resize(500, text.height())
    waiting = "1 小时没人回答"
    question = "请问新号怎么过冷启动期,每天发几条,要不要投流?" * 3
    who = "亚马逊-户外-文杰-深圳南山科技园-十年老卖家"
    text.show_said(Said("昨天", question, who, waiting), quiet=False)
    title, name, rest = text._laid()
    assert rest[0] == waiting
    assert name[0].startswith("亚马逊")
    assert title[2].width() > name[2].width()
