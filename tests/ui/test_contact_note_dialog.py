"""The dialog of a contact note on a real file."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qunmate.data import contact_notes, groups
from qunmate.data.store import Store
from qunmate.model import ContactNote
from qunmate.ui.contact_note_dialog import QUESTIONS, write_note
from qunmate.ui.context import WindowContext
from tests import noted
from tests.ui.tab_desk import settle, shown_tab


class Bare(QWidget):
    """Stands for whatever opens the dialog."""

    tables: frozenset[str] = frozenset()

    def __init__(self, _context: WindowContext, parent: QWidget) -> None:
        super().__init__(parent)

    def reload(self) -> None:
        pass


def _people(store: Store, *names: str) -> dict[int, str]:
    with store.atomic() as db:
        groups.add(db, "早起读书会", "qq", "Asia/Shanghai")
        return {
            int(
                db.execute("INSERT INTO members (name) VALUES (?) RETURNING id", [name]).fetchone()[
                    0
                ]
            ): name
            for name in names
        }


def test_a_talk_with_two_members_is_noted_for_both(qtbot: QtBot, store: Store) -> None:
    people = _people(store, "林小满", "周一川")
    with shown_tab(qtbot, store, Bare) as window:
        dialog = write_note(window.context, window, people)
        assert not dialog.ok.isEnabled()
        dialog.insert_questions(QUESTIONS["Gone quiet"])
        assert dialog.text.toPlainText().startswith("What have you been busy with?")
        dialog.text.setPlainText("一起办读书会")
        dialog.group.setCurrentText("早起读书会")
        dialog.follow_in(7)
        qtbot.waitUntil(dialog.isActiveWindow)
        QTest.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle(qtbot, window)
        found = [noted.of_member(window.store.db, one) for one in people]
    assert [
        (note.text, note.noted_on, note.follow_up_on, note.group_id)
        for notes in found
        for note in notes
    ] == [("一起办读书会", "2026-11-22", "2026-11-29", 1)] * 2


def test_an_open_note_is_said_anew(qtbot: QtBot, store: Store) -> None:
    people = _people(store, "林小满")
    (who,) = people
    with store.atomic() as db:
        id_ = contact_notes.add(
            db,
            member_id=who,
            group_id=None,
            noted_on="2026-11-10",
            text="想换工作",
            follow_up_on="2026-11-20",
        )
    note = contact_notes.by_id(store.db, id_)
    assert isinstance(note, ContactNote)
    with shown_tab(qtbot, store, Bare) as window:
        dialog = write_note(window.context, window, people, note)
        assert dialog.text.toPlainText() == "想换工作"
        assert dialog.follow_day.date() == QDate(2026, 11, 20)
        dialog.text.setPlainText("换好了")
        dialog.following.setChecked(False)
        dialog.ok.click()
        settle(qtbot, window)
        found = contact_notes.by_id(window.store.db, id_)
    assert found is not None
    assert (found.text, found.noted_on, found.follow_up_on) == ("换好了", "2026-11-10", None)


def test_closing_writes_nothing(qtbot: QtBot, store: Store) -> None:
    people = _people(store, "林小满")
    with shown_tab(qtbot, store, Bare) as window:
        dialog = write_note(window.context, window, people)
        dialog.text.setPlainText("不保存")
        dialog.reject()
        settle(qtbot, window)
        assert noted.of_member(window.store.db, next(iter(people))) == []


def test_what_is_said_of_a_note_that_is_gone_is_written_again(qtbot: QtBot, store: Store) -> None:
    people = _people(store, "林小满")
    (who,) = people
    with store.atomic() as db:
        id_ = contact_notes.add(
            db, member_id=who, group_id=None, noted_on="2026-11-10", text="想换工作"
        )
    with shown_tab(qtbot, store, Bare) as window:
        dialog = write_note(window.context, window, people, contact_notes.by_id(store.db, id_))
        with store.atomic() as db:
            db.execute("DELETE FROM contact_notes")
        dialog.text.setPlainText("想换工作, 也想搬家")
        dialog.ok.click()
        settle(qtbot, window)
        (note,) = noted.of_member(window.store.db, who)
    assert note.text == "想换工作, 也想搬家"
