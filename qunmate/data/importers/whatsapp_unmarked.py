"""Notices in an iPhone's chat whose invisible marks got lost, as they do in copying."""

from __future__ import annotations

from collections.abc import Sequence

from qunmate.data.importers.whatsapp_words import MARK, begins_as_notice, tells_of_code, visible
from qunmate.system_lines import read_events

_LONGEST = 300


def marked_again(names: Sequence[str], texts: Sequence[str], chat: str) -> list[str]:
    """The texts, with the mark put back to those that can only be the system's: they tell what
    happened to whom they carry or, in the name of the chat, to somebody who speaks in it."""
    firsts = {name: name.split()[0] for name in set(names) if name.strip()}
    speaking = {_plain(name) for name in firsts} - {"", chat}
    return [
        MARK + text
        if name in firsts
        and (firsts[name] in text or name == chat)
        and _is_told(_plain(name), text, chat, speaking)
        else text
        for name, text in zip(names, texts, strict=True)
    ]


def _is_told(name: str, text: str, chat: str, speaking: set[str]) -> bool:
    if len(text) > _LONGEST or "\n" in text:
        return False
    if begins_as_notice(text, name) or tells_of_code(text):
        return True
    told = {who[1] for event in read_events(0, text) for who in (event.person, event.by)}
    return not told.isdisjoint(speaking if name == chat else {name})


def _plain(name: str) -> str:
    return visible(name).lstrip("~ \u202f\u00a0").strip()
