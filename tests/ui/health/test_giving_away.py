"""What leaves the Health tab: pictures and data, and names that are masked."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qunmate.data.exporters.chart_xlsx import ChartTable, render
from qunmate.ui.blur import mask
from qunmate.ui.health.chart_card import ChartCard
from qunmate.ui.main_window import MainWindow
from qunmate.veil import veil_of
from tests.ui.conftest import Open, rest
from tests.ui.health.desk import chart, health


def test_names_are_masked_while_the_screen_is_shared(sample: MainWindow, qtbot: QtBot) -> None:
    tab = health(sample, qtbot)
    plain = [bar.label for bar in tab.page.top.bars]
    sample.context.blur.turn(on=True)
    masked = [bar.label for bar in tab.page.top.bars]
    assert not set(plain) & set(masked)
    assert tab.page.graph.name(0) not in plain
    title = next(mark.title for mark in tab.page._shown.marks) if tab.page._shown else ""
    sample.context.blur.learn(veil_of([title]))
    told = [mark.title for mark in chart(tab)._told]
    assert mask(title) in told
    assert title not in told
    sample.context.blur.turn(on=False)
    assert [bar.label for bar in tab.page.top.bars] == plain


def test_pictures_and_data_are_given_away(sample: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    tab = health(sample, qtbot)
    for place, card in enumerate(tab.page.cards):
        card.copy_picture()
        assert not QApplication.clipboard().image().isNull()
        picture, data = tmp_path / f"{place}.png", tmp_path / f"{place}.xlsx"
        card.save_picture_to(picture)
        card.save_data_to(data)
        rest(qtbot, sample)
        assert QImage(str(picture)).width() == 2 * card.width()
        sheet = load_workbook(data).worksheets[0]
        table = card.table()
        assert sheet["A1"].value == table.title
        assert [cell.value for cell in sheet[4]] == list(table.headings)
        assert sheet.max_row == 4 + len(table.rows)
    titles = [table.title for table in tab.page.all_tables()]
    assert titles[0] == "Overview"
    assert len(titles) == len(set(titles))


def test_figures_days_and_rates_are_saved_as_numbers(
    sample: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = health(sample, qtbot)
    path = tmp_path / "health.xlsx"
    path.write_bytes(render(tab.page.all_tables()))
    book = load_workbook(path)
    overview = {row[0].value: row[1] for row in book["Overview"].iter_rows(min_row=5)}
    told = {name: (cell.data_type, cell.number_format) for name, cell in overview.items()}
    assert told == {
        "Health score": ("n", "0"),
        "Active rate": ("n", "0.0%"),
        "Stage": ("s", "General"),
        "Members": ("n", "#,##0"),
        "Time to the first reply": ("d", "[h]:mm:ss"),  # a span of time
        "Owner dependence": ("n", "0.0%"),
    }
    assert book["Messages and speakers"]["A5"].is_date
    assert book["Members and growth"]["A5"].number_format == "yyyy-mm-dd"
    (title,) = (name for name in book.sheetnames if name.startswith("Retention"))
    month, size, *rates = [
        {cell.number_format for cell in column if cell.value is not None}
        for column in book[title].iter_cols(min_row=5)
    ]
    assert (month, size) == ({"yyyy-mm"}, {"#,##0"})
    assert set().union(*rates) == {"0.0%"}


def test_lines_are_as_thick_on_a_picture_as_on_the_screen(sample: MainWindow, qtbot: QtBot) -> None:
    tab = health(sample, qtbot)
    assert tab.page.members
    for card, plot, line in (
        (tab.page.activity_card, chart(tab).plot, chart(tab).messages),
        (tab.page.members_card, tab.page.members.plot, tab.page.members.line),
    ):
        screen = line.opts["pen"].widthF()
        widths: list[float] = []
        plot.sharpened.connect(
            lambda line=line, widths=widths: widths.append(line.opts["pen"].widthF())
        )
        card.copy_picture()
        assert widths == [2 * screen, screen]


def test_the_keys_stay_where_they_were_when_a_picture_is_taken(
    open_window: Open, qtbot: QtBot
) -> None:
    card = ChartCard(open_window().context, "Messages", "", lambda: ChartTable("", "", (), ()))
    page = QWidget()
    qtbot.addWidget(page)
    box = QVBoxLayout(page)
    box.addWidget(card)
    box.addWidget(QPushButton("next"))
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    card.more.setFocus()
    card.picture()
    assert card.more.hasFocus()
