"""The digest on pages: what is drawn, where pages break, and the files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from qunmate import i18n
from qunmate.data.exporters import digest_html, digest_md
from qunmate.data.store import open_store
from qunmate.digest.model import Day, Digest, Entry, Figure, Honour, PlanLine, Row, Section
from qunmate.tasks.digest import make_digest
from qunmate.ui.paint.files import paint_digest
from qunmate.ui.paint.head import card_row
from qunmate.ui.paint.ink import Box, Face, Rule, Words, draw
from qunmate.ui.paint.pages import A4, MARGIN, PICTURE, TALLEST, Page, picture, sheets, texts
from qunmate.ui.paint.pdf_text import findable
from qunmate.ui.paint.setting import lines_of, width_of
from tests.digest_book import MONDAY, SUNDAY, lively

LONG = "很长很长的名字" * 20 + "🎉" * 40 + " שלום עולם " * 10


@pytest.fixture
def digest(qapp: QApplication, tmp_path: Path) -> Digest:
    return made(tmp_path, "member")


def made(folder: Path, edition: str) -> Digest:
    with open_store(folder / f"{edition}.qunmate") as store:
        book = lively(store, 60)
        store.db.execute("UPDATE members SET phone = '13912345678', notes = '私下很难相处'")
        return make_digest(
            store,
            book.group,
            first=MONDAY,
            last=SUNDAY,
            edition=edition,
            today=date(2026, 11, 25),
        )


def grown(digest: Digest, rows: int) -> Digest:
    items = tuple(Row((f"row {n} {LONG if n % 9 == 0 else ''}", n, "x")) for n in range(rows))
    section = Section("more", "More", items, ("Name", "Number", "Letter"))
    return replace(digest, sections=(*digest.sections, section))


def test_who_is_praised_and_for_what_are_told_apart(digest: Digest) -> None:
    honour = Honour(("Ann", "محمد"), "spoke on 4 days")
    page = picture(replace(digest, sections=(Section("honours", "Honours", (honour,)),)))
    said = re.sub("[\u2066-\u2069]", "", "".join(texts(page)))
    assert "Ann, محمد: spoke on 4 days" in said


def test_cards_keep_no_room_for_changes_that_none_tells(digest: Digest) -> None:
    figures = tuple(replace(one, before=None) for one in digest.figures)
    (usual,) = card_row(digest, 600)
    (lower,) = card_row(replace(digest, figures=figures), 600)
    assert lower.height < usual.height


def test_it_tells_what_the_digest_tells(digest: Digest) -> None:
    words = "".join(texts(picture(digest)))
    assert digest.title in words
    for section in digest.sections:
        assert section.title in words
    assert "拆成「提示词卡」" in words


@pytest.mark.parametrize("layout", [picture, sheets])
def test_the_member_edition_tells_nothing_private(digest: Digest, layout: object) -> None:
    assert callable(layout)
    words = " ".join(texts(layout(digest)))
    assert "13912345678" not in words
    assert "私下" not in words
    assert "Private" not in words


def test_the_operator_edition_is_marked(qapp: QApplication, tmp_path: Path) -> None:
    operator = made(tmp_path, "operator")
    assert "Private: for the operator only" in texts(picture(operator))
    assert any("Silent for 30 days" in text for text in texts(sheets(operator)))


def test_nothing_is_drawn_outside_its_page(digest: Digest) -> None:
    ugly = replace(
        grown(digest, 400),
        title=LONG,
        subtitle=LONG,
        closing=LONG + "\n\n" + LONG,
        daily=tuple(Day(MONDAY + n, n or None, n or None) for n in range(40)),
    )
    for page in (*picture(ugly), *sheets(ugly)):
        for ink in page.inks:
            assert -PICTURE * 0.1 <= ink.x <= page.width
            assert 0 <= ink.y <= page.height
            if isinstance(ink, Box):
                assert ink.y + ink.height <= page.height


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_words_beside_one_another_stand_apart(
    qapp: QApplication, tmp_path: Path, language: str
) -> None:
    i18n.install(language)
    operator = made(tmp_path, "operator")
    shares = tuple(Figure(f"f{n}", "活跃率", 0.999, 0.123, "share") for n in range(3))
    far = replace(operator, figures=(*operator.figures, *shares))
    for page in (*picture(far), *sheets(far)):
        words = [ink for ink in page.inks if isinstance(ink, Words) and ink.text]
        words.sort(key=lambda ink: (ink.y, ink.x))
        for one, other in pairwise(words):
            if one.y == other.y:
                end = one.x + width_of(one.text, one.face)
                assert end + 4 <= other.x, (one.text, other.text)


def test_a_name_from_the_right_is_followed_by_what_is_said_of_it(digest: Digest) -> None:
    honour = Honour(("محمد العربي من مجموعة القراءة " * 4,), "7 天都在")
    section = Section("honours", "Honours", (honour,))
    for line in texts(picture(replace(digest, sections=(section,)))):
        assert line.count("\u2068") == line.count("\u2069")
        if "天都在" in line:
            assert line.index("\u2069") < line.index("7")


def test_a_line_begins_at_the_left_whatever_it_begins_with(qapp: QApplication) -> None:
    def drawn(text: str) -> QImage:
        image = QImage(400, 40, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFF)
        painter = QPainter(image)
        draw(painter, [Words(4, 24, text, Face(16), "#000000")])
        painter.end()
        return image

    name = "محمد العربي"
    assert drawn(f"{name} ·") == drawn(f"\u200e{name} ·")


@pytest.mark.parametrize("text", ["梓安、思琳 好久不见，欢迎回来！", "第一次发言，坚持了 21 天"])
def test_no_character_is_alone_on_the_last_line(qapp: QApplication, text: str) -> None:
    face = Face(16)
    for missing in range(1, int(width_of(text, face)) - 60, 7):
        lines = list(lines_of(text, face, width_of(text, face) - missing))
        assert len(re.findall(r"\w", lines[-1])) > 1, lines
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_plan_without_a_title_is_told_by_its_kind(digest: Digest) -> None:
    section = Section("plan", "Next week", (PlanLine("Thu 17:43", "Talk", "", ""),))
    assert "Thu 17:43 Talk" in texts(picture(replace(digest, sections=(section,))))
    assert "Thu 17:43 Talk\n" in digest_md.plain(replace(digest, sections=(section,))) + "\n"


def test_a_headline_without_room_breaks_after_the_name(digest: Digest) -> None:
    for title, lines in (
        ("Early Pages · Weekly digest", ["Early Pages · Weekly digest"]),
        ("Community Builders Club · Weekly digest", ["Community Builders Club", "Weekly digest"]),
    ):
        told = texts(picture(replace(digest, title=title)))
        assert told[1 : 1 + len(lines)] == lines


def test_a_kind_that_the_title_tells_is_not_told_twice(digest: Digest) -> None:
    lines = (
        PlanLine("Sat 21:00", "Check-in", "Check-in"),
        PlanLine("Fri 12:30", "Offer", "Member offer: yearbook"),
    )
    told = replace(digest, sections=(Section("plan", "Next week", lines),))
    drawn = "\n".join(texts(picture(told)))
    formats = (drawn, digest_md.plain(told), digest_md.markdown(told))
    for text in (*formats, digest_html.render(told).decode()):
        assert text.count("Check-in") == 1
        assert "Offer" not in text
        assert "Member offer: yearbook" in text


def test_sheets_break_between_rows_and_repeat_the_headings(digest: Digest) -> None:
    pages = sheets(grown(digest, 200))
    assert len(pages) > 4
    last = [ink.text for ink in pages[-1].inks if isinstance(ink, Words)]
    assert last[:3] == ["Name", "Number", "Letter"]
    assert f"{len(pages)} / {len(pages)}" in last[-1]
    for page in pages:
        lines = [ink for ink in page.inks if isinstance(ink, Words)][:-1]
        assert max(ink.y for ink in lines) <= A4[1] - MARGIN


def test_a_heading_is_never_the_last_of_a_page(digest: Digest) -> None:
    sections = tuple(
        Section(f"s{n}", f"Heading {n}", (Entry("A title", text="words " * (7 * n)),))
        for n in range(40)
    )
    for page in sheets(replace(digest, sections=sections)):
        lines = [ink.text for ink in page.inks if isinstance(ink, Words)]
        assert not lines[-2].startswith("Heading")


def test_a_picture_longer_than_phones_show_becomes_several(digest: Digest) -> None:
    sections = tuple(
        Section(f"s{n}", f"Heading {n}", (Entry("title", text=LONG),)) for n in range(60)
    )
    pages = picture(replace(digest, sections=sections))
    assert len(pages) > 1
    assert all(page.height <= TALLEST for page in pages)
    assert len(paint_digest(replace(digest, sections=sections), "png")) == len(pages)


def test_a_picture_cuts_long_tables_and_says_so(digest: Digest) -> None:
    words = texts(picture(grown(digest, 200)))
    assert "… and 170 more" in words


def test_a_day_without_data_is_a_dashed_line(digest: Digest) -> None:
    days = (Day(MONDAY, 5, 2), Day(MONDAY + 1, None, None), Day(MONDAY + 2, 7, 3))
    page = picture(replace(digest, daily=days))[0]
    assert [ink for ink in page.inks if isinstance(ink, Rule) and ink.dashed]
    assert "no data" in texts([page])


def test_the_picture_is_twice_as_large_and_not_blank(digest: Digest) -> None:
    (content,) = paint_digest(digest, "png")
    image = QImage.fromData(content)
    (page,) = picture(digest)
    assert (image.width(), image.height()) == (2 * page.width, round(2 * page.height))
    assert image.pixelColor(4, 4).name().upper() == "#0B6F6E"


def test_the_pdf_has_its_pages_and_fonts(digest: Digest) -> None:
    content = paint_digest(grown(digest, 100), "pdf")[0]
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") == len(sheets(grown(digest, 100)))
    assert b"/FontFile" in content


def told(content: bytes) -> set[str]:
    """The characters that a PDF names for its glyphs, by the last table of each font."""
    found = set[str]()
    for number in set(re.findall(rb"/ToUnicode (\d+) 0 R", content)):
        *_before, last = re.finditer(
            rb"(?<!\d)%s 0 obj(.*?)stream\r?\n" % number, content, re.DOTALL
        )
        table = content[last.end() :]
        if b"FlateDecode" in last[1]:
            table = zlib.decompressobj().decompress(table)
        targets = re.findall(rb"<([0-9A-F]{4})>", table.partition(b"endcmap")[0])
        found |= {chr(int(code, 16)) for code in targets}
    return found


def test_the_text_of_the_pdf_can_be_found(digest: Digest) -> None:
    """Whichever font the machine has: some draw a character and its radical by one glyph."""
    content = paint_digest(replace(digest, closing="人大小月龙马"), "pdf")[0]
    assert told(content) >= set("人大小月龙马")
    assert told(content).isdisjoint("⼈⼤⼩⽉⻰⻢")


def test_what_is_added_to_a_pdf_lies_where_its_table_says(digest: Digest) -> None:
    content = paint_digest(digest, "pdf")[0]
    added = content[content.index(b"%%EOF") :]
    assert b"/Prev " in added
    entries = re.findall(rb"(\d+) 1\n(\d{10}) 00000 n", added)
    assert entries
    for number, offset in entries:
        assert content[int(offset) :].startswith(number + b" 0 obj")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' faces have glyphs of their own")
def test_no_glyph_of_the_pdf_is_without_its_character(digest: Digest) -> None:
    words = replace(digest, closing="Week 47 of 2026, 11/16, 人 0123456789")
    content = paint_digest(words, "pdf")[0]
    added = content[content.index(b"%%EOF") :]
    tables = added.split(b"endcodespacerange")[1:]
    assert tables
    for table in tables:
        ranges = re.findall(rb"<(....)> <(....)> (\[[^\]]*\]|<....>)", table)
        glyphs = {g for a, z, _to in ranges for g in range(int(a, 16), int(z, 16) + 1)}
        assert glyphs == set(range(max(glyphs) + 1))
        assert not any(b"<0009>" in to for _a, _z, to in ranges)


def test_a_pdf_with_nothing_to_put_right_stays() -> None:
    plain = b"%PDF-1.4\ntrailer\n<<\n>>\nstartxref\n9\n%%EOF\n"
    assert findable(plain) == plain


def test_an_empty_digest_is_a_page_too(digest: Digest) -> None:
    empty = replace(digest, figures=(), daily=(), sections=(), subtitle="", notes=())
    (page,) = picture(empty)
    assert isinstance(page, Page)
    assert paint_digest(empty, "pdf")[0].startswith(b"%PDF")


def test_the_command_line_needs_no_screen(tmp_path: Path) -> None:
    path = tmp_path / "my.qunmate"
    with open_store(path) as store:
        lively(store, 30)
    clean = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
    clean.pop("QT_QPA_PLATFORM", None)
    for name, start in (("a.png", b"\x89PNG"), ("a.pdf", b"%PDF")):
        target = tmp_path / name
        command = [sys.executable, "-m", "qunmate", "--db", str(path), "--lang", "zh_CN"]
        command += ["digest", "--group", "运营研究社", "--week", "2026-W47", "-o", str(target)]
        done = subprocess.run(command, env=clean, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert target.read_bytes().startswith(start)
