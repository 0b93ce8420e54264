"""Collections taken in, again, and back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from qunmate.data import groups, highlights, messages
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.model import Group
from qunmate.progress import finish
from qunmate.tasks.export_highlights import Selection, export_highlights
from qunmate.tasks.import_highlights import HighlightImport, import_highlights
from qunmate.tasks.undo_import import undo_import
from tests.chat_book import QUESTION, add_chat
from tests.data.importers.test_qq_essence import DOCUMENT, MESSAGES, write

TODAY = date(2026, 11, 22)


def take(store: Store, path: Path, group: Group | None, **more: bool) -> HighlightImport:
    return finish(import_highlights(store, path, group=group, today=TODAY, **more))


def sheet(path: Path, rows: list[list[object]]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


ROWS: list[list[object]] = [
    ["标题", "内容", "分类", "话题", "标签", "作者", "日期"],
    ["直播话术怎么改", "拆成提示词卡", "答疑", "直播;话术", "常看", "周子昂", date(2026, 11, 20)],
    ["2026 私域工具对照表", "https://example.org", "资源", "", "", "没有这个人", "2026-11-14"],
    ["坏日期", "还在", "", "", "", "", "不是日期"],
    ["", "", "资源", "", "", "", ""],
]


def test_a_sheet_is_taken_in_once_and_taken_back_whole(store: Store, tmp_path: Path) -> None:
    group = add_chat(store, QUESTION)
    path = sheet(tmp_path / "精华.xlsx", ROWS)
    dry = take(store, path, group, dry_run=True)
    assert (dry.import_id, dry.new) == (None, 3)
    assert highlights.listing(store.db) == []
    first = take(store, path, group)
    assert (first.rows, first.new, first.unchanged, first.rejected) == (4, 3, 0, 1)
    assert {(one.row, one.problem.code) for one in first.errors} == {
        (3, "highlight_author_unknown"),
        (4, "date_bad"),
        (5, "highlight_says_nothing"),
    }
    found = {one.title: one for one in highlights.listing(store.db, group.id)}
    answer = found["直播话术怎么改"]
    assert (answer.kind, answer.topics, answer.tags) == ("answer", ("直播", "话术"), ("常看",))
    assert len(answer.authors) == 1
    assert found["坏日期"].occurred_on == TODAY.isoformat()
    again = take(store, path, group)
    assert (again.new, again.unchanged) == (0, 3)
    assert again.import_id is not None
    finish(undo_import(store, again.import_id))
    assert len(highlights.listing(store.db)) == 3
    assert first.import_id is not None
    finish(undo_import(store, first.import_id))
    assert highlights.listing(store.db) == []


def test_a_renamed_highlight_is_known_again(store: Store, tmp_path: Path) -> None:
    group = add_chat(store, QUESTION)
    path = sheet(tmp_path / "精华.xlsx", ROWS)
    take(store, path, group)
    with store.atomic() as db:
        db.execute("UPDATE highlights SET title = '新名字' WHERE title = '坏日期'")
    assert take(store, path, group).new == 0


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_our_own_sheet_reads_back_to_the_same(store: Store, tmp_path: Path, language: str) -> None:
    from qunmate import i18n

    i18n.install(language)
    group = add_chat(store, QUESTION)
    with store.atomic() as db:
        highlights.add(
            db,
            group_id=group.id,
            kind="sharing",
            title="=SUM(A1) @所有人",
            text="- 第一行\n+ 第二行",
            occurred_on="2026-11-20",
            topics=["私域", "a b"],
            tags=["x;y"],
            starred=True,
        )
    path = tmp_path / "out.xlsx"
    assert export_highlights(store, path, group=group, selection=Selection()) == 1
    assert take(store, path, group).new == 0
    before = highlights.listing(store.db)
    with store.atomic() as db:
        highlights.remove(db, before[0].id)
    assert take(store, path, None).new == 1
    (back,) = highlights.listing(store.db)
    assert (back.title, back.text, back.kind) == (before[0].title, before[0].text, "sharing")
    assert (set(back.topics), back.tags, back.starred) == ({"私域", "a b"}, ("x;y",), True)


def test_essence_finds_group_author_and_source_message(store: Store, tmp_path: Path) -> None:
    group = add_chat(store, [(0, 600, 0, "第一次私聊，第二次公开")])
    (said,) = list(messages.listing(store.db, group.id))
    records = [dict(MESSAGES[0], senderTime=said.sent_at), *MESSAGES[1:]]  # type: ignore[arg-type]
    path = write(tmp_path, {**DOCUMENT, "messages": records})
    result = take(store, path, None)
    assert (result.format, result.new, result.rejected) == ("qq_essence", 2, 2)
    found = highlights.listing(store.db, group.id)
    linked = [one for one in found if one.messages]
    assert [one.messages for one in linked] == [(said.id,)]
    assert all(len(one.authors) == 1 for one in found)
    assert take(store, path, None).new == 0


def test_essence_of_an_unknown_group_makes_it_and_undo_takes_it_back(
    store: Store, tmp_path: Path
) -> None:
    result = take(store, write(tmp_path), None)
    assert [one.name for one in groups.all_groups(store.db)] == ["运营研究社"]
    assert result.import_id is not None
    finish(undo_import(store, result.import_id))
    assert groups.all_groups(store.db) == []


def test_what_can_not_be_taken_in_is_told(store: Store, tmp_path: Path) -> None:
    path = sheet(tmp_path / "名单.xlsx", [["姓名", "手机"], ["甲", "139"]])
    with pytest.raises(UserError) as told:
        take(store, path, None)
    assert told.value.problem.code == "highlights_no_columns"
    path = sheet(tmp_path / "精华.xlsx", ROWS)
    with pytest.raises(UserError) as told:
        take(store, path, None)
    assert told.value.problem.code == "highlights_need_group"
    assert highlights.listing(store.db) == []


def test_a_formula_without_its_result_is_told(store: Store, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["标题", "内容"],
        ["直播话术", '="拆成"&"提示词卡"'],
        ["=A2", "=B2"],
    ]
    group = add_chat(store, QUESTION)
    read = take(store, sheet(tmp_path / "a.xlsx", rows), group, dry_run=True)
    assert [(one.row, one.column, one.problem.code) for one in read.errors] == [
        (2, "内容", "formula_unworked"),
        (3, "标题", "formula_unworked"),
        (3, "内容", "formula_unworked"),
    ]
    assert read.new == 1
