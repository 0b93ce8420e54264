"""A group's record written from its menu: whole, with real names, told when it is done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from qunmate.data.exporters import chatlab_jsonl
from qunmate.data.store import open_store
from qunmate.model import Group
from qunmate.progress import Progress
from qunmate.tasks.export_chat import export_chat
from qunmate.ui import chat_file
from qunmate.ui.main_window import MainWindow
from qunmate.ui.messages import ProblemBox
from qunmate.ui.writer import JobState
from tests.ui.conftest import Open, add_chat, add_group, rest


@pytest.fixture
def group(path: Path) -> Group:
    made = add_group(path, "早起/读书会")
    add_chat(path, made, days=3)
    return made


def export_by_menu(window: MainWindow, qtbot: QtBot) -> None:
    menu = window.sidebar.menu_for(window.sidebar.view.item_at(1))
    next(one for one in menu.actions() if one.text() == "Export chat…").trigger()
    rest(qtbot, window)
    menu.deleteLater()


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("read_only", [False, True])
def test_the_menu_of_a_group_writes_its_record(
    open_window: Open,
    path: Path,
    group: Group,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    read_only: bool,
) -> None:
    proposed: list[str] = []
    target = path.with_name("out.jsonl")

    def choose(_parent: object, _title: str, usual: str, _kinds: str) -> tuple[str, str]:
        proposed.append(Path(usual).name)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window = open_window(read_only=read_only)
    window.context.blur.toggle()
    export_by_menu(window, qtbot)
    assert proposed[0].endswith("读书会 2026-11-22.jsonl")
    written = lines(target)
    assert written[0]["meta"] == {"name": "早起/读书会", "platform": "qq", "type": "group"}
    said = [one for one in written if one["_type"] == "message"]
    assert len(said) == 15
    assert {one["accountName"] for one in said} >= {"林小满", "Ada"}
    bar = window.status_bar
    assert bar.notice.full_text() == "Wrote 15 messages to ░░▒.jsonl."  # blur is on
    assert bar.action.text() == "Show folder"
    assert not window.actions_by_name["undo"].isEnabled()


def test_thinking_better_of_it_writes_nothing(
    open_window: Open, group: Group, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    window = open_window()
    export_by_menu(window, qtbot)
    assert window.status_bar.notice.full_text() == ""


def test_a_place_that_cant_be_written_is_told(
    open_window: Open, path: Path, group: Group, qtbot: QtBot
) -> None:
    window = open_window()
    chat_file.write(window.context, path.parent / "nowhere" / "a.jsonl", group)
    rest(qtbot, window)
    assert window.findChild(ProblemBox) is not None


def test_it_is_named_while_it_runs(
    open_window: Open, path: Path, group: Group, qtbot: QtBot
) -> None:
    window = open_window()
    titles: list[str] = []

    def note(state: JobState | None) -> None:
        if state:
            titles.append(state.ticket.title)

    window.jobs.running.connect(note)
    target = path.with_name("out.jsonl")
    chat_file.write(window.context, target, group)
    rest(qtbot, window)
    assert titles[-1] == "Exporting the chat of 早起/读书会"
    assert len(lines(target)) > 15


def test_it_tells_how_far_it_is_and_leaves_nothing_when_cancelled(
    path: Path, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chatlab_jsonl, "TELL_EVERY", 5)
    target = path.with_name("out.jsonl")
    with open_store(path) as store:
        job = export_chat(store, group, target, exported_at=0)
        assert [next(job), next(job)] == [Progress(5, 15, 5), Progress(10, 15, 10)]
        job.close()
    assert not list(path.parent.glob("out.jsonl*"))
