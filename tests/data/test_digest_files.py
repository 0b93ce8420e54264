"""A digest full of hostile words, written in every format and read back."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import pytest
from openpyxl import load_workbook

from qunmate import i18n
from qunmate.data.exporters import digest_html, digest_md, digest_xlsx, xlsx_style
from qunmate.digest.model import (
    Day,
    Digest,
    Entry,
    Figure,
    Honour,
    Person,
    PlanLine,
    Quote,
    Row,
    Section,
)

HOSTILE = (
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1+1",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\u202egnp.exe",
    "👨\u200d👩\u200d👧😀",
    "a|b`c`*d*_e_[f](g)#h",
    "x\x00y\x0bz\ud800",
    "_x0041_",
    "名" * 5000,
    "字" * 40_000,
    "# heading",
    "1. one",
    "- dash",
    "> quote",
    "&amp; &lt;",
    "",
)


def hostile() -> Digest:
    people = tuple(Person(text, text) for text in HOSTILE)
    sections = (
        Section("answers", HOSTILE[0], tuple(Quote(t, t, t, t) for t in HOSTILE)),
        Section("resources", "[a]/b*c?:\\", tuple(Entry(t, t, t, t, t, t) for t in HOSTILE)),
        Section("honours", "x" * 60, tuple(Honour((t, t), t, t) for t in HOSTILE)),
        Section("newcomers", "x" * 60, people),
        Section("plan", "'History'", tuple(PlanLine(t, t, t, t) for t in HOSTILE)),
        Section(
            "silent",
            "",
            tuple(Row((t, 1, None, 2.5, t)) for t in HOSTILE),
            headings=HOSTILE[:5],
            note=HOSTILE[5],
            private=True,
        ),
    )
    figures = tuple(Figure(f"f{n}", t, t, t, "word") for n, t in enumerate(HOSTILE))
    return Digest(
        group=HOSTILE[0],
        edition="operator",
        period="week",
        first=20773,
        last=20779,
        label="2026-W47",
        heading=HOSTILE[5],
        title=HOSTILE[0],
        subtitle=HOSTILE[6],
        before_label=HOSTILE[1],
        figures=(Figure("messages", HOSTILE[5], 3.0, None, incomplete=True), *figures),
        daily=(Day(20773, 3, 2), Day(20774, None, None)),
        hours=(1,) * 24,
        kinds=((HOSTILE[0], 3),),
        sections=sections,
        notes=HOSTILE,
    )


def test_every_hostile_text_stays_text_in_the_workbook() -> None:
    content = digest_xlsx.render(hostile())
    book = load_workbook(BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}
    texts = {cell.value for cell in cells if isinstance(cell.value, str)}
    assert {'=HYPERLINK("http://evil.example","x")', "+1+1", "@SUM(A1)", "\t=1+1"} <= texts
    assert "_x005F_x0041_" in texts
    assert all(xlsx_style.legal(text) == text for text in texts)
    with zipfile.ZipFile(BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in parts.read(name)
            assert b'TargetMode="External"' not in parts.read(name)
    quoted = [cell for cell in cells if cell.value == "+1+1"]
    assert quoted
    assert all(cell.quotePrefix for cell in quoted)


def test_the_workbook_is_set_up_for_reading_and_printing() -> None:
    book = load_workbook(BytesIO(digest_xlsx.render(hostile())))
    names = [sheet.title for sheet in book]
    assert len({name.casefold() for name in names}) == len(names) == 9
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert len(book.worksheets[0]._charts) == 3
    for sheet in book:
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert all(sheet.freeze_panes for sheet in book.worksheets[1:])


def test_what_stands_below_a_heading_is_in_line_with_it() -> None:
    book = load_workbook(BytesIO(digest_xlsx.render(hostile())))
    seen = 0
    for sheet in book:
        for column in sheet.iter_cols():
            heading = None
            for cell in column:
                side = (cell.alignment.horizontal, cell.alignment.indent)
                if cell.fill.fgColor.rgb == f"00{xlsx_style.SOFT}":
                    heading = side
                elif isinstance(cell.value, (int, float)):
                    seen += 1
                    assert side == heading, (sheet.title, cell.coordinate)
    assert seen > 40


@pytest.mark.parametrize("noted", [True, False])
def test_notes_have_a_heading_where_there_are_any(noted: bool) -> None:
    figure = Figure("messages", "Messages", 3.0, None, incomplete=noted)
    digest = replace(hostile(), figures=(figure,))
    sheet = load_workbook(BytesIO(digest_xlsx.render(digest))).worksheets[0]
    texts = {cell.value for row in sheet.iter_rows() for cell in row}
    assert ("Note" in texts) is noted


@pytest.mark.parametrize("length", [32_767, 32_768, 70_000])
def test_what_no_cell_can_hold_is_cut(length: int) -> None:
    kept = xlsx_style.legal("😀" * (length // 2) + "x" * (length % 2))
    assert len(kept.encode("utf-16-le")) // 2 <= 32_767
    assert kept.endswith("…") == (length > 32_767)


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_runs_nothing_and_asks_nobody() -> None:
    html = digest_html.render(hostile()).decode()
    page = Page()
    page.feed(html)
    allowed = {
        *("html", "head", "meta", "title", "style", "body", "main", "header", "section"),
        *("article", "footer", "figure", "figcaption", "h1", "h2", "h3", "p", "ul", "li", "b"),
        *("span", "div", "table", "tr", "th", "td", "bdi", "a", "svg", "path", "rect", "text"),
    }
    assert {tag for tag, _attrs in page.tags} <= allowed
    for tag, attrs in page.tags:
        assert not any(name.startswith("on") for name in attrs)
        assert "src" not in attrs
        if tag == "a":
            assert (attrs["href"] or "").startswith(("http://", "https://"))
    assert "url(" not in html
    assert "@import" not in html
    assert re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", html) is None
    assert "max-width:750px" in html
    assert "prefers-color-scheme:dark" in html


def test_an_address_is_only_a_link_if_it_is_one() -> None:
    entries = (
        Entry("a", url="javascript:alert(1)"),
        Entry("b", url='https://x.example/"onclick="'),
    )
    section = Section("resources", "Resources", entries)
    digest = Digest(
        *("g", "member", "week", 0, 6, "l", "h", "t", "", "b", (), (), (), ()),
        sections=(section,),
    )
    html = digest_html.render(digest).decode()
    assert "javascript:" not in html
    assert 'href="https://x.example/&quot;onclick=&quot;"' in html


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a*b*_c_ d_e", "a\\*b\\*\\_c\\_ d_e"),
        ("# head", "\\# head"),
        ("1. one", "1\\. one"),
        ("- dash", "\\- dash"),
        ("> q", "\\> q"),
        ("a|b`c`", "a\\|b\\`c\\`"),
        ("<b>x</b>", "\\<b\\>x\\</b\\>"),
        ("see https://a.example/x_y_z?q=1*2", "see https://a.example/x_y_z?q=1%2A2"),
        ("[x](y) [微笑]", "[x\\](y) [微笑]"),
        ("a\nb", "a b"),
        ("+1 -1 2026", "+1 -1 2026"),
    ],
)
def test_markdown_keeps_words_as_they_are(text: str, markdown: str) -> None:
    assert digest_md.escaped(text) == markdown


def test_the_file_is_markdown_and_the_pasted_text_is_none() -> None:
    """Brackets around headings are how Chinese chats mark them."""
    digest = hostile()
    titles = [digest_md.escaped(section.title) for section in digest.sections]
    lines = [line.strip() for line in digest_md.markdown(digest).splitlines()]
    assert lines[0].startswith(("# ", "🔒"))
    assert {f"## {title}".strip() for title in titles} <= set(lines)
    assert "## " not in digest_md.plain(digest)
    assert "【" not in digest_md.plain(digest)
    before = i18n.language()
    try:
        i18n.install("zh_CN")
        assert digest_md.plain(digest).count("【") == len(titles)
    finally:
        i18n.install(before)


def test_who_is_praised_and_for_what_are_told_apart() -> None:
    section = Section("honours", "Honours", (Honour(("深圳-设计-一野",), "here on 4 days"),))
    text = digest_md.plain(replace(hostile(), sections=(section,)))
    assert "深圳-设计-一野: here on 4 days" in re.sub("[\u2066-\u2069]", "", text)


def test_lines_to_paste_are_short_and_whole() -> None:
    text = digest_md.render(hostile()).decode()
    assert "\n\n\n" not in text
    for line in text.splitlines():
        assert "<script>" not in line
        said = re.sub(r"^(?:#{1,2} |- )", "", line)  # the marks that are ours
        assert not re.match(r"[#>|]|(?:[-+*]|\d+[.)])\s", said)
    plain = digest_md.plain(hostile())
    assert "+1+1" in plain
    assert "\\" not in plain.replace("\\", "", 1)
