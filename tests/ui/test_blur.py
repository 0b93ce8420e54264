"""Masks of names: nothing can be read, and two people still look different."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from qunmate.data.database import Database
from qunmate.errors import UserError
from qunmate.ui.blur import Blur, mask
from qunmate.ui.messages import ProblemBox
from qunmate.ui.settings_state import WindowState
from qunmate.ui.writing import WritingDialog
from qunmate.veil import veil_of
from tests.ui.conftest import Open, add_chat, add_group, rest


@given(st.text(max_size=40))
def test_a_mask_tells_nothing_but_about_how_long_it_is(text: str) -> None:
    masked = mask(text)
    assert masked == mask(text)
    assert set(masked) <= set("░▒▓")
    assert bool(masked) == bool(text.strip())
    assert len(masked) <= 8


def test_two_names_differ() -> None:
    assert mask("林小满") != mask("周一川")


def test_who_has_no_name_is_called_so_and_needs_no_mask() -> None:
    blur = Blur()
    assert [blur.member(name) for name in ("阿\n群", " ", "")] == ["阿 群", "no name", "no name"]
    blur.turn(on=True)
    assert blur.member("") == "no name"
    assert "阿" not in blur.member("阿群")


def test_of_a_text_nothing_is_shown_before_the_names_are_known() -> None:
    blur = Blur()
    assert blur.text("感谢林小满") == "感谢林小满"
    blur.turn(on=True)
    assert set(blur.text("感谢林小满")) <= set("░▒▓")
    blur.learn(veil_of(["林小满"]))
    assert blur.text("感谢林小满") == f"感谢{mask('林小满')}"


def test_new_names_are_learnt(open_window: Open, path: Path, qtbot: QtBot) -> None:
    window = open_window()
    blur = window.context.blur
    blur.turn(on=True)
    rest(qtbot, window)
    assert blur.text("感谢林小满") == "感谢林小满"
    window.jobs.edit(
        lambda db: db.execute("INSERT INTO members (name) VALUES ('林小满')"), {"members"}
    )
    rest(qtbot, window)
    assert "林" not in blur.text("感谢林小满")


def test_what_is_told_of_a_deed_names_nobody(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_chat(path, add_group(path, "早起读书会"))
    window = open_window()
    window.jobs.edit(
        lambda db: db.execute("INSERT INTO settings (key, value) VALUES ('x', '1')"),
        {"settings"},
        deed="Kept “感谢林小满”",
    )
    rest(qtbot, window)
    undo = window.actions_by_name["undo"]
    assert undo.text() == "Undo: Kept “感谢林小满”"
    window.context.blur.turn(on=True)
    rest(qtbot, window)
    assert undo.text() == f"Undo: Kept “感谢{mask('林小满')}”"
    undo.trigger()
    rest(qtbot, window)
    assert window.status_bar.notice.full_text() == f"Undone: Kept “感谢{mask('林小满')}”"


def test_the_choice_is_remembered(tmp_path: Path) -> None:
    state = WindowState(tmp_path)
    blur = Blur(None, state)
    changes: list[bool] = []
    blur.changed.connect(lambda: changes.append(blur.on))
    assert blur.name("林小满") == "林小满"
    blur.toggle()
    blur.turn(on=True)
    assert changes == [True]
    assert Blur(None, state).on
    blur.toggle()
    assert not Blur(None, state).on


def test_of_a_files_name_only_its_kind_is_shown() -> None:
    blur = Blur()
    assert blur.file("与林小满的聊天.txt") == "与林小满的聊天.txt"
    assert blur.masks is None
    blur.turn(on=True)
    assert blur.file("与林小满的聊天.txt") == mask("与林小满的聊天") + ".txt"
    assert blur.file("林小满") == mask("林小满")
    assert blur.masks


def test_problems_are_told_without_the_names_of_files(open_window: Open, tmp_path: Path) -> None:
    window = open_window()
    window.context.blur.turn(on=True)
    file = tmp_path / "与林小满的聊天.txt"
    window.notify.complain(UserError("no_space", path=str(file)))
    (box,) = window.findChildren(ProblemBox)
    told = " ".join(one.text() for one in box.findChildren(QLabel))
    assert mask(file.stem) in told
    assert file.stem not in told
    assert str(tmp_path) not in told
    box.close()


def test_a_write_that_fails_tells_no_names_of_files(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.context.blur.turn(on=True)

    def fails(_db: Database) -> None:
        raise UserError("no_space", path="/home/林小满/群.qunmate")

    dialog = WritingDialog(window)
    box = QVBoxLayout(dialog)
    box.addWidget(QLabel())
    dialog.writes = lambda: window.jobs.edit(fails, ())
    dialog.open()
    dialog.accept()
    rest(qtbot, window)
    assert mask("群") in dialog.trouble.text()
    assert "林小满" not in dialog.trouble.text()
    dialog.reject()


def test_no_name_turns_what_follows_it() -> None:
    blur = Blur()
    assert blur.name("林\u202e小满") == "林小满"
    assert blur.file("list\u202exslx.txt") == "listxslx.txt"
