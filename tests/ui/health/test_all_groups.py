"""All groups together: each person counts once, in the card, the curve and the growth alike."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from qunmate import clock
from qunmate.data.store import Store
from qunmate.ui.health.cards import changes, meaning
from qunmate.ui.health.days import net_growth
from qunmate.ui.health.period import Period
from qunmate.ui.health.reading import Wanted, read_shown
from qunmate.ui.health.telling import flow_of_all
from qunmate.ui.main_window import MainWindow
from tests.figure_book import FigureBook
from tests.ui.conftest import rest
from tests.ui.health.desk import health


def people_on(store: Store, day: str) -> int:
    """By the stays themselves, one SELECT a day."""
    (found,) = store.db.execute(
        "SELECT count(DISTINCT member_id) FROM memberships m JOIN stays s ON membership_id = m.id"
        " WHERE joined_on <= ?1 AND (left_on IS NULL OR left_on > ?1)",
        [day],
    ).fetchone()
    return int(found)


@pytest.fixture
def books(store: Store) -> list[FigureBook]:
    """In November a comes to a second group, b leaves one of two, c comes to both, d goes."""
    readers, runners = FigureBook(store, "Readers"), FigureBook(store, "Runners")
    a = readers.person("a", ("2026-01-01", None))
    b = readers.person("b", ("2026-01-01", None))
    c = readers.person("c", ("2026-11-05", None))
    readers.person("d", ("2026-02-01", "2026-11-20"))
    runners.person("a", ("2026-11-03", None), member=a)
    runners.person("b", ("2026-03-01", "2026-11-10"), member=b)
    runners.person("c", ("2026-11-06", None), member=c)
    readers.says("a", "2026-08-01")
    readers.says("a", "2026-11-30")
    return [readers, runners]


def test_the_growth_of_all_groups_is_that_of_the_people(
    store: Store, books: list[FigureBook]
) -> None:
    shown = read_shown(store, Wanted([book.group for book in books], Period("month")))
    days = [(date(2026, 11, 1) + timedelta(days=n)).isoformat() for n in range(-1, 30)]
    counted = [people_on(store, day) for day in days]
    assert [day["members"] for day in shown.now.daily] == counted[1:]
    assert shown.members_before == counted[0] == 3
    growth = [after - before for before, after in pairwise(counted)]
    assert list(net_growth(shown.now, shown.members_before)) == growth
    assert shown.now.members == 3
    assert changes(shown)["members"].words == "±0 · by group +3 / −2"


def test_the_members_of_an_earlier_day_are_held_against_todays(
    store: Store, books: list[FigureBook]
) -> None:
    """The list of groups counts today's: why it says another number is told."""
    books[0].person("e", ("2026-12-01", None))
    group, period = books[0].group, Period("month")
    end, today = (clock.parse_day(day) for day in ("2026-11-30", "2026-12-02"))
    shown = read_shown(store, Wanted(group, period, today=today))
    assert shown.last == end
    assert "Today there are 4: some have come or gone since 30 Nov." in meaning("members", shown)
    shown = read_shown(store, Wanted(group, period, today=end))
    assert "Today there" not in meaning("members", shown)


def test_what_has_no_room_on_a_card_gives_way_to_who_came_and_went(
    sample: MainWindow, qtbot: QtBot
) -> None:
    sample.sidebar.choose(None)
    card = health(sample, qtbot).page.score_line.cards["members"]
    full = "+1,234 · by group +4,321 / −3,087"
    card.show_figure(9_999, flow_of_all(1_234, 4_321, 3_087))
    assert card.note.text() in {full, "by group +4,321 / −3,087", "+4,321 / −3,087"}
    for wide in (400, 130):
        card.resize(wide, card.height())
        assert card.note.text() == (full if wide == 400 else "+4,321 / −3,087")
        assert full in card.accessibleName()
    assert card.note.toolTip() == full


def test_the_growth_of_one_group_is_of_known_dates(store: Store, books: list[FigureBook]) -> None:
    shown = read_shown(store, Wanted(books[0].group, Period("month")))
    growth = net_growth(shown.now, shown.members_before)
    assert [(place + 1, n) for place, n in enumerate(growth) if n] == [(5, 1), (20, -1)]
    assert changes(shown)["members"].words == "+1 / −1"


def test_all_groups_tell_how_people_are_counted(sample: MainWindow, qtbot: QtBot) -> None:
    sample.sidebar.choose(None)
    page = health(sample, qtbot).page
    tables = [card.table() for card in page.cards]
    assert any("Joined (by group)" in table.headings for table in tables)
    card = page.score_line.cards["members"]
    assert "by group" in card.note.full_text()
    assert "counts once" in card.toolTip()
    assert page.retention_card.title.full_text() == "Retention (by month first joined)"
    assert not page._layers_note.isHidden()
    sample.sidebar.choose(1)
    rest(qtbot, sample)
    assert page.retention_card.title.full_text() == "Retention (by month of joining)"
    assert "by group" not in card.note.full_text()
    assert "counts once" not in card.toolTip()
    assert page._layers_note.isHidden()
