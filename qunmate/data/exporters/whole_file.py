"""Writes a file whole or not at all."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TextIO

from qunmate.data.parts import replacing


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A stream whose text stands at `path` once all was written; an older file there stays
    until then. UserError if the place can't be written."""
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="\n") as stream:
        yield stream


def write_whole(path: Path, content: bytes) -> None:
    """Put these bytes at `path`; an older file there stays until they are written."""
    with replacing(path) as part:
        part.write_bytes(content)


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Put files at several places; where one can't be written, none is."""
    with contextlib.ExitStack() as whole:
        for path, content in contents.items():
            whole.enter_context(replacing(path)).write_bytes(content)
