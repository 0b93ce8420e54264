"""A JSON document as the bytes that a streaming parser wants: UTF-8, and not too deep."""

from __future__ import annotations

import codecs
import re
from typing import Protocol

from qunmate.data.importers.source import CHUNK_BYTES, Source
from qunmate.data.importers.text import encoding_of
from qunmate.errors import UserError

MAX_DEPTH = 200
# from so many levels on a parser's path of keys grows without measure
_SUSPICIOUS = 1_000
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.DOTALL)
# an escaped backslash or a whole pair (kept), else half a pair
_ESCAPE = re.compile(
    rb"(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)
_FIRST_HALF = re.compile(rb"\\u[dD][89abAB][0-9a-fA-F]{2}")
_LONGEST_ESCAPE = 11
_BRACKET = re.compile(rb"[{}\[\]]")


class Readable(Protocol):
    def read(self, size: int = -1) -> bytes: ...


class JsonStream:
    """Reads `inner`, the bytes of `source`. UserError if its brackets nest too deep: a parser
    would keep the path to each of them."""

    def __init__(self, source: Source, inner: Readable) -> None:
        self._source = source
        self._inner = inner
        encoding = encoding_of(source.head())
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._as_it_is = encoding == "utf-8" and not source.head().startswith(codecs.BOM_UTF8)
        self._begun = False
        self._waiting = b""
        self._open = 0
        self._allowed = _SUSPICIOUS

    def read(self, size: int = -1) -> bytes:
        data = self._inner.read(size)
        # brackets inside texts are counted too: only many of them are worth a closer look
        self._open += data.count(b"{") + data.count(b"[") - data.count(b"}") - data.count(b"]")
        if self._open > self._allowed:
            if depth(self._source) > MAX_DEPTH:
                raise UserError("json_too_deep", path=self._source.name)
            self._allowed = 2 * self._open
        whole = self._without_halves(data if self._as_it_is else self._utf8(data), last=not data)
        # an empty answer would mean the end
        return whole if whole or not data else self.read(size)

    def _utf8(self, data: bytes) -> bytes:
        text = self._decoder.decode(data)
        if text and not self._begun:
            text, self._begun = text.removeprefix("\ufeff"), True
        return text.encode()

    def _without_halves(self, data: bytes, *, last: bool) -> bytes:
        """The bytes with half surrogate pairs, at which a parser stops, replaced. An escape
        that the end may have cut waits for what follows."""
        data, self._waiting = self._waiting + data, b""
        cut = data.find(b"\\", max(0, len(data) - _LONGEST_ESCAPE))
        if cut >= 0 and not last:
            if _FIRST_HALF.fullmatch(data[max(0, cut - 6) : cut]):
                cut -= 6
            while data[cut - 1 : cut] == b"\\":
                cut -= 1
            data, self._waiting = data[:cut], data[cut:]
        if b"\\ud" not in data and b"\\uD" not in data:
            return data
        return _ESCAPE.sub(lambda found: found[1] or rb"\ufffd", data)


def depth(source: Source) -> int:
    """How deep the brackets of a document nest, as far as they do within MAX_DEPTH."""
    level = deepest = 0
    rest = b""
    with source.open() as stream:
        while data := stream.read(CHUNK_BYTES):
            text = _STRING.sub(lambda found: b"" if _closed(found[0]) else found[0], rest + data)
            cut = text.find(b'"')
            rest = text[cut:] if cut >= 0 else b""
            for bracket in _BRACKET.finditer(text[:cut] if cut >= 0 else text):
                level += 1 if bracket[0] in b"{[" else -1
                deepest = max(deepest, level)
                if deepest > MAX_DEPTH:
                    return deepest
    return deepest


def _closed(string: bytes) -> bool:
    """Whether a string that begins with a quote also ends with one of its own."""
    if len(string) < 2 or string[-1:] != b'"':
        return False
    body = string[1:-1]
    return (len(body) - len(body.rstrip(b"\\"))) % 2 == 0
