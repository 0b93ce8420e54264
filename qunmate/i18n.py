"""The installed translation (gettext). English is the source language."""

from __future__ import annotations

import gettext
import locale
import os
import sys

from qunmate import resources
from qunmate.keys import native

LANGUAGES = {"zh_CN": "简体中文", "zh_TW": "繁體中文", "en": "English"}
DOMAIN = "qunmate"

CONTEXT = "\x04"  # what gettext puts between a context and its message

_installed: list[gettext.NullTranslations] = [gettext.NullTranslations()]
_language: list[str] = ["en"]


def install(language: str | None = None) -> str:
    """Use `language`, or the system's if None; gives the one in use."""
    chosen = language if language in LANGUAGES else match(language or system_language())
    _language[0] = chosen
    _installed[0] = gettext.translation(
        DOMAIN, str(resources.path("locale")), languages=[chosen], fallback=True
    )
    return chosen


def language() -> str:
    return _language[0]


def match(name: str) -> str:
    """The nearest of our languages for a locale name such as zh_HK.UTF-8 or zh-Hant-TW."""
    parts = name.replace("-", "_").split(".")[0].split("_")
    if parts[0].lower() != "zh":
        return "en"
    traditional = {"tw", "hk", "mo", "hant"}
    return "zh_TW" if traditional & {part.lower() for part in parts[1:]} else "zh_CN"


def system_language() -> str:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        value = os.environ.get(variable, "").split(":")[0]
        if value and value not in {"C", "POSIX", "C.UTF-8"}:
            return value
    if sys.platform == "win32":  # getlocale says "Chinese (Simplified)_China" there
        import ctypes

        identifier = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return locale.windows_locale.get(identifier, "")
    try:
        return locale.getlocale()[0] or ""
    except ValueError:
        return ""


def _(message: str) -> str:
    # gettext("") would give the catalogue's header
    found = _installed[0].gettext(message) if message else ""
    return native(found.rpartition(CONTEXT)[2])  # untranslated: the words alone


def ngettext(one: str, many: str, n: int) -> str:
    return _installed[0].ngettext(one, many, n)


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as N_, of one and of many
    return one, many


def NC_(context: str, message: str) -> str:  # noqa: N802 - as glib calls it
    """Mark a message that needs other words elsewhere: `_` then finds those of this context."""
    return f"{context}{CONTEXT}{message}"


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "mark, translate later"
    return message
