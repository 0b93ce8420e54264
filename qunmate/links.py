"""Addresses of the web inside a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_URL = re.compile(r"https?://\w[^\s<>\"，。；、！？：…（）“”‘’「」『』【】《》]*", re.IGNORECASE)
_PAIRS = {")": "(", "]": "[", "}": "{"}


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where each begins and ends: before the mark that ends a sentence, and before the bracket
    that began ahead of it."""
    for found in _URL.finditer(text):
        yield found.start(), found.start() + len(_without_end(found.group()))


def first_address(text: str) -> str:
    """ "" if there is none."""
    return next((text[begin:end] for begin, end in addresses(text)), "")


def without_addresses(text: str) -> str:
    return "".join(words for words, address in linked(text) if not address)


def linked(text: str) -> Iterator[tuple[str, str]]:
    """The text in pieces (words, address); the address is "" where the words are no link."""
    at = 0
    for begin, end in addresses(text):
        if begin > at:
            yield text[at:begin], ""
        yield text[begin:end], text[begin:end]
        at = end
    if at < len(text):
        yield text[at:], ""


def _without_end(address: str) -> str:
    while True:
        opening = _PAIRS.get(address[-1])
        lonely = opening and address.count(address[-1]) > address.count(opening)
        if not lonely and address[-1] not in ".,;:!?'":
            return address
        address = address[:-1]
