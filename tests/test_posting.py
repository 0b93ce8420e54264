"""The parts in which a plan item is posted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.posting import Part, join, parts


def test_parts_stand_apart_by_dashes() -> None:
    text = (
        "今晚 8 点见\n不见不散\n---\n\n --- \nhttps://example.org/a?b=1\n---\n/home/me/海报 1.PNG"
    )
    assert parts(text) == [
        Part("text", "今晚 8 点见\n不见不散"),
        Part("link", "https://example.org/a?b=1"),
        Part("picture", "/home/me/海报 1.PNG"),
    ]
    assert parts("") == parts(" \n---\n ") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("C:\\图\\a.jpg", "picture"),
        ("\\\\server\\b.webp", "picture"),
        ("~/talk.pdf", "file"),
        ("see https://example.org", "text"),
        ("a --- b", "text"),
        ("----", "text"),
    ],
)
def test_what_a_part_is(text: str, kind: str) -> None:
    assert parts(text) == [Part(kind, text)]  # type: ignore[arg-type]


def test_a_path_may_be_copied_from_the_explorer() -> None:
    assert parts('"C:\\图 1\\a.jpg"') == [Part("picture", "C:\\图 1\\a.jpg")]
    assert parts('"早安"') == [Part("text", '"早安"')]


@given(st.lists(st.text().filter(lambda text: text.strip() and "---" not in text)))
def test_what_is_joined_comes_apart_again(texts: list[str]) -> None:
    assert [part.text for part in parts(join(texts))] == [text.strip() for text in texts]
