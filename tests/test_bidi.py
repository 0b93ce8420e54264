"""Names from the right among words from the left."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication, QTextLayout
from pytestqt.qtbot import QtBot

from qunmate.bidi import carried, from_the_left, isolated, named, unturned
from qunmate.data.exporters import digest_md
from qunmate.digest.model import Digest, Entry, Honour, Person, Quote, Row, Section

ARABIC, HEBREW = "محمد العربي", "עם ישראל"


@pytest.mark.parametrize("name", ["", "周子昂", "O'Brien", "🦄 独角兽", "Łódź"])
def test_other_names_stay_as_they_are(name: str) -> None:
    assert isolated(name) == name
    assert from_the_left(name) == name


def test_no_name_turns_what_follows(qtbot: QtBot) -> None:
    turned = "list\u202exslx.txt · 123 members"
    assert not left_of(turned, "123", "members")
    assert left_of(unturned(turned), "123", "members")
    assert unturned("a\u202ab\u202c\u202d\u2066\u2067\u2068\u2069c") == "abc"


@pytest.mark.parametrize("name", ["", "👩‍👩‍👧", "نام‌ها", "周子昂\n", ARABIC])
def test_names_without_such_signs_stay(name: str) -> None:
    assert unturned(name) == name


def test_names_in_a_row_leave_out_what_shows_nothing() -> None:
    assert named(["周子昂", "", "  ", ARABIC]).replace(isolated(ARABIC), "A") == "周子昂, A"


def test_a_name_that_is_broken_goes_on_in_its_own_direction() -> None:
    first, second, third = carried(
        [f"A {isolated(ARABIC)[:-4]}", f"{isolated(ARABIC)[-4:]} 7", "B"]
    )
    assert second == f"{isolated(ARABIC)[0]}{isolated(ARABIC)[-4:]} 7"
    assert first.endswith(isolated(ARABIC)[-1])
    assert third == "B"


def left_of(text: str, part: str, other: str) -> bool:
    """Whether a part of a line is painted left of another."""
    layout = QTextLayout(text)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10_000)
    layout.endLayout()
    places = [line.cursorToX(text.index(one) + len(one) // 2) for one in (part, other)]
    return float(places[0][0]) < float(places[1][0])  # type: ignore[index]


@pytest.mark.parametrize("name", [ARABIC, HEBREW])
def test_what_follows_a_name_stands_right_of_it(qtbot: QtBot, name: str) -> None:
    assert QGuiApplication.instance()
    dates = f"{name} · 2026-10-23 – 2026-11-21"
    assert not left_of(dates, name, "10-23")
    assert left_of(dates.replace(name, isolated(name)), name, "10-23")
    assert left_of(dates.replace(name, isolated(name)), "10-23", "11-21")
    assert not left_of(f"{HEBREW}: 周子昂", HEBREW, "周子昂")
    assert left_of(from_the_left(f"{HEBREW}: 周子昂"), HEBREW, "周子昂")


def test_a_sentence_is_kept_in_place_though_its_first_word_hides_behind_a_sign(
    qtbot: QtBot,
) -> None:
    assert not left_of(f"🌸 {HEBREW}: 周子昂", HEBREW, "周子昂")
    assert left_of(from_the_left(f"🌸 {HEBREW}: 周子昂"), HEBREW, "周子昂")


def test_lines_of_a_digest_are_not_turned_around_by_a_name(qtbot: QtBot) -> None:
    sections = (
        Section("answers", "Answers", (Quote("怎么办？", "先睡一觉", HEBREW),)),
        Section("resources", "Resources", (Entry(ARABIC, "周子昂"),)),
        Section("honours", "Honours", (Honour((HEBREW, "林小满"), "来得最多"),)),
        Section("newcomers", "Welcome", (Person(ARABIC), Person("周一川"))),
        Section("top", "Top", (Row((HEBREW, 731, 28)),), headings=("Name", "Messages", "Days")),
    )
    digest = Digest(
        *("g", "operator", "week", 0, 6, "l", "h", f"{ARABIC} · 周报", "", "b", (), (), (), ()),
        sections=sections,
    )
    lines = digest_md.plain(digest).splitlines()
    for first, second in (
        (ARABIC, "周报"),
        (HEBREW, "先睡一觉"),
        (ARABIC, "周子昂"),
        (HEBREW, "林小满"),
        (ARABIC, "周一川"),
        (HEBREW, "731"),
        ("731", "28"),
    ):
        line = next(one for one in lines if first in one and second in one)
        assert left_of(line, first, second), line
