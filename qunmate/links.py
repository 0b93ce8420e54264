"""Addresses of the web inside a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_URL = re.compile(r"https?://\w[^\s<>\"，。；、！？：…（）“”‘’「」『』【】《》]*", re.IGNORECASE)
_PAIRS = {")": "(", "]": "[", "}": "{"}
_MARKS = ".,;:!?'"


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
    lonely = {end: address.count(end) - address.count(begin) for end, begin in _PAIRS.items()}
    at = len(address)
    while (last := address[at - 1]) in _MARKS or lonely.get(last, 0) > 0:
        if last in lonely:
            lonely[last] -= 1
        at -= 1
    return address[:at]
