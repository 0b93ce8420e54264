"""The bytes of a page in a .mht, as they were before a browser or a mail program coded them for
the way: QQ itself does not, but such a file may have been opened and saved again."""

from __future__ import annotations

import re
from binascii import a2b_base64, a2b_qp

_BLANK = re.compile(rb"\r?\n\r?\n")
_CODED = re.compile(rb"transfer-encoding:[ \t]*(quoted-printable|base64)", re.IGNORECASE)
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


class MhtBytes:
    """`head` is the beginning of the file, with the header of the part that is the page."""

    def __init__(self, head: bytes) -> None:
        headers = (part for part in _BLANK.split(head) if b"text/html" in part.lower())
        header = next((part for part in headers if b"multipart/" not in part.lower()), b"")
        coded = _CODED.search(header)
        self._coding = coded[1].lower() if coded else b""
        self._above = head.find(header) + len(header) if self._coding == b"base64" else 0
        self._rest = b""

    def plain(self, data: bytes) -> bytes:
        """What the next bytes of the file stand for."""
        if not self._coding:
            return data
        above, data = data[: self._above], self._rest + data[self._above :]
        self._above = 0
        if self._coding == b"base64":
            data = _NO_BASE64.sub(b"", data.partition(b"-")[0])
            end = len(data) // 4 * 4
            self._rest = data[end:]
            return above + a2b_base64(data[:end])
        end = data.rfind(b"\n") + 1
        self._rest = data[end:]
        return a2b_qp(data[:end])
