"""Adds one member by hand; who is there already under the name or the id is told of first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from qunmate.data import adding, member_edits
from qunmate.data.adding import Joining, NewMember
from qunmate.data.database import Database
from qunmate.errors import UserError
from qunmate.i18n import _
from qunmate.model import Group
from qunmate.terms import platform_name, says, spaced
from qunmate.ui.blur import words_of
from qunmate.ui.context import Visit, WindowContext
from qunmate.ui.member_field import MemberField
from qunmate.ui.members import loading
from qunmate.ui.members.columns import one_line
from qunmate.ui.members.joining import JoinedOn, offer_groups
from qunmate.ui.members.known import Found, KnownLine, look
from qunmate.ui.members.tag_row import TagRow
from qunmate.ui.parts import add_field, button, make_form, row
from qunmate.ui.touched import PEOPLE
from qunmate.ui.widgets.chips import Chip, tag_tone
from qunmate.ui.widgets.choice import Choice
from qunmate.ui.writing import WritingDialog

WIDTH = 480  # px
PAUSE = 150  # ms after a key
# what stands below the name, not above the buttons
ODD_IDS = frozenset(
    {"cell_masked", "digits_lost", "cell_error", "cell_too_long", "cell_unreadable"}
)
BELOW = ODD_IDS | {"member_known", "id_known"}
ALL_GROUPS = 0  # for a visit: a number that no group has


class AddDialog(WritingDialog):
    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._found = Found()
        self._tags: list[str] = []
        self._marks = loading.read_marks(context.store)
        self.setWindowTitle(_("Add a member"))
        self.setMinimumWidth(WIDTH)
        self.name = QLineEdit()
        self.known = KnownLine(context.blur)
        self.group = Choice()
        self.nickname = QLineEdit()
        self.ids = QLineEdit()
        self.joined = JoinedOn(context.today)
        self.inviter = MemberField(context.jobs, context.blur, (), self)
        self.tags = TagRow(context.theme, self)
        self.notes = QPlainTextEdit()
        self.ok = button("", self._add_new, "primary")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._arrange()
        self._offer()
        self._connect()
        self._group_chosen()
        self.name.setFocus()

    def _arrange(self) -> None:
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(64)
        form = make_form()
        add_field(form, _("Name"), self.name)
        form.addRow("", self.known)
        add_field(form, _("Group"), self.group)
        add_field(form, _("Group nickname"), self.nickname)
        add_field(form, _("ID"), self.ids)
        add_field(form, _("Joined on"), self.joined)
        add_field(form, _("Invited by"), self.inviter)
        add_field(form, _("Tags"), self.tags)
        add_field(form, _("Notes"), self.notes)
        form.setRowVisible(self.known, False)  # noqa: FBT003 - Qt's own
        self._form = form
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addLayout(form)
        box.addStretch(1)
        box.addLayout(row(None, button(_("Cancel"), self.reject), self.ok))

    def _offer(self) -> None:
        chosen = self._context.group
        self._groups = offer_groups(self.group, self._context.store.db, chosen)
        self.group.addItem(_("In no group"), None)
        self.group.setPlaceholderText(_("Choose a group"))
        first = 0 if len(self._groups) <= 1 else -1  # where none is chosen in the window
        self.group.setCurrentIndex(self.group.findData(chosen.id) if chosen else first)

    def _connect(self) -> None:
        self.group.currentIndexChanged.connect(self._group_chosen)
        for field in (self.name, self.ids):
            field.textChanged.connect(self._changed)
        self._timer.timeout.connect(self._look)
        self.known.opened.connect(self._open_known)
        self.known.taken.connect(self._take_known)
        self.tags.added.connect(self._add_tag)
        self.tags.removed.connect(self._remove_tag)
        self._show_tags()
        for keys in ("Ctrl+Return", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.ok.click)

    # what is filled in

    @property
    def _group(self) -> Group | None:
        return self._groups.get(self.group.currentData() or 0)

    def _group_chosen(self) -> None:
        group = self._group
        for field in (self.nickname, self.ids, self.joined, self.inviter):
            field.setEnabled(group is not None)
        on = platform_name(group.platform) if group and group.platform != "other" else ""
        self.ids.setPlaceholderText(spaced(on, _("ID")) if on else "")
        self.inviter.choose(None, "")
        self.inviter.look_in([group.id] if group else [])
        self._changed()

    def _add_tag(self, tag: str) -> None:
        tag = member_edits.clean(tag)
        if tag and tag not in self._tags:
            self._tags.append(tag)
        self._show_tags()

    def _remove_tag(self, tag: str) -> None:
        self._tags.remove(tag)
        self._show_tags()

    def _show_tags(self) -> None:
        chips = [
            (tag, Chip(one_line(tag), tag_tone(*self._marks.get(tag, (0, None)))))
            for tag in self._tags
        ]
        self.tags.show_chips(None, chips, list(self._marks))

    def made(self) -> NewMember:
        """What the dialog says."""
        group, joining = self._group, None
        if group:
            joining = Joining(
                group.id, self.joined.value, self.nickname.text(), self.inviter.member_id
            )
        return NewMember(
            self.name.text(), joining, self.ids.text(), tuple(self._tags), self.notes.toPlainText()
        )

    # who is there already

    def _changed(self) -> None:
        self._check()
        self._timer.start()

    def _look(self) -> None:
        group = self._group
        asked = partial(
            look,
            name=self.name.text(),
            group_id=group.id if group else None,
            ids=self.ids.text(),
        )
        self._context.jobs.read(f"members.known/{id(self)}", asked, self._show, failed=self._odd)

    def _odd(self, error: BaseException) -> None:
        """What is typed for an id can't be one."""
        if not isinstance(error, UserError):
            self._context.notify.defect(error)
            return
        self._show(Found())
        wrong, then = words_of(error.problem, str)
        odd = error.problem.code in ODD_IDS
        self.known.say(says(_("ID"), wrong) if odd else f"{wrong}\n{then}")
        self._form.setRowVisible(self.known, True)  # noqa: FBT003 - Qt's own

    def _show(self, found: Found) -> None:
        self._found = found
        self.known.show_found(found, self._group)
        self._form.setRowVisible(self.known, bool(found.cards))
        self._check()

    def _check(self) -> None:
        named = bool(member_edits.clean(self.name.text()))
        placed = self.group.currentIndex() >= 0
        self.ok.setEnabled(named and placed and not self._found.owners)
        another = bool(self._found.named) and not self._found.owners
        self.ok.setText(_("Add another person") if another else _("Add"))
        self.ok.setDefault(not another)  # not by an Enter too many

    def _open_known(self) -> None:
        """Look at who is there already instead."""
        ids = tuple(one.id for one in self._found.cards)
        self.reject()
        self._lead(ids, [group for one in self._found.cards for group in one.groups])

    # writing

    def _add_new(self) -> None:
        new, told_of = self.made(), [one.id for one in self._found.named]
        today = self._context.today.isoformat()
        deed = _("Added {name}").format(name=self._seen(new.name))
        self._write(lambda db: adding.add(db, new, today, told_of), deed)

    def _take_known(self) -> None:
        new, group, known = self.made(), self._group, self._found.cards[0]
        if group is None:
            return
        today = self._context.today.isoformat()

        def change(db: Database) -> int:
            adding.bring(db, known.id, new, today)
            return known.id

        words = _("Put {name} into {group}")
        self._write(change, words.format(name=self._seen(known.name), group=one_line(group.name)))

    def _seen(self, name: str) -> str:
        return self._context.blur.name(one_line(member_edits.clean(name)))

    def _write(self, change: Callable[[Database], int], deed: str) -> None:
        if self._group and self.inviter.text().strip() and self.inviter.member_id is None:
            self.say(_("There is nobody of that name. Choose who invited them from the list."))
            self.inviter.setFocus()
            return
        self.writes = lambda: self._context.jobs.edit(change, PEOPLE, self._added, deed=deed)
        self.accept()

    def _added(self, member_id: int) -> None:
        """Show the card, unless the operator has gone on to other things meanwhile."""
        if self._ticket and not self._ticket.waits:
            group = self._group
            self._lead((member_id,), [group.id] if group else [])

    def _lead(self, ids: tuple[int, ...], groups: list[int]) -> None:
        """Where they are to be seen: in the group that is shown if they are in it."""
        shown, one = self._context.group, len(ids) == 1
        group_id: int | None = ALL_GROUPS
        if shown is None or (one and shown.id in groups):
            group_id = None
        elif one and groups:
            group_id = groups[0]
        what = "member" if one else "members"
        self._context.guide.lead(Visit("members", what, ids, group_id=group_id))

    def _failed(self, error: BaseException) -> None:
        super()._failed(error)
        if isinstance(error, UserError) and error.problem.code in BELOW:
            self.trouble.hide()
            self._look()
