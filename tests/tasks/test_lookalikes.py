"""Look-alikes of a file, with the reason in words."""

from __future__ import annotations

from datetime import date

from qunmate.data.store import Store
from qunmate.progress import finish
from qunmate.tasks.import_chat import Pasted, import_chat
from qunmate.tasks.lookalikes import lookalikes
from tests.chat_files import qq_text
from tests.roster_store import add_group, add_member

TODAY = date(2026, 11, 22)


def test_who_changed_the_name_in_a_record_without_ids(store: Store) -> None:
    def said(name: str, month: int) -> list[tuple[str, str, str]]:
        return [(f"2026-{month:02}-{day:02} 9:00:00", name, "早") for day in range(1, 28)]

    rows = said("小满", 1) + said("川川", 1) + said("小满", 2) + said("川川", 2)
    rows += [("2026-02-28 9:00:00", "南瓜", "换名字了")]
    rows += said("南瓜", 3) + said("小满", 3)
    finish(import_chat(store, [Pasted("读书会", qq_text(sorted(rows)))], today=TODAY))
    (pair,) = lookalikes(store, 1)
    named = dict(store.db.execute("SELECT id, name FROM members").fetchall())
    assert {named[pair.first], named[pair.second]} == {"川川", "南瓜"}
    assert pair.reason == "“川川” fell silent just when “南瓜” began to speak."
    assert lookalikes(store, None) == [pair]
    assert lookalikes(store, 2) == []


def test_cards_of_a_sheet(store: Store) -> None:
    group, other = add_group(store), add_group(store, "羽毛球")
    first = add_member(store, group, "林晓雨", phone="139 0000 0001")
    second = add_member(store, other, "小雨", phone="13900000001")
    add_member(store, group, "周一川")
    (pair,) = lookalikes(store, None)
    assert (pair.first, pair.second, pair.score) == (first, second, 90)
    assert pair.reason == "Both have the phone number 139 0000 0001."
    assert lookalikes(store, group.id) == []


def test_one_name_is_told_once(store: Store) -> None:
    group = add_group(store)
    for name in ("阿布", "阿布", "阿 布"):
        add_member(store, group, name, nickname=f"{name}的店")
    reasons = {pair.reason for pair in lookalikes(store, None)}
    assert "Both are called “阿布”." in reasons or "Both are called “阿布的店”." in reasons
    assert not any("“阿布” and “阿布”" in one for one in reasons)
