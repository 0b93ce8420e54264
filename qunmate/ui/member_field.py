"""A field for one member, found by name, nickname, full pinyin or initials."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, Qt, SignalInstance
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from qunmate.data.member_names import candidates
from qunmate.data.store import Store
from qunmate.i18n import _
from qunmate.roster import pinyin
from qunmate.ui.blur import Blur
from qunmate.ui.completing import complete
from qunmate.ui.jobs import Jobs

MOST = 30  # offered at once
ID_ROLE = Qt.ItemDataRole.UserRole


class People(NamedTuple):
    """`stacks` are what each is found by."""

    ids: Sequence[int]
    names: Sequence[str]
    stacks: Sequence[str]


def read_people(store: Store, groups: Sequence[int]) -> People:
    found = candidates(store.db, groups)
    told = [
        name if nickname in {"", name} else f"{name} ({nickname})" for _id, name, nickname in found
    ]
    sounds = pinyin.spellings(told)
    stacks = [f"{one} {sound}" for one, sound in zip(pinyin.fold_all(told), sounds, strict=True)]
    return People([one[0] for one in found], [one[1] for one in found], stacks)


class MemberField(QLineEdit):
    """`member_id` is that of whoever was chosen, None for a name that nobody has.
    Whoever is offered or chosen is masked while the screen is shared."""

    def __init__(self, jobs: Jobs, blur: Blur, groups: Sequence[int], parent: QWidget) -> None:
        super().__init__(parent)
        self._blur = blur
        self.member_id: int | None = None
        self._people = People((), (), ())
        self._model = QStandardItemModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        activated: dict[type, SignalInstance] = completer.activated  # type: ignore[assignment]
        activated[QModelIndex].connect(self._picked)
        complete(self, completer)
        self.setPlaceholderText(_("Name or pinyin of a member"))
        self.setClearButtonEnabled(True)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._settle)
        self._jobs = jobs
        self.look_in(groups)

    def look_in(self, groups: Sequence[int]) -> None:
        """Offer the members of these groups, of all if there are none."""
        key = f"member_field/{id(self)}"
        self._jobs.read(key, partial(read_people, groups=tuple(groups)), self._read)

    def choose(self, member_id: int | None, name: str) -> None:
        self.member_id = member_id
        self.setText(name)

    def _read(self, people: People) -> None:
        self._people = people

    def _typed(self, text: str) -> None:
        self.member_id = None
        self._model.clear()
        for place in self.found(text):
            item = QStandardItem(self._blur.name(self._people.names[place]))
            item.setData(self._people.ids[place], ID_ROLE)
            self._model.appendRow(item)

    def found(self, text: str) -> list[int]:
        """Positions of whom a text may mean."""
        terms = pinyin.fold(text).split()
        if not terms:
            return []
        places = (
            place
            for place, stack in enumerate(self._people.stacks)
            if all(term in stack for term in terms)
        )
        return [place for place, _n in zip(places, range(MOST), strict=False)]

    def _picked(self, index: QModelIndex) -> None:
        self.choose(index.data(ID_ROLE), index.data())

    def _settle(self) -> None:
        """A name written out whole needs no click."""
        if self.member_id is None and self.text().strip():
            name = self.text().strip()
            same = [place for place in self.found(name) if self._people.names[place] == name]
            if len(same) == 1:
                self.choose(self._people.ids[same[0]], self._blur.name(name))
