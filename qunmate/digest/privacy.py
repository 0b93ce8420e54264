"""Takes out of a text what must not be posted: phones, addresses, ids, names of who opted out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from qunmate.i18n import _

MASK = "•••"

# only as far as it surely goes: what follows without a space is looked at too
_URL = re.compile(r"(?i:https?)://[^\s<>\"),;|\x80-\U0010ffff]+")
_TOKEN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_\-.@+]{3,}")
_DIGITS = re.compile(r"\+?\d(?:[\s\-–.()]?\d){4,}")
_NUMBERS = re.compile(
    r"(?<![\w.])\+?(?:86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)"  # mobile
    r"|(?<!\w)\+\d{1,3}(?:[\s().-]{0,2}\d){6,14}(?!\d)"  # international
    r"|(?<!\d)\(?0\d{2,3}\)?[\s-]?\d{7,8}(?!\d)"  # landline
    r"|(?<![\d.,])(?!(?:19|20)\d{6}(?!\d))\d{7,}(?![\d,])"  # any long number but a date
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_HAN = "[\u3400-\u9fff]"
# the name of LINE is a word like any other, unless it is written large or among Chinese words, or
# what follows it is no plain word
_LINE = (
    rf"(?-i:LINE)|(?<={_HAN})line|(?<={_HAN}\s)line"
    r"|line(?![\s_-](?!id\b)[a-z.-]*(?![a-z0-9_.+@-]))"
)
_ORDINARY = "groups?|channels?|chats|accounts?|users?|messages?|calls|links?|history|status"
_HANDLE = re.compile(
    r"((?:微信|薇信|威信|v信|電話|电话|手机|手機"
    rf"|(?<![A-Za-z])(?:wechat|wxid|vx|wx|QQ|tg|telegram|whatsapp|tel|{_LINE}))"
    rf"(?:号|號|\s?id)?[\s:：=是加_-]{{1,3}})(?!(?:{_ORDINARY})\b)([A-Za-z0-9_\-.+@]{{5,}})",
    re.IGNORECASE,
)
_WXID = re.compile(r"wxid_\w+", re.IGNORECASE)


def plain(text: str) -> str:
    """Full-width letters and digits as half-width ones."""
    return unicodedata.normalize("NFKC", text)


def candidates(texts: Iterable[str]) -> set[str]:
    """What in these texts could be a platform id or a phone, to be looked up."""
    found: set[str] = set()
    for text in texts:
        for form in (text, plain(text)):
            found.update(_TOKEN.findall(form))
            found.update(part for token in _TOKEN.findall(form) for part in re.split(r"\W", token))
            found.update(re.sub(r"\D", "", run) for run in _DIGITS.findall(form))
            stripped = form.strip()
            if len(stripped) <= 64:
                found.add(stripped)
    return {token for token in found if len(token) >= 4}


@dataclass(frozen=True, slots=True)
class Scrub:
    """`known`: ids and phones (digits alone) found in the file; `names`: who opted out."""

    known: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()

    def __call__(self, text: str) -> str:
        """The text fit to post; a text that was nothing else becomes “a member”."""
        if not text:
            return text
        parts = []
        at = 0
        for url in _URL.finditer(text):
            parts.append(self._words(text[at : url.start()]))
            parts.append(self._known(url.group()))
            at = url.end()
        parts.append(self._words(text[at:]))
        result = "".join(parts)
        return _("a member") if result.strip() == MASK else result

    def _words(self, text: str) -> str:
        if not text:
            return text
        if plain(text) != text and self._changes(plain(text)):
            text = plain(text)
        text = self._known(text)
        for pattern in (_MAIL, _WXID, _NUMBERS):
            text = pattern.sub(MASK, text)
        text = _HANDLE.sub(rf"\1{MASK}", text)
        return _names_pattern(self.names).sub(_("a member"), text) if self.names else text

    def _changes(self, text: str) -> bool:
        """Whether a half-width form has something to hide."""
        return self._known(text) != text or any(
            pattern.search(text) for pattern in (_MAIL, _WXID, _NUMBERS, _HANDLE)
        )

    def _known(self, text: str) -> str:
        if text.strip() in self.known:
            return MASK
        text = _TOKEN.sub(self._token, text)
        return _DIGITS.sub(self._run, text)

    def _token(self, match: re.Match[str]) -> str:
        token = match.group()
        if token in self.known:
            return MASK
        parts = re.split(r"(\W)", token)
        return "".join(MASK if part in self.known else part for part in parts)

    def _run(self, match: re.Match[str]) -> str:
        return MASK if re.sub(r"\D", "", match.group()) in self.known else match.group()


@lru_cache(maxsize=4)
def _names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these names, the longest first. One of a single character is only taken out
    behind an @, a Latin one only as a whole word."""
    return re.compile(
        "|".join(_one_name(name) for name in sorted(names, key=len, reverse=True)), re.IGNORECASE
    )


def _one_name(name: str) -> str:
    quoted = re.escape(name)
    if len(name) == 1:
        return f"@{quoted}"
    before = r"(?<!\w)" if re.match(r"[A-Za-z0-9_]", name) else ""
    after = r"(?!\w)" if re.search(r"[A-Za-z0-9_]$", name) else ""
    return f"@?{before}{quoted}{after}"
