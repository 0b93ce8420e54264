"""Names in the histories that LINE's desktop writes, where nothing but a space parts a name from
the text behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from qunmate.system_lines import read_events

_UNSENT = re.compile(
    r"(?:メッセージの送信を取り消しました|[Uu]nsent a message|^Message unsent|已?收回(?:了)?訊息"
    r"|撤回了一[条則则]消息|ยกเลิก(?:การส่ง)?ข้อความ)\.?。?$"
)
_UNSENT_ENDS = frozenset("た息ม。.et")
_GROUP_LINE = re.compile(r"(?:the group|the chat|グループ|トーク|群組?|群聊)\S{0,12}[.。]?$")
_MOST_WORDS = 8  # of a name
_MOST_ALIKE = 30  # people whose names begin with one word
_SURE = 4  # lines that begin alike tell a name of several words


@dataclass(slots=True)
class _Begun:
    """What some lines begin with: how many, and with which words they go on, unless one of them
    tells that the name ends here."""

    lines: int = 0
    next: dict[str, _Begun] = field(default_factory=dict)
    ends: bool = False

    def end(self) -> None:
        self.ends = True
        self.next.clear()

    def goes_on(self) -> bool:
        """Whether nearly all of the lines go on with a word that several of them share."""
        shared = sum(one.lines for one in self.next.values() if one.lines > 1)
        return self.lines >= _SURE and shared >= 0.8 * self.lines


def is_unsent(text: str) -> bool:
    """Whether it tells of a message that was taken back."""
    return text[-1:] in _UNSENT_ENDS and _UNSENT.search(text) is not None


class Names:
    """Names of one word, and those of several that lines of the system tell, or that many lines
    begin with. `lines` hold what stands behind the time."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._begun = _Begun()
        self._told: dict[str, set[str]] = {}
        for line in lines:
            if not is_unsent(line):
                self._note(line)
                self._note_told(line)

    def split(self, line: str) -> tuple[str, str]:
        """Name and text; no name for a line of the system."""
        if " " not in line or (_GROUP_LINE.search(line) and read_events(0, line)):
            return "", line
        if is_unsent(line):
            who = _UNSENT.sub("", line).rstrip()
            if self._name(f"{who} .") == who:
                return "", line
        name = self._name(line)
        return name, line[len(name) + 1 :]

    def _note(self, line: str) -> None:
        words = line.split(" ", _MOST_WORDS)
        begun = self._begun
        for word in words[:-1]:
            begun = begun.next.setdefault(word, _Begun())
            begun.lines += 1
            if begun.ends:
                return
            if len(begun.next) > _MOST_ALIKE:
                break
        if begun is not self._begun:
            begun.end()

    def _note_told(self, line: str) -> None:
        if _GROUP_LINE.search(line):
            for event in read_events(0, line):
                for name in (event.person[1], event.by[1]):
                    if " " in name:
                        self._told.setdefault(name.partition(" ")[0], set()).add(name)

    def _name(self, line: str) -> str:
        first, *others = line.split(" ", _MOST_WORDS)
        told = [name for name in self._told.get(first, ()) if line.startswith(f"{name} ")]
        if told:
            return max(told, key=len)
        name, begun = first, self._begun.next.get(first)
        for word in others[:-1]:
            if begun is None or not begun.goes_on():
                break
            begun = begun.next.get(word)
            if begun and begun.lines > 1:
                name = f"{name} {word}"
        return name
