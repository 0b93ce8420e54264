"""A record of which nothing can be read changes nothing, and says so."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from qunmate.data import consistency, groups, imports
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.progress import finish
from qunmate.tasks.chat_intake import ChatImport
from qunmate.tasks.import_chat import SourceFailure, import_chat
from qunmate.words import words
from tests.chat_files import many, write_qq
from tests.data.importers.telegram_file import export, message

TODAY = date(2026, 11, 22)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    document = {
        "chatlab": {"version": "0.0.1", "exportedAt": 1790000000},
        "meta": {"name": "早起读书会", "platform": "qq", "type": "group"},
        "members": [],
        "messages": [{"sender": "1", "timestamp": "never", "type": 0, "content": "早"}] * 3,
    }
    file = tmp_path / "broken.json"
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return file


def test_it_leaves_no_empty_group(store: Store, broken: Path) -> None:
    with pytest.raises(UserError) as told:
        finish(import_chat(store, [broken], today=TODAY))
    sentence, _step = words(told.value.problem)
    assert sentence.startswith("No record in broken.json can be read. Line ")
    assert groups.all_groups(store.db) == []
    assert imports.listing(store.db) == []


def test_what_is_no_json_from_its_first_record_on_changes_nothing(
    store: Store, broken: Path
) -> None:
    text = broken.read_text(encoding="utf-8")
    text = text.replace('"sender":', '"sender" "', 1) + " " * 9_000
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as told:
        finish(import_chat(store, [broken], today=TODAY))
    assert told.value.problem.code == "broken_early"
    assert groups.all_groups(store.db) == []


def test_where_a_file_stops_being_json_is_no_record(store: Store, tmp_path: Path) -> None:
    first = (
        '{"type": "message", "id": 1, "date": "2026-01-02T03:04:05", "from": "林", "text": "早"}'
    )
    file = tmp_path / "result.json"
    head = '{"name": "读书会", "type": "private_group", "id": 1, "messages": ['
    file.write_text(f"{head}{first}, {{]}} {' ' * 100_000}", encoding="utf-8")
    (one,) = finish(import_chat(store, [file], today=TODAY))
    assert isinstance(one, ChatImport)
    assert (one.messages, one.new, one.rejected) == (1, 1, 0)
    assert (one.truncated, [wrong.problem.code for wrong in one.errors]) == (True, ["json_broken"])


def test_beside_others_it_fails_alone(store: Store, broken: Path, tmp_path: Path) -> None:
    good = write_qq(tmp_path / "good.txt", many(3))
    results = finish(import_chat(store, [broken, good], today=TODAY))
    assert [isinstance(one, SourceFailure) for one in results] == [True, False]
    assert len(imports.listing(store.db)) == 1


def test_one_chat_of_many_leaves_no_empty_group(store: Store, tmp_path: Path) -> None:
    good = {"id": 1, "type": "message", "from": "林小满", "from_id": "user1", "text": "早"}
    chats = [
        {"name": "空谈", "type": "private_group", "id": 8, "messages": [{"date": "never"}] * 2},
        {
            "name": "读书会",
            "type": "private_group",
            "id": 9,
            "messages": [good | {"date": "2026-01-02T03:04:05", "date_unixtime": "1767294245"}],
        },
    ]
    file = tmp_path / "result.json"
    file.write_text(json.dumps({"chats": {"list": chats}}), encoding="utf-8")
    empty, whole = finish(import_chat(store, [file], today=TODAY))
    assert isinstance(empty, ChatImport)
    assert isinstance(whole, ChatImport)
    assert (empty.import_id, empty.group, empty.rejected, empty.errors_total) == (
        None, "空谈", 2, 2,
    )  # fmt: skip
    assert [group.name for group in groups.all_groups(store.db)] == ["读书会"]
    assert [one.id for one in imports.listing(store.db)] == [whole.import_id]
    assert consistency.problems(store.db) == []


def test_a_file_that_breaks_off_behind_its_messages_says_so(store: Store, tmp_path: Path) -> None:
    first = '{"type": "message", "id": 1, "date": "2026-01-02T03:04:05", "from": "林", "text": ""}'
    file = tmp_path / "result.json"
    head = '{"name": "读书会", "type": "private_group", "id": 1, "messages": ['
    file.write_text(f'{head}{first}], "more": [1, 2', encoding="utf-8")
    (one,) = finish(import_chat(store, [file], today=TODAY))
    assert isinstance(one, ChatImport)
    assert (one.new, one.rejected, one.truncated) == (1, 0, True)
    assert [wrong.problem.code for wrong in one.errors] == ["cut_off"]


@pytest.mark.parametrize("messages", ["[]}", "{}}", '[{"sender": "1"'])
def test_a_record_without_messages_leaves_no_empty_group(
    store: Store, tmp_path: Path, messages: str
) -> None:
    file = tmp_path / "empty.json"
    meta = '{"name": "早起读书会", "platform": "qq"}'
    file.write_text(f'{{"chatlab": {{}}, "meta": {meta},\n"messages": {messages}', encoding="utf-8")
    with pytest.raises(UserError) as told:
        finish(import_chat(store, [file], today=TODAY))
    assert told.value.problem.code == "nothing_in_source"
    assert groups.all_groups(store.db) == []
    assert imports.listing(store.db) == []


def test_a_chat_without_messages_among_others_makes_no_group(store: Store, tmp_path: Path) -> None:
    full = json.loads(export(message(1)))
    chats = [{**full, "name": "甲", "id": 1}, {**full, "name": "乙", "id": 2, "messages": []}]
    file = tmp_path / "result.json"
    file.write_text(json.dumps({"chats": {"list": chats}}), encoding="utf-8")
    finish(import_chat(store, [file], today=TODAY))
    assert [group.name for group in groups.all_groups(store.db)] == ["甲"]
