"""Makes the text of a PDF that Qt wrote findable.

A font may draw 人 and the radical ⼈ by one glyph. Qt's table from glyphs back to characters
names the radical, so that a reader who looks for 林小满, or copies it, gets something else; and it
takes each space for a tab. The
tables are added to the file once more with the common characters, as an incremental update.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator

_TABLE = re.compile(rb"/ToUnicode (\d+) 0 R")
_TARGETS = re.compile(rb"(?<=> <[0-9A-Fa-f]{4}> )(\[[^\]]*\]|<[0-9A-Fa-f]{4}>)")
_ENTRY = re.compile(rb"<([0-9A-Fa-f]{4})>")
_RADICALS = range(0x2E80, 0x2FE0)
# what no compatibility rule leads back to the common character
_OTHERS = {0x2EA0: "民", 0x2ED1: "長", 0x2ED3: "长", 0x2ED4: "门", 0x2ECB: "车", 0x2EE9: "黄"}
_OTHERS |= {0x2EE2: "马", 0x2EE5: "鱼", 0x2EE6: "鸟", 0x2EEC: "齐", 0x2EF0: "龙", 0x2EDA: "页"}
_OTHERS |= {0x2EC5: "见", 0x2EC9: "贝", 0x2EDB: "风", 0x2EDC: "飞", 0x2EB7: "户", 0x2E9F: "母"}
_OTHERS |= {0x2012: "–", 0x0009: " "}


def findable(content: bytes) -> bytes:
    """The file with its tables put right; as it was where there is nothing to do."""
    updates = dict(_updates(content))
    if not updates:
        return content
    start = content.rindex(b"startxref")
    trailer = content[content.rindex(b"trailer", 0, start) + len(b"trailer") : start].strip()
    previous = content[start + len(b"startxref") :].split()[0]
    made = bytearray(content if content.endswith(b"\n") else content + b"\n")
    entries = []
    for number, table in sorted(updates.items()):
        entries.append(b"%d 1\n%010d 00000 n \n" % (number, len(made)))
        made += b"%d 0 obj\n<< /Length %d >>\nstream\n" % (number, len(table))
        made += table + b"\nendstream\nendobj\n"
    at = len(made)
    made += b"xref\n" + b"".join(entries) + b"trailer\n"
    made += trailer.removesuffix(b">>") + b"/Prev " + previous + b"\n>>\n"
    made += b"startxref\n%d\n%%%%EOF\n" % at
    return bytes(made)


def _updates(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The tables that name a radical, with the characters in their place."""
    for number in {int(found) for found in _TABLE.findall(content)}:
        head = re.search(rb"(?<!\d)%d 0 obj.*?stream\r?\n" % number, content, re.DOTALL)
        if head is None:
            continue
        table = content[head.end() :]
        if b"FlateDecode" in head.group():
            table = zlib.decompressobj().decompress(table)
        else:
            table = table[: table.index(b"endstream")].rstrip()
        righted = _TARGETS.sub(lambda found: _ENTRY.sub(_common, found[0]), table)
        if righted != table:
            yield number, righted


def _common(entry: re.Match[bytes]) -> bytes:
    code = int(entry[1], 16)
    if code not in _RADICALS and code not in _OTHERS:
        return entry[0]
    character = _OTHERS.get(code) or unicodedata.normalize("NFKC", chr(code))
    return b"<%04X>" % ord(character) if len(character) == 1 else entry[0]
