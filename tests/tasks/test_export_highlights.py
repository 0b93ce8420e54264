"""Highlights as a workbook, as Markdown and as one page."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qunmate.data import highlights
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.model import Group
from qunmate.tasks.export_highlights import Selection, export_highlights
from tests.chat_book import QUESTION, add_chat

HOSTILE = '<script>alert("x")</script> & *bold* https://example.org/?a=1&b=2'


@pytest.fixture
def group(store: Store) -> Group:
    made = add_chat(store, QUESTION)
    with store.atomic() as db:
        who = db.execute("SELECT id FROM members WHERE name = '周子昂'").fetchone()[0]
        for kind, title, text, starred in (
            ("answer", "怎么改？", f"问：怎么改\n答：{HOSTILE}\n补充：\n王一诺：写价格", False),
            ("quote", HOSTILE, "=1+1", False),
            ("sharing", "三点体会", "· 一\n· 二", True),
        ):
            highlights.add(
                db,
                group_id=made.id,
                kind=kind,
                title=title,
                text=text,
                occurred_on="2026-11-20",
                authors=[who],
                topics=["直播"],
                starred=starred,
            )
    return made


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_holds_everything_escaped(store: Store, group: Group, tmp_path: Path) -> None:
    path = tmp_path / "精华.html"
    assert export_highlights(store, path, group=group, selection=Selection()) == 3
    page = Tags()
    page.feed(path.read_text(encoding="utf-8"))
    assert "script" not in page.found
    assert '<script>alert("x")</script>' in page.words
    assert page.links == ["https://example.org/?a=1&b=2"]
    assert "周子昂" in page.words


def test_markdown_keeps_signs_as_signs(store: Store, group: Group, tmp_path: Path) -> None:
    path = tmp_path / "精华.md"
    export_highlights(store, path, group=group, selection=Selection(kinds=("quote",)))
    text = path.read_text(encoding="utf-8")
    assert text.count("\n### ") == 1
    assert "\\*bold\\*" in text
    assert "\\<script" in text


def test_the_workbook_has_no_formula(store: Store, group: Group, tmp_path: Path) -> None:
    path = tmp_path / "精华.xlsx"
    export_highlights(store, path, group=group, selection=Selection())
    book = load_workbook(path)
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert "=1+1" in [cell.value for cell in cells]
    assert book.active.print_title_rows == "$1:$1"  # each page that is printed has its headings
    book.close()


def test_the_newcomer_pack_is_what_is_starred_and_all_answers(
    store: Store, group: Group, tmp_path: Path
) -> None:
    path = tmp_path / "新人包.md"
    assert export_highlights(store, path, group=None, selection=Selection(pack=True)) == 2
    text = path.read_text(encoding="utf-8")
    assert "三点体会" in text
    assert "怎么改？" in text
    selection = Selection(topics=("没有",))
    assert export_highlights(store, path, group=None, selection=selection) == 0


def test_who_opted_out_is_not_named(store: Store, group: Group, tmp_path: Path) -> None:
    with store.atomic() as db:
        db.execute("UPDATE members SET opt_out = 1 WHERE name = '周子昂'")
    for suffix in ("md", "html"):
        path = tmp_path / f"精华.{suffix}"
        export_highlights(store, path, group=group, selection=Selection())
        assert "周子昂" not in path.read_text(encoding="utf-8")


def test_another_suffix_is_refused(store: Store, group: Group, tmp_path: Path) -> None:
    with pytest.raises(UserError) as told:
        export_highlights(store, tmp_path / "a.doc", group=group, selection=Selection())
    assert told.value.problem.code == "suffix_unknown"
