"""What the tab reads of a group's highlights, on the reader thread."""

from __future__ import annotations

from dataclasses import dataclass, field

from qunmate.data import groups, highlights, holding, message_order
from qunmate.data.highlights import Source
from qunmate.data.store import Store
from qunmate.highlight_view import Kinship, haystack
from qunmate.model import Group, Highlight


@dataclass(frozen=True, slots=True)
class Shelf:
    """`names` are the authors', `haystacks` go with `items`; `groups` are named only where
    those of several are shown. `widely`: words are found however they are written."""

    group: Group | None = None
    items: tuple[Highlight, ...] = ()
    haystacks: tuple[str, ...] = ()
    names: dict[int, str] = field(default_factory=dict)
    sources: dict[int, Source] = field(default_factory=dict)
    groups: dict[int, str] = field(default_factory=dict)
    kinship: Kinship = field(default_factory=lambda: Kinship(()))
    widely: bool = True
    chat: bool = True  # whether there are messages to collect from

    def credits(self, one: Highlight) -> tuple[str, list[str]]:
        """Who asked (of a question with its answer, "" if that is not known), and the names of
        those who answered, spoke or found it."""
        source = self.sources.get(one.id)
        asker = source.asker if source and one.kind == "answer" else None
        others = [who for who in one.authors if who != asker] or list(one.authors)
        names = [name for who in others if (name := self.names.get(who, ""))]
        return (source.asker_name if source and asker not in {None, *others} else ""), names


def read(store: Store, group: Group | None) -> Shelf:
    group_id = group.id if group else None
    items = tuple(highlights.listing(store.db, group_id))
    names = highlights.author_names(store.db, group_id)
    several = {} if group else {one.id: one.name for one in groups.all_groups(store.db)}
    return Shelf(
        group,
        items,
        tuple(haystack(one, names) for one in items),
        names,
        highlights.sources(store.db, group_id),
        several,
        Kinship(items),
        holding.finds_alike(store.db),
        any(
            len(message_order.newest(store.db, one.id, 1))
            for one in ([group] if group else groups.all_groups(store.db))
        ),
    )
