"""One source on its way into the file, chat by chat, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from qunmate.clock import DAY, day_of, offset_of_instant, zone
from qunmate.data import chat_sources, groups, imports, mentions, outcomes, undo
from qunmate.data.chat_writer import ChatWriter
from qunmate.data.identities import SenderBook
from qunmate.data.importers import plain_table
from qunmate.data.importers.packed import Packed
from qunmate.data.importers.source import Source
from qunmate.data.importers.worker import End, Item, Parsing
from qunmate.data.outcomes import Outcome
from qunmate.data.overlap import Overlap
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.model import Group
from qunmate.progress import Job, Progress
from qunmate.records import ChatHead, LineProblem, Problems
from qunmate.tasks import nickname_pattern


@dataclass(frozen=True, slots=True)
class ChatImport:
    """What an import of one chat did; without an `import_id` where nothing was kept.
    `recognised` are those of the duplicates that another program's record told: by time, sender
    and words. `first` and `last` are instants with their offset."""

    import_id: int | None
    file: str
    format: str
    group: str
    messages: int
    new: int
    duplicates: int
    recognised: int
    rejected: int
    members_new: int
    first: tuple[int, int] | None
    last: tuple[int, int] | None
    truncated: bool
    errors: tuple[LineProblem, ...]
    errors_total: int


def told_again(store: Store, file: str, format_: str, told: Outcome) -> ChatImport:
    """An import of a chat all of whose messages are there. Called inside `atomic()`."""
    import_id = imports.begin(
        store.db,
        kind="chat",
        file=file,
        format_=format_,
        group_id=told.group_id,
        sha256=told.sha256,
    )
    imports.close(
        store.db,
        import_id,
        duplicates=told.messages,
        first_day=told.first_day,
        last_day=told.last_day,
    )
    return ChatImport(
        import_id=import_id,
        file=file,
        format=format_,
        group=told.group,
        messages=told.messages,
        new=0,
        duplicates=told.messages,
        recognised=told.recognised,
        rejected=0,
        members_new=0,
        first=told.first,
        last=told.last,
        truncated=False,
        errors=(),
        errors_total=0,
    )


class Intake:
    """One source on its way into the file: the import of the chat that is being read."""

    def __init__(
        self, store: Store, source: Source, format_: str, chosen: Group | None, today: date
    ) -> None:
        self._db = store.db
        self._source = source
        self._format = format_
        self._chosen = chosen
        self._today = today
        self._open: _OpenChat | None = None
        self._results: list[ChatImport] = []
        self._import_ids: list[int] = []
        self._left_out = False

    def run(
        self, stream: Parsing | Iterator[Item], total: int, modified: int | None
    ) -> Job[list[ChatImport]]:
        records = 0
        for item in stream:
            if isinstance(item, ChatHead):
                self._begin(item)
            elif isinstance(item, Packed):
                new = self._open.add(item) if self._open else 0
                records += len(item.at) if self._open else 0
                if isinstance(stream, Parsing):
                    stream.want_words(wanted=new > 0)
                yield Progress(min(item.position, total), total, records)
            elif isinstance(item, End):
                self._finish(modified)
                self._close(sha256=str(item))
        if not self._results:
            code = "private_only" if self._left_out else "nothing_in_source"
            raise UserError(code, path=self._source.name)
        self._refuse_if_nothing_came()
        return self._results

    def _close(self, *, sha256: str) -> None:
        """Keep what was told, if the same bytes would tell it again."""
        plain = self._format == plain_table.NAME  # which the operator may have read otherwise
        flawed = any(one.truncated or one.errors_total for one in self._results)
        whole = not plain and not flawed and not self._left_out
        part = (min(self._import_ids, default=0), len(self._import_ids))
        for one in self._results:
            if one.import_id is not None:
                ends = (one.first, one.last)
                kept = outcomes.packed(one.messages, one.recognised, *ends, *part) if whole else ""
                imports.close(self._db, one.import_id, sha256=sha256, outcome=kept)

    def _refuse_if_nothing_came(self) -> None:
        """A source of which no record can be read leaves no empty group behind."""
        if any(one.rejected < one.messages or one.members_new for one in self._results):
            return
        errors = [wrong for one in self._results for wrong in one.errors]
        if not errors:
            raise UserError("nothing_in_source", path=self._source.name)
        place = {"path": self._source.name, "line": errors[0].line}
        if any(one.rejected for one in self._results):
            raise UserError("all_rejected", **place, first=errors[0].problem)
        raise UserError("broken_early", **place)

    def _begin(self, head: ChatHead) -> None:
        if head.private and not self._source.private:
            self._finish(None)
            self._left_out = True
            return
        if self._chosen and (self._open or self._results):
            raise UserError("group_needed_for_one_chat", path=self._source.name)
        self._finish(None)
        known = self._chosen or chat_sources.group_of(self._db, head, self._source.stem)
        group = known
        if group is None:
            name = head.name or self._source.stem
            group = groups.add(self._db, name, head.platform, self._source.zone)
        chat_sources.remember(self._db, head, self._source.stem, group)
        import_id = imports.begin(
            self._db,
            kind="chat",
            file=self._source.name,
            format_=self._format,
            group_id=group.id,
        )
        if known is None:
            groups.brought_by(self._db, group.id, import_id)
        self._import_ids.append(import_id)
        book = SenderBook(self._db, group, import_id, self._today.isoformat())
        book.take_participants(head.participants)
        overlap = Overlap(self._db, group.id, self._format)
        writer = ChatWriter(self._db, group, import_id, book, overlap, zoned=head.zoned)
        self._open = _OpenChat(head, group, known is None, import_id, book, writer)

    def _finish(self, modified: int | None) -> None:
        """Close the import of the chat that was being read."""
        chat, self._open = self._open, None
        if chat is None:
            return
        if chat.brought_nothing():
            self._forget(chat)
            return
        chat.writer.finish()
        mentions.resolve(self._db, chat.group.id)
        nickname_pattern.fill_newcomers(self._db, chat.group, chat.import_id)
        exported_at = chat.head.exported_at or modified
        first, last = chat.covered_days(exported_at, day_of(self._today))
        first_id, last_id = chat.writer.id_span()
        imports.close(
            self._db,
            chat.import_id,
            new=chat.writer.new,
            duplicates=chat.writer.duplicates,
            rejected=chat.problems.rejected,
            first_day=first,
            last_day=last,
            first_message_id=first_id,
            last_message_id=last_id,
        )
        self._results.append(chat.result(self._source.name, self._format))

    def _forget(self, chat: _OpenChat) -> None:
        """A chat of which no record can be read leaves no empty group, and no import."""
        undo.remove_created(self._db, chat.import_id)
        imports.forget(self._db, chat.import_id)
        self._import_ids.remove(chat.import_id)
        result = chat.result(self._source.name, self._format)
        self._results.append(replace(result, import_id=None, members_new=0))


@dataclass(slots=True)
class _OpenChat:
    """The chat that is being read: what was met so far. `fresh`: its group is made for it."""

    head: ChatHead
    group: Group
    fresh: bool
    import_id: int
    book: SenderBook
    writer: ChatWriter
    problems: Problems = field(default_factory=Problems)
    truncated: bool = False

    def add(self, packed: Packed) -> int:
        """Store a batch; gives how many of its messages were new."""
        self.truncated = self.truncated or packed.truncated
        self.problems += packed.problems
        return self.writer.add(packed)

    def brought_nothing(self) -> bool:
        """Whether its group is new, and nobody is in it."""
        told = self.writer.new + self.writer.duplicates + self.book.new_members
        return self.fresh and not told

    def covered_days(self, exported_at: int | None, today: int) -> tuple[int | None, int | None]:
        """First and last day that the import covers: up to the day of the export, not later
        than today."""
        if self.writer.first is None or self.writer.last is None:
            return None, None
        first, last = sum(self.writer.first) // DAY, sum(self.writer.last) // DAY
        if exported_at is not None:
            offset = offset_of_instant(zone(self.group.timezone), exported_at)
            last = max(last, min((exported_at + offset) // DAY, today))
        return first, last

    def result(self, file: str, format_: str) -> ChatImport:
        return ChatImport(
            import_id=self.import_id,
            file=file,
            format=format_,
            group=self.group.name,
            messages=self.writer.new + self.writer.duplicates + self.problems.rejected,
            new=self.writer.new,
            duplicates=self.writer.duplicates,
            recognised=self.writer.recognised,
            rejected=self.problems.rejected,
            members_new=self.book.new_members,
            first=self.writer.first,
            last=self.writer.last,
            truncated=self.truncated,
            errors=tuple(self.problems),
            errors_total=self.problems.total,
        )
