"""What can be done with tags themselves: each is a deed that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from qunmate.data import tags
from qunmate.data.database import Database
from qunmate.data.store import Store
from qunmate.i18n import _, ngettext
from qunmate.model import Tag
from qunmate.roster.tag_rules import Rule
from qunmate.ui.context import WindowContext
from qunmate.ui.writer import Ticket

TABLES = frozenset({"tags", "member_tags", "segments"})


class TagVerbs(QObject):
    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def add(self, name: str, rule: Rule | None = None) -> Ticket:
        deed = _("Added the tag “{tag}”").format(tag=name)
        return self._settle(lambda db: tags.add(db, name, rule=rule), deed)

    def rename(self, tag: Tag, name: str) -> Ticket:
        deed = _("Renamed “{old}” to “{new}”").format(old=tag.name, new=name)
        return self._edit(lambda db: tags.rename(db, tag.id, name), deed)

    def colour(self, chosen: Sequence[Tag], colour: str) -> Ticket:
        ids = [tag.id for tag in chosen]
        deed = _named(
            chosen,
            _("Coloured “{tag}”"),
            ngettext("Coloured {n} tag", "Coloured {n} tags", len(ids)),
        )
        return self._edit(lambda db: tags.set_colour(db, ids, colour), deed)

    def group(self, chosen: Sequence[Tag], group: str) -> Ticket:
        """Put the tags into a group; "" takes them out of theirs."""
        ids = [tag.id for tag in chosen]
        if group:
            one = _("Put “{tag}” into “{group}”")
            many = ngettext("Put {n} tag into “{group}”", "Put {n} tags into “{group}”", len(ids))
        else:
            one = _("Removed “{tag}” from its group")
            many = ngettext(
                "Removed {n} tag from its group", "Removed {n} tags from their groups", len(ids)
            )
        return self._edit(
            lambda db: tags.set_group(db, ids, group), _named(chosen, one, many, group)
        )

    def rule(self, tag: Tag, rule: Rule | None) -> Ticket:
        words = _("Changed the rule of “{tag}”") if rule else _("Removed the rule of “{tag}”")
        return self._settle(lambda db: tags.set_rule(db, tag.id, rule), words.format(tag=tag.name))

    def merge(self, chosen: Sequence[Tag], into: Tag) -> Ticket:
        ids = [tag.id for tag in chosen]
        words = ngettext(
            "Merged {n} tag into “{tag}”", "Merged {n} tags into “{tag}”", len(ids) - 1
        )
        deed = words.format(n=len(ids) - 1, tag=into.name)
        return self._edit(lambda db: tags.merge(db, into.id, ids), deed)

    def delete(self, chosen: Sequence[Tag]) -> Ticket:
        ids = [tag.id for tag in chosen]
        deed = _named(
            chosen,
            _("Deleted the tag “{tag}”"),
            ngettext("Deleted {n} tag", "Deleted {n} tags", len(ids)),
        )
        return self._edit(lambda db: tags.delete(db, ids), deed)

    def _settle(self, change: Callable[[Database], object], deed: str) -> Ticket:
        """A change of rules, with what they give and take because of it."""
        today = self._context.today

        def verb(store: Store) -> None:
            from qunmate.tasks import tag_rules

            with store.atomic() as db:
                change(db)
                tag_rules.settle(store, today)

        return self._context.jobs.write(verb, TABLES, deed=deed)

    def _edit(self, change: Callable[[Database], object], deed: str) -> Ticket:
        return self._context.jobs.edit(change, TABLES, deed=deed)


def _named(chosen: Sequence[Tag], one: str, many: str, group: str = "") -> str:
    words = one if len(chosen) == 1 else many
    return words.format(tag=chosen[0].name, n=len(chosen), group=group)
