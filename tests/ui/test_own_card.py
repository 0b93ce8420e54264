"""Which one is you? Asked once, after the first import."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from qunmate.data import own_card
from qunmate.data.store import open_store
from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.main_window import MainWindow
from qunmate.ui.own_card_dialog import OwnCardDialog
from tests.ui.conftest import NAMES, Open, add_chat, add_group, rest
from tests.ui.importing.desk import QQ


def imported(
    window: MainWindow, folder: Path, qtbot: QtBot, *, gone: bool = False
) -> OwnCardDialog | None:
    """Import a chat, which may be gone by then, and close the dialog; gives the question, if it
    is asked."""
    file = folder / "早起读书会.txt"
    file.write_text(QQ, encoding="utf-8-sig", newline="")
    window.imports.open([file], None)
    rest(qtbot, window)
    dialog = [one for one in window.findChildren(ImportDialog) if one.isVisible()][-1]
    if gone:
        file.unlink()
    dialog.start.click()
    rest(qtbot, window)
    assert not window.findChildren(OwnCardDialog)  # not over the results
    dialog.accept()
    rest(qtbot, window)
    shown = [one for one in window.findChildren(OwnCardDialog) if one.isVisible()]
    return shown[-1] if shown else None


def test_the_first_import_asks_and_the_answer_is_kept(
    open_window: Open, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    dialog = imported(window, tmp_path, qtbot)
    assert dialog is not None
    assert dialog.list.count() == 2
    dialog.search.setText("nobody")
    rest(qtbot, window)
    assert (dialog.list.count(), dialog.nobody.isVisible()) == (0, True)
    assert dialog.nobody.text() == "There is nobody of that name."
    for called in ("zyc", "yichuan 周", "周一"):
        dialog.search.setText(called)
        rest(qtbot, window)
        assert (dialog.list.count(), dialog.nobody.isVisible()) == (1, False)
    dialog.ok.click()
    rest(qtbot, window)
    with open_store(path) as store:
        rows = store.db.execute(
            "SELECT name, is_self, role FROM members JOIN memberships"
            " ON member_id = members.id ORDER BY members.id"
        ).fetchall()
    assert rows == [("林小满", 0, None), ("周一川", 1, "owner")]
    assert window.status_bar.notice.full_text() == "周一川 is you"
    window.actions_by_name["undo"].trigger()
    rest(qtbot, window)
    with open_store(path) as store:
        assert own_card.own(store.db) is None


def test_who_is_not_among_them_is_not_asked_again(
    open_window: Open, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    dialog = imported(window, tmp_path, qtbot)
    assert dialog is not None
    dialog.skip()
    rest(qtbot, window)
    assert imported(window, tmp_path, qtbot) is None


def test_owners_and_admins_come_first(path: Path) -> None:
    add_chat(path, add_group(path, "早起"))
    with open_store(path) as store:
        with store.atomic() as db:
            db.execute(
                "UPDATE memberships SET role = 'owner' WHERE member_id ="
                " (SELECT id FROM members WHERE name = '顾北辰')"
            )
        found = own_card.candidates(store.db)
        with store.atomic() as db:
            own_card.set_own(db, found[1].member_id)
        roles = dict(store.db.execute("SELECT member_id, role FROM memberships").fetchall())
    assert found[0].name == "顾北辰"
    assert (found[0].rank, found[1].rank) == (0, 2)
    assert roles[found[1].member_id] is None  # the group has an owner already


def test_in_a_file_without_members_nobody_is_to_be_found(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    dialog = OwnCardDialog(window.context, window)
    dialog.show()
    rest(qtbot, window)
    assert (dialog.nobody.text(), dialog.nobody.isVisible()) == ("Nobody here yet.", True)
    assert not dialog.none.isEnabled()


def test_nobody_is_asked_after_an_import_that_failed(
    open_window: Open, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    add_chat(path, add_group(path, "羽毛球"))  # by the command line, which does not ask
    window = open_window()
    assert imported(window, tmp_path, qtbot, gone=True) is None
    assert imported(window, tmp_path, qtbot) is not None


def test_a_nickname_with_a_comma_stays_one(open_window: Open, path: Path, qtbot: QtBot) -> None:
    group, other = add_group(path, "Early"), add_group(path, "Pages")
    for one in (group, other):
        add_chat(path, one)
    with open_store(path) as store, store.atomic() as db:
        db.execute("UPDATE memberships SET nickname = 'Nora (Design, London)'")
    window = open_window()
    dialog = OwnCardDialog(window.context, window)
    dialog.show()
    rest(qtbot, window)
    names = dialog.list.item(0).text().partition("\n")[0].split(" · ")
    assert names[1:] == ["Nora (Design, London)"]
    dialog.search.setText("nora (design, london)")
    rest(qtbot, window)
    assert dialog.list.count() == len(NAMES)
