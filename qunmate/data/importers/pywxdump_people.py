"""Who is behind the ids in PyWxDump's files: it writes a users.json beside them."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import PurePosixPath

from qunmate.data.importers.fields import fields_of, text_of
from qunmate.data.importers.source import Source
from qunmate.data.importers.text import decode_head
from qunmate.errors import UserError

_FILE = "users.json"
_MOST_BYTES = 50 * 1024 * 1024


def names_beside(source: Source) -> Mapping[str, str]:
    """The names of people and chats by their ids; none without such a file."""
    if source.text is not None:
        return {}
    with contextlib.suppress(UserError, OSError, ValueError, RecursionError):
        beside = _beside(source)
        with contextlib.closing(beside):
            if beside.size() > _MOST_BYTES:
                return {}
            with beside.open() as file:
                told = fields_of(json.loads(decode_head(file.read())))
        pairs = ((id_, fields_of(one)) for id_, one in told.items())
        named = {id_: text_of(one.get("nickname")) for id_, one in pairs}
        return {id_: name for id_, name in named.items() if name}
    return {}


def _beside(source: Source) -> Source:
    if not source.member:
        return Source(source.path.with_name(_FILE))
    return Source(source.path, None, str(PurePosixPath(source.member).with_name(_FILE)))
