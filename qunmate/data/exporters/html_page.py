"""What the web pages that are written have in common: no script, no outside request."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from qunmate import i18n
from qunmate.data.exporters.digest_css import CSS


def text(value: str) -> str:
    """Escaped, without the control characters that HTML forbids."""
    kept = "".join(c for c in value if c in "\t\n" or (ord(c) >= 32 and not 127 <= ord(c) < 160))
    return escape(kept)


def person(value: str) -> str:
    """A name that can't turn the text around it."""
    return f"<bdi>{text(value)}</bdi>"


def page(title: str, body: Iterator[str], *, css: str = "", private: bool = False) -> Iterator[str]:
    """A whole document around the lines of its `body`; `css` comes on top of what all have."""
    language = i18n.language().replace("_", "-")
    yield f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield (
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )
    if private:
        yield '<meta name="robots" content="noindex">'
    yield f"<title>{text(title)}</title>"
    yield f"<style>{CSS}{css}</style>\n</head>\n<body>\n<main>"
    yield from body
    yield "</main>\n</body>\n</html>"


def written(lines: Iterator[str]) -> bytes:
    """A .html file, UTF-8."""
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")
