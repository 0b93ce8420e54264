"""Writes highlights: a workbook that can be read back, text with Markdown, or one web page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qunmate.data import groups as groups_data
from qunmate.data import highlights
from qunmate.data.exporters.whole_file import write_whole
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.highlight_book import HighlightBook, compose
from qunmate.i18n import _, ngettext
from qunmate.model import Group, Highlight

FORMATS = ("xlsx", "md", "html")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which highlights; empty: all. `pack`: the newcomer pack, the starred ones and all
    questions with answers. Days are ISO, both included."""

    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    starred: bool = False
    pack: bool = False
    ids: tuple[int, ...] | None = None
    first: str | None = None
    last: str | None = None

    def takes(self, one: Highlight) -> bool:
        return (
            (not self.kinds or one.kind in self.kinds)
            and (not self.topics or not set(self.topics).isdisjoint(one.topics))
            and (not self.tags or not set(self.tags).isdisjoint(one.tags))
            and (not self.starred or one.starred)
            and (not self.pack or one.starred or one.kind == "answer")
            and (self.ids is None or one.id in self.ids)
        )


def export_highlights(
    store: Store,
    path: Path,
    *,
    group: Group | None,
    selection: Selection,
    title: str = "",
    format_: str = "",
) -> int:
    """Write those of one group or all; gives how many. UserError for another suffix or where
    it can't be written."""
    kind = format_ or path.suffix.lower().lstrip(".")
    if kind not in FORMATS:
        suffixes = ", ".join("." + one for one in FORMATS)
        raise UserError("suffix_unknown", path=str(path), suffixes=suffixes)
    book = _book(store, group, selection, title or _("Highlights"))
    write_whole(path, _render(book, kind))
    return book.count


def _book(store: Store, group: Group | None, selection: Selection, title: str) -> HighlightBook:
    group_id = group.id if group else None
    listed = highlights.listing(store.db, group_id, selection.first, selection.last)
    items = [one for one in listed if selection.takes(one)]
    chosen = [group] if group else groups_data.all_groups(store.db)
    names = highlights.author_names(store.db, group_id, named_only=True)
    n = len(items)
    days = sorted(one.occurred_on for one in items)
    span = f" · {days[0]} – {days[-1]}" if days else ""
    subtitle = ngettext("{n} highlight", "{n} highlights", n).format(n=f"{n:,}") + span
    heading = f"{group.name} · {title}" if group else title
    return compose(heading, subtitle, items, {one.id: one.name for one in chosen}, names)


def _render(book: HighlightBook, kind: str) -> bytes:
    if kind == "xlsx":
        from qunmate.data.exporters import highlights_xlsx

        return highlights_xlsx.render(book)
    if kind == "md":
        from qunmate.data.exporters import highlights_md

        return highlights_md.render(book)
    from qunmate.data.exporters import highlights_html

    return highlights_html.render(book)
