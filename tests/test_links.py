"""Addresses found in what people write."""

from __future__ import annotations

import pytest

from qunmate.links import first_address, linked, without_addresses


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("看 https://a.com/x，很好", "https://a.com/x"),
        ("去看https://a.com/x！", "https://a.com/x"),
        ("Read https://a.com/x.", "https://a.com/x"),
        ("Read https://a.com/x, then come", "https://a.com/x"),
        ("(see https://a.com/x)", "https://a.com/x"),
        ("[链接](http://a.com)", "http://a.com"),
        ("https://a.com/Cat_(animal) is one", "https://a.com/Cat_(animal)"),
        ("HTTPS://a.com/?q=1&b=2#c", "HTTPS://a.com/?q=1&b=2#c"),
        ("https://a.com/(b))).", "https://a.com/(b)"),
        (f"https://a.com/{')' * 300_000}", "https://a.com/"),
        ("it begins with http://...", ""),
        ("none", ""),
    ],
)
def test_an_address_ends_where_the_sentence_goes_on(text: str, address: str) -> None:
    assert first_address(text) == address
    assert "".join(words for words, _address in linked(text)) == text
    assert without_addresses(text) == text.replace(address, "")
