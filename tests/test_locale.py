"""The catalogues say all that the code says, in every language."""

from __future__ import annotations

import re
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


def test_file_filters_keep_the_brackets_that_qt_reads(language: str) -> None:
    """A file dialog takes "(*.xlsx)" for the pattern, but shows no file for "（*.xlsx）"."""
    pattern = re.compile(r" \(\*[^)]*\)$")
    wrong = [
        text
        for message in messages(language)
        if (found := pattern.search(forms(message.id)[0]))
        for text in forms(message.string)
        if not text.endswith(found[0])
    ]
    assert not wrong


FOREIGN = {
    "zh_CN": re.compile(r"[「」『』]|文檔|賬號|帐号|其它|做为|登陆|群伴(?! QunMate)|发言人(?!数)"),
    # words of the mainland, and marks and counting words that go with others
    "zh_TW": re.compile(
        r"[“”‘’]|文件夾|消息(?!管理器)|設置|默認|導入(?!期)|導出|搜索|粘貼|撤銷|屏幕|鼠標|視頻"
        r"|軟件|程序(?<!處理程序)|服務器|網絡|信息|日曆|賬號|打印|刷新|損壞|紀錄|聯繫|哪個群[^組]"
        r"|群伴(?! QunMate)|人群|健康分(?!數)|群名(?!稱)|群暱稱|群[裡名裏]|未變(?!更)"
        r"|點一下|佔用|占|查詢|發言人(?!數)"
    ),
}


def test_the_words_are_those_of_the_place(language: str) -> None:
    said = [text for message in messages(language) for text in forms(message.string)]
    assert not [text for text in said if FOREIGN[language].search(text)]


SCRIPTS = {"zh_CN": "gb2312", "zh_TW": "big5"}


def test_the_characters_are_those_of_the_place(language: str) -> None:
    """Each of the two old character sets lacks the other script's characters."""
    wrong = set()
    for message in messages(language):
        shown = set("".join(forms(message.id)))  # examples of both scripts, signs
        for character in set("".join(forms(message.string))) - shown:
            if character.isalpha() and not character.encode(SCRIPTS[language], "ignore"):
                wrong.add(character)
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
