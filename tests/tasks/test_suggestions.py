"""Proposals of a file's last weeks."""

from __future__ import annotations

from qunmate.data import highlights, today_marks
from qunmate.data.store import Store
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
