"""Proposals of a file's last weeks."""

from __future__ import annotations

import json
from pathlib import Path

from qunmate.data import groups, highlights, today_marks
from qunmate.data.store import Store
from qunmate.progress import finish
from qunmate.tasks.import_chat import import_chat
from qunmate.tasks.suggestions import MARK, suggestions
from tests.chat_book import QUESTION, add_chat, filler
from tests.ui.tab_desk import TODAY


def test_proposals_go_once_they_are_kept_or_dismissed(store: Store) -> None:
    group = add_chat(store, [*filler(2, 5), *QUESTION, (1, 900, 0, "https://example.org 对照表")])
    found = suggestions(store, [group], TODAY)
    assert [one.draft.kind for one in found] == ["resource", "answer"]
    resource, answer = found
    with store.atomic() as db:
        highlights.keep(db, answer.draft)
    assert [one.key for one in suggestions(store, [group], TODAY)] == [resource.key]
    with store.atomic() as db:
        today_marks.put(db, MARK, [resource.key], TODAY.isoformat())
    assert suggestions(store, [group], TODAY) == []


def test_a_group_without_messages_has_none(store: Store) -> None:
    group = add_chat(store, [])
    assert suggestions(store, [group], TODAY) == []


def test_a_message_that_a_record_says_is_pinned_is_proposed(store: Store, tmp_path: Path) -> None:
    said = [
        {"id": n, "type": "message", "date": f"2026-11-2{n}T09:00:00", "from": "林小满",
         "from_id": "user1", "text": f"第{n}条群规：改名片再说话"}
        for n in (0, 1)
    ]  # fmt: skip
    pin = {"id": 5, "type": "service", "date": "2026-11-21T10:00:00", "actor": "林小满",
           "actor_id": "user1", "action": "pin_message", "message_id": 1}  # fmt: skip
    chat = {"name": "读书会", "type": "private_supergroup", "id": 7, "messages": [*said, pin]}
    path = tmp_path / "result.json"
    path.write_text(json.dumps(chat), encoding="utf-8")
    finish(import_chat(store, [path], today=TODAY))
    (found,) = suggestions(store, groups.all_groups(store.db), TODAY)
    assert found.draft.text == "第1条群规：改名片再说话"
