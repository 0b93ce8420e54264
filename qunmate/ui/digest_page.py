"""The digest as a page for the preview: Qt's rich text knows tables, but little of CSS."""

from __future__ import annotations

from html import escape

from qunmate.digest.model import (
    Digest,
    Entry,
    Honour,
    Item,
    Person,
    PlanLine,
    Quote,
    Row,
    Section,
    cards,
    change,
    joined,
    shown,
)
from qunmate.digest.words import says
from qunmate.i18n import _
from qunmate.ui.theme import Tokens


def page(digest: Digest, tokens: Tokens) -> str:
    """HTML in the colours of the window."""
    parts = [_banner(digest, tokens), _cards(digest, tokens)]
    parts += [_section(section, tokens) for section in digest.sections]
    parts += [_note(note, tokens) for note in digest.notes]
    return "".join(parts)


def _banner(digest: Digest, tokens: Tokens) -> str:
    ink = tokens.on_accent
    private = f" · {escape(_('Private'))}" if digest.private else ""
    subtitle = f"<br>{escape(digest.subtitle)}" if digest.subtitle else ""
    return (
        f'<table width="100%" cellpadding="18" bgcolor="{tokens.accent}"><tr>'
        f'<td style="color:{ink}">{escape(digest.heading)}{private}'
        f'<br><span style="font-size:20px; font-weight:600">{escape(digest.title)}</span>'
        f"{subtitle}</td></tr></table>"
    )


def _cards(digest: Digest, tokens: Tokens) -> str:
    cells = "".join(
        f'<td width="25%" align="center" bgcolor="{tokens.faint}">'
        f'<span style="font-size:20px; font-weight:600">'
        f"{escape(shown(figure.value, figure.unit))}{'*' if figure.incomplete else ''}</span>"
        f'<br><span style="color:{tokens.second}">{escape(figure.card or figure.label)}'
        f" {escape(change(figure))}</span></td>"
        for figure in cards(digest)
    )
    return f'<table width="100%" cellpadding="10" cellspacing="8"><tr>{cells}</tr></table>'


def _section(section: Section, tokens: Tokens) -> str:
    title = f'<p style="font-size:15px; font-weight:600; color:{tokens.accent}">'
    body = _table(section, tokens) if section.headings else _lines(section, tokens)
    return f"{title}{escape(section.title)}</p>{body}{_note(section.note, tokens)}"


def _note(text: str, tokens: Tokens) -> str:
    return f'<p style="color:{tokens.second}; font-size:12px">{escape(text)}</p>' if text else ""


def _table(section: Section, tokens: Tokens) -> str:
    heads = "".join(
        f'<td style="color:{tokens.second}">{escape(heading)}</td>' for heading in section.headings
    )
    rows = "".join(
        "<tr>" + "".join(f"<td>{_cell(cell)}</td>" for cell in item.cells) + "</tr>"
        for item in section.items
        if isinstance(item, Row)
    )
    return f'<table cellpadding="4"><tr>{heads}</tr>{rows}</table>'


def _cell(cell: str | float | None) -> str:
    if cell is None:
        return "—"
    return escape(cell) if isinstance(cell, str) else f"{cell:,.4g}"


def _lines(section: Section, tokens: Tokens) -> str:
    return "".join(f"<p>{_item(item, tokens)}</p>" for item in section.items)


def _item(item: Item, tokens: Tokens) -> str:
    match item:
        case Quote():
            head, text, note = item.question, says(item.author, item.answer), item.note
        case Entry():
            head, text = f"{item.mark} {item.title}".strip(), item.text
            note = " · ".join(filter(None, (item.author, item.note, item.url)))
        case Honour():
            head, text, note = f"{item.mark} {joined(item.names)}", item.deed, ""
        case Person():
            head, text, note = item.name, "", item.note
        case PlanLine():
            head, text, note = f"{item.when} {item.kind}", item.title, item.note
        case Row():
            return " · ".join(_cell(cell) for cell in item.cells)
    lines = [f"<b>{escape(head)}</b>", escape(text)]
    if note:
        lines.append(f'<span style="color:{tokens.second}; font-size:12px">{escape(note)}</span>')
    short = isinstance(item, (Honour, PlanLine, Person))
    return (" " if short else "<br>").join(filter(None, lines))
