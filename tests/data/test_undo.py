"""What an import that is taken back leaves to others, and what it gives free."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from qunmate.data import groups, members, tags, today_marks
from qunmate.data.store import Store
from qunmate.progress import finish
from qunmate.tasks import figures
from qunmate.tasks.backup import check
from qunmate.tasks.chat_intake import ChatImport
from qunmate.tasks.import_chat import Pasted, import_chat
from qunmate.tasks.import_roster import import_roster
from qunmate.tasks.undo_import import undo_import
from tests.roster_store import add_group
from tests.sheet_files import workbook

TODAY = date(2026, 11, 22)
TEXT, RECALL = 0, 81
START = 1_780_000_000
HEAD = ["昵称", "微信号", "标签"]


def take(store: Store, name: str, *said: tuple[str, int, int, str]) -> int:
    """Take in what people said: (person, second, kind, text); gives the import's id."""
    meta = {"name": name, "platform": "qq", "groupId": name}
    lines: list[dict[str, object]] = [
        {"_type": "header", "chatlab": {"version": "0.0.2"}, "meta": meta}
    ]
    lines += [
        {"_type": "message", "sender": who, "accountName": f"人{who}", "timestamp": START + at,
         "type": kind, "content": text}
        for who, at, kind, text in said
    ]  # fmt: skip
    text = "\n".join(json.dumps(line) for line in lines) + "\n"
    (done,) = finish(import_chat(store, [Pasted(name, text)], today=TODAY))
    assert isinstance(done, ChatImport)
    assert done.import_id is not None
    return done.import_id


def test_who_only_took_words_back_elsewhere_keeps_a_name(store: Store) -> None:
    first = take(store, "一群", ("1", 0, TEXT, "早"))
    take(store, "二群", ("1", 0, RECALL, "撤回了一条消息"))
    finish(undo_import(store, first))
    assert check(store.path).problems == ()
    (names,) = store.db.execute("SELECT count(*) FROM names").fetchone()
    assert names == 1


def test_figures_do_not_mix_people_who_got_the_ids_of_others(store: Store) -> None:
    take(store, "一群", ("1", 0, TEXT, "早"))
    gone = take(store, "二群", ("2", 0, TEXT, "早"), ("2", 1, TEXT, "早"))
    figures.health(store, groups.all_groups(store.db))
    finish(undo_import(store, gone))
    assert store.db.execute("SELECT count(*) FROM figures").fetchone() == (0,)
    take(store, "三群", ("3", 0, TEXT, "早"))
    health = figures.health(store, groups.all_groups(store.db))
    assert (health.speakers, health.messages) == (2, 2)


def test_nothing_stays_dismissed_by_the_number_of_a_message_that_went(store: Store) -> None:
    first = take(store, "一群", ("1", 0, TEXT, "早"))
    gone = take(store, "二群", ("2", 0, TEXT, "有人吗"), ("2", 1, TEXT, "早"))
    with store.atomic() as db:
        today_marks.put(db, "question", ["1", "2"], "2026-11-22")
        today_marks.put(db, "suggestion", ["1:answer:1", "2:answer:3"], "2026-11-22")
        today_marks.put(db, "birthday", ["2:2026"], "2026-11-22")
    finish(undo_import(store, gone))
    left = {("question", "1"), ("suggestion", "1:answer:1"), ("birthday", "2:2026")}
    assert today_marks.marks(store.db, "2026-11-22").hidden == left
    finish(undo_import(store, first))
    assert today_marks.marks(store.db, "2026-11-22").hidden == {("birthday", "2:2026")}


def test_figures_notice_whom_a_mention_names_no_more_and_again(store: Store) -> None:
    take(store, "一群", ("1", 0, TEXT, "早"), ("2", 4000, TEXT, "@人1 早"))
    group = groups.by_name(store.db, "一群")
    assert figures.health(store, group).pairs == 1
    (named,) = store.db.execute("SELECT identity_id FROM mentions").fetchone()
    for identity_id, pairs in ((None, 0), (named, 1)):
        with store.atomic() as db:
            db.execute("UPDATE mentions SET identity_id = ?", [identity_id])
        assert figures.health(store, group).pairs == pairs


def test_a_tag_that_comes_back_is_still_of_the_import_that_gave_it(
    store: Store, tmp_path: Path
) -> None:
    group = add_group(store)
    first = workbook(tmp_path / "a.xlsx", [HEAD, ["林晓", "linxiao1", "老友"]])
    other = workbook(tmp_path / "b.xlsx", [HEAD, ["林晓", "linxiao1", "新"]])
    one = finish(import_roster(store, first, group=group, today=TODAY))
    two = finish(import_roster(store, other, group=group, today=TODAY, mode="replace"))
    assert tags.all_tags(store.db)[0].name == "新"
    for made in (two, one):
        assert made.import_id is not None
        finish(undo_import(store, made.import_id))
    assert members.listing(store.db) == []
    assert tags.all_tags(store.db) == []
