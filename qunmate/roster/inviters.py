"""Finds who invited somebody, once everybody of the sheet is in the book."""

from __future__ import annotations

from dataclasses import dataclass, field

from qunmate.errors import Problem
from qunmate.roster.model import Book, id_key
from qunmate.roster.taking import Taken


@dataclass(slots=True)
class Inviters:
    """Finds who invited somebody, once everybody of the sheet is in the book."""

    book: Book
    mode: str
    _found: dict[str, set[int]] = field(default_factory=dict)

    def invite(self, taken: Taken, said: str) -> None:
        """Set invited_by from a name, nickname, id or card number of somebody in the group."""
        if said not in self._found:
            self._found[said] = self._find(said)
        found, membership = self._found[said], self.book.memberships[taken.card.id]
        old = membership.invited_by
        if old in found:
            return
        if problem := self._problem(found, said, taken.card.id):
            taken.trouble("invited_by", said, problem)
            return
        if (old is not None and self.mode == "fill") or (self.mode == "add" and not membership.new):
            return
        (membership.invited_by,) = found
        former = self.book.cards[old].name if old in self.book.cards else None
        taken.changed("invited_by", former, self.book.cards[membership.invited_by].name)
        if not membership.new:
            self.book.note("memberships", membership.id, "invited_by", old, membership.invited_by)

    def _problem(self, found: set[int], said: str, own: int) -> Problem | None:
        if not found:
            return Problem("inviter_unknown", {"name": said})
        if len(found) > 1:
            return Problem("inviter_ambiguous", {"name": said, "n": len(found)})
        return Problem("inviter_self") if own in found else None

    def clear(self, taken: Taken) -> None:
        """A blank in a sheet that replaces: nobody invited them."""
        membership = self.book.memberships[taken.card.id]
        if membership.invited_by is not None and not membership.new:
            former = self.book.cards[membership.invited_by].name
            taken.changed("invited_by", former, None)
            self.book.note("memberships", membership.id, "invited_by", membership.invited_by, None)
            membership.invited_by = None

    def _find(self, said: str) -> set[int]:
        book = self.book
        if (member_id := book.numbered(said)) is not None:
            return {member_id}
        if found := set(book.here.find(said, 0)):
            return found
        for platform in (book.platform, "wechat", "qq"):
            member_id = book.ids.get(platform, {}).get(id_key(said))
            if member_id is not None and member_id in book.memberships:
                return {member_id}
        return {one for one in book.with_phone(said) if one in book.memberships}
