"""The catalogues say all that the code says, in every language."""

from __future__ import annotations

import string
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message

from qunmate import i18n
from tools import catalogues


def forms(text: object) -> list[str]:
    return [text] if isinstance(text, str) else [str(form) for form in text]  # type: ignore[attr-defined]


def placeholders(text: str) -> set[str]:
    return {field for _before, field, _spec, _conversion in string.Formatter().parse(text) if field}


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalogues.catalogue(language) if message.id)


@pytest.fixture(params=catalogues.LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_text_is_translated(language: str) -> None:
    known = catalogues.catalogue(language)
    missing = [
        message.id
        for message in catalogues.template()
        if message.id
        and not (
            (found := known.get(message.id, message.context)) and catalogues.whole(found.string)
        )
    ]
    assert not missing, f"{len(missing)} texts; add them by `python3 dev.py locale`"


def test_nothing_is_fuzzy_or_left_over(language: str) -> None:
    used = {(message.id, message.context) for message in catalogues.template()}
    assert not [m.id for m in messages(language) if m.fuzzy or (m.id, m.context) not in used]


def test_placeholders_are_those_of_the_code(language: str) -> None:
    wrong = []
    for message in messages(language):
        wanted = placeholders(forms(message.id)[-1])
        wrong += [text for text in forms(message.string) if text and placeholders(text) != wanted]
    assert not wrong


def test_files_are_as_the_tool_writes_them(language: str) -> None:
    path = catalogues.po_path(language)
    catalog = catalogues.updated(language)
    assert path.read_bytes() == catalogues.po_bytes(catalog)
    assert path.with_suffix(".mo").read_bytes() == catalogues.mo_bytes(catalog)


def test_context_chooses_the_words_and_is_never_shown() -> None:
    before = i18n.language()
    try:
        i18n.install("zh_CN")
        assert i18n._(i18n.NC_("tab", "Members")) != i18n._("Members")
        i18n.install("en")
        assert i18n._(i18n.NC_("tab", "Members")) == "Members"
    finally:
        i18n.install(before)
