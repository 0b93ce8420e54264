"""The chat formats: picks the reader of a source by its content.

A reader is one file: NAME, TITLE and HOW (how a user gets such a file, both marked for
translation), identify(head) and read(source), which yields a ChatHead and then Batches for
each chat of the source. `head` is text whatever the source: the beginning of a file; the
names in a folder or zip; the first rows of a workbook.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from qunmate.data.importers.beginning import beginning
from qunmate.data.importers.source import Source, reach
from qunmate.errors import UserError
from qunmate.records import Batch, ChatHead

# in the order in which they are asked
READERS = (
    "slack",
    "chatlab_jsonl",
    "chatlab_json",
    "discord_json",
    "qqce_json",
    "weflow_json",
    "telegram",
    "chatlog_json",
    "pywxdump_json",
    "memotrace_csv",
    "memotrace_old_csv",
    "pywxdump_csv",
    "chatlog_csv",
    "weflow_xlsx",
    "qqce_xlsx",
    "discord_csv",
    "qq_mht",
    "qqce_txt",
    "weflow_md",
    "stamped_txt",
    "qq_txt",
    "whatsapp",
    "line",
    "window_copy",
    "chatlog_txt",
    "qq_paste",
    "wechat_txt",
    "undated",
    "plain_table",
)
# what the operator has to be asked about, each by itself
ASKING = frozenset(("undated",))
# of files in folders and zips, which hold much else
SUFFIXES = frozenset(
    (
        ".txt",
        ".md",
        ".json",
        ".jsonl",
        ".csv",
        ".tsv",
        ".xlsx",
        ".xls",
        ".mht",
        ".mhtml",
        ".eml",
        ".htm",
    )
)
_WORKBOOKS = frozenset((".xlsx", ".xlsm", ".xls", ".ods"))


class Reader(Protocol):
    """What each reader's module offers."""

    NAME: str
    TITLE: str
    HOW: str
    SUFFIXES: tuple[str, ...]

    def identify(self, head: str) -> bool:
        """Whether a source that begins with this text is in the reader's format."""
        ...

    def read(self, source: Source) -> Iterator[ChatHead | Batch]:
        """The chats of the source, each a head followed by its batches."""
        ...


def reader(name: str) -> Reader:
    if name not in READERS:
        raise UserError("format_name_unknown", name=name, known=READERS)
    module: Reader = importlib.import_module(f"qunmate.data.importers.{name}")
    return module


def all_readers() -> list[Reader]:
    return [reader(name) for name in READERS]


def pick(source: Source, format_: str = "auto") -> Reader:
    """The reader for a source; UserError if none knows it."""
    if format_ != "auto":
        return reader(format_)
    head = beginning(source)
    for candidate in all_readers():
        if candidate.identify(head):
            return candidate
    raise _unknown(source)


def _unknown(source: Source) -> UserError:
    """Why no reader knows the source, as far as can be said."""
    if source.is_container() or source.text is not None:
        return UserError("format_unknown", path=source.name)
    if not source.size():
        return UserError("nothing_in_source", path=source.name)
    if source.suffix == ".zip" and source.head().startswith(b"PK"):
        return UserError("zip_damaged", path=source.name)
    if not source.member and source.suffix in _WORKBOOKS:
        from qunmate.data.importers.sheets import open_book

        try:
            with open_book(source.path):
                pass
        except UserError as error:
            return error
    return UserError("format_unknown", path=source.name)


def sources_in(path: Path) -> list[Source]:
    """What is to be read by itself of a file, folder or zip: the whole, or else the files in
    it that a reader knows. UserError if there is nothing."""
    reach(path)
    whole = Source(path)
    if not whole.is_container():
        return [whole]
    with contextlib.closing(whole):
        with contextlib.suppress(UserError):
            pick(whole)
            return [whole]
        found = []
        for part in map(whole.peek, whole.names()):
            if part.suffix not in SUFFIXES:
                continue
            with contextlib.suppress(UserError):
                if pick(part).NAME not in ASKING:
                    found.append(Source(path, None, part.member, begins=part.begins))
    if not found:
        raise UserError("format_unknown", path=whole.name)
    return found
