"""Asks for the hits of every place; answers come in pieces, and only those of the last text."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from qunmate.tasks.search import MemberBook, Section, find_in, find_members, read_members
from qunmate.ui.jobs import Jobs
from qunmate.ui.touched import PEOPLE

PLACES = ("messages", "highlights", "plan")
LIMIT, MOST = 12, 200  # hits of a place


class Finder(QObject):
    came = Signal(str, str, object)  # place, the text it was asked for, Section

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._text = ""
        self._group_id: int | None = None
        self._book: MemberBook | None = None
        self._reading = False
        jobs.changed.connect(self._changed)

    def prepare(self) -> None:
        """Read who can be found, so that the first letter finds them."""
        if self._book is None and not self._reading:
            self._reading = True
            self._jobs.read("search/book", read_members, self._booked)

    def ask(self, text: str, group_id: int | None = None) -> None:
        """Look everywhere for `text`; what was asked before is no longer told. `group_id` is
        the group that is chosen."""
        self._text = text
        self._group_id = group_id
        self.prepare()
        if not text:
            return
        self._ask_members()
        for place in PLACES:
            read = partial(find_in, place=place, text=text, limit=LIMIT)
            self._jobs.read(f"search/{place}", read, partial(self._tell, place, text))

    def ask_all(self, place: str) -> None:
        """As many hits of one place as can be looked through."""
        read = partial(find_in, place=place, text=self._text, limit=MOST)
        self._jobs.read(f"search/{place}", read, partial(self._tell, place, self._text))

    def _ask_members(self) -> None:
        book, text = self._book, self._text
        if book is not None and text:
            read = partial(find_members, book, text, LIMIT, self._group_id)
            self._jobs.read(
                "search/members", lambda _store: read(), partial(self._tell, "members", text)
            )

    def _booked(self, book: MemberBook) -> None:
        self._reading = False
        self._book = book
        self._ask_members()

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & PEOPLE:
            self._book = None
            if self._reading:  # what is being read is old already
                self._jobs.read("search/book", read_members, self._booked)

    def _tell(self, place: str, text: str, found: Section) -> None:
        if text == self._text:
            self.came.emit(place, text, found)
