"""Asks into which group the chosen members shall be put, and since when they are in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from qunmate.data import adding, members
from qunmate.data.adding import Joining
from qunmate.i18n import _, ngettext
from qunmate.ui.context import WindowContext
from qunmate.ui.members.columns import one_line
from qunmate.ui.members.joining import JoinedOn, offer_groups
from qunmate.ui.parts import ElidedLabel, add_field, button, make_form, row
from qunmate.ui.touched import PEOPLE
from qunmate.ui.widgets.choice import Choice
from qunmate.ui.writer import Ticket
from qunmate.ui.writing import WritingDialog

WIDTH = 400  # px


class PutInDialog(WritingDialog):
    def __init__(self, context: WindowContext, parent: QWidget, ids: Sequence[int]) -> None:
        super().__init__(parent)
        self._context = context
        self._members = ids
        self._name = _name(context, ids[0]) if len(ids) == 1 else ""
        self.writes = self._put
        self.setWindowTitle(_("Put into a group"))
        self.setMinimumWidth(WIDTH)
        count = ngettext("For {n} member", "For {n} members", len(ids)).format(n=f"{len(ids):,}")
        whom = ElidedLabel(self._name or count, "second")
        whom.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.group = Choice()
        self._groups = offer_groups(self.group, context.store.db, None)
        others = [place for place, id_ in enumerate(self._groups) if not self._is_shown(id_)]
        self.group.setCurrentIndex(others[0] if others else 0)
        self.joined = JoinedOn(context.today)
        self.ok = button(_("Put in"), self.accept, "primary")
        self.ok.setDefault(True)
        self.ok.setEnabled(bool(self._groups))
        form = make_form()
        add_field(form, _("Group"), self.group)
        add_field(form, _("Joined on"), self.joined)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(16)
        box.addWidget(whom)
        box.addLayout(form)
        box.addStretch(1)
        box.addLayout(row(None, button(_("Cancel"), self.reject), self.ok))

    def _is_shown(self, group_id: int) -> bool:
        """Whether they are looked at in this group, and so are in it already, or were."""
        return self._context.group is not None and self._context.group.id == group_id

    def _put(self) -> Ticket:
        group, ids = self._groups[self.group.currentData()], list(self._members)
        joining = Joining(group.id, self.joined.value)
        today = self._context.today.isoformat()
        notify, name = self._context.notify, one_line(group.name)

        def told(come: list[int]) -> None:
            if not come:
                notify.notice(_("They are in {group} already.").format(group=name))

        return self._context.jobs.edit(
            lambda db: adding.put_in(db, ids, joining, today), PEOPLE, told, deed=self._deed(name)
        )

    def _deed(self, group: str) -> str:
        n = len(self._members)
        if n == 1:
            return _("Put {name} into {group}").format(name=self._name, group=group)
        words = ngettext("Put {n} member into {group}", "Put {n} members into {group}", n)
        return words.format(n=f"{n:,}", group=group)


def _name(context: WindowContext, member_id: int) -> str:
    """As it may be shown."""
    found = members.names(context.store.db, [member_id])
    return context.blur.name(one_line(found.get(member_id, ""))) or _("no name")
