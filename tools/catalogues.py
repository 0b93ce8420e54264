"""Brings the catalogues of translations up to date with the code: `python3 dev.py locale`.

Every msgid of the code stands in each catalogue, sorted, with the files that use it and no
line numbers or dates, so that a change of the code changes few lines here. What the code no
longer says is dropped. The .mo files beside them are made anew.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"_": None, "N_": None, "NC_": ((1, "c"), 2), "NN_": (1, 2), "ngettext": (1, 2)}
LANGUAGES = ("zh_CN", "zh_TW")


class PlainCatalog(Catalog):
    """A catalogue whose header has no dates, names or addresses."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", self.locale_identifier or ""),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def po_path(language: str) -> Path:
    return ROOT / "resources" / "locale" / language / "LC_MESSAGES" / "qunmate.po"


def template() -> Catalog:
    """Every msgid of the code, with the files it stands in."""
    found = Catalog()
    strings = extract_from_dir(
        ROOT / "qunmate", [("**.py", "python")], keywords=KEYWORDS, comment_tags=("i18n:",)
    )
    for file, _line, message, comments, context in strings:
        location = (f"qunmate/{Path(file).as_posix()}", 0)
        found.add(message, locations=[location], auto_comments=comments, context=context)
    for path in (ROOT / "qunmate").rglob("*.py"):
        for text in in_f_strings(path.read_text("utf-8")):
            found.add(text, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    return found


def in_f_strings(code: str) -> Iterator[str]:
    """The msgids within f-strings, which babel sees under some versions of Python only."""
    if 'f"' not in code and "f'" not in code:
        return
    for outer in ast.walk(ast.parse(code)):
        for call in ast.walk(outer) if isinstance(outer, ast.JoinedStr) else ():
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                said = call.args[0] if call.func.id == "_" and call.args else None
                if isinstance(said, ast.Constant) and isinstance(said.value, str):
                    yield said.value


def catalogue(language: str) -> Catalog:
    """The translations as they are committed."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> PlainCatalog:
    """The code's msgids with the translations there are; new ones are empty."""
    old = catalogue(language)
    comment = f"# The texts of QunMate in {language}. Written by: python3 dev.py locale"
    new = PlainCatalog(locale=language, domain="qunmate", header_comment=comment, fuzzy=False)
    for message in template():
        if not message.id:
            continue
        known = old.get(message.id, message.context)
        text = known.string if known else ""
        new.add(
            message.id,
            text or ((("",) * new.num_plurals) if message.pluralizable else ""),
            locations=message.locations,
            auto_comments=message.auto_comments,
            user_comments=known.user_comments if known else (),
            context=message.context,
        )
    return new


def po_bytes(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalog, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> None:
    for language in LANGUAGES:
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog = updated(language)
        path.write_bytes(po_bytes(catalog))
        path.with_suffix(".mo").write_bytes(mo_bytes(catalog))
        messages = [message for message in catalog if message.id]
        missing = [message for message in messages if not whole(message.string)]
        print(f"{language}: {len(messages)} texts, {len(missing)} without a translation")


def whole(text: str | tuple[str, ...] | list[str] | None) -> str:
    """The translation as one text; empty if any plural form is missing."""
    forms = [text] if isinstance(text, str) else list(text or ())
    return "\n".join(forms) if forms and all(forms) else ""


if __name__ == "__main__":
    main()
