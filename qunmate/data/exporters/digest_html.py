"""The digest as one HTML file: no script, no outside request, light and dark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qunmate.data.exporters.digest_chart import daily_chart
from qunmate.data.exporters.digest_md import names
from qunmate.data.exporters.html_page import page, person, text, written
from qunmate.digest.model import (
    Digest,
    Entry,
    Figure,
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
    numeric_columns,
    shown,
)
from qunmate.i18n import _, ngettext
from qunmate.terms import says

_ROWS = 50
_SAFE = ("http://", "https://")


def render(digest: Digest) -> bytes:
    """A .html file, UTF-8."""
    title = f"{digest.title} {digest.label}"
    return written(page(title, _body(digest), private=digest.private))


def _body(digest: Digest) -> Iterator[str]:
    yield from _header(digest)
    yield from _figures(digest)
    for section in digest.sections:
        yield from _section(section)
    if digest.closing:
        lines = "<br>".join(text(line) for line in digest.closing.splitlines())
        yield f"<section>\n<p>{lines}</p>\n</section>"
    yield from _footer(digest)


def _header(digest: Digest) -> Iterator[str]:
    yield "<header>"
    badge = f'<span class="private">{text(_("Private"))}</span>' if digest.private else ""
    yield f'<p class="when">{text(digest.heading)}{badge}</p>'
    yield f"<h1>{text(digest.title)}</h1>"
    if digest.subtitle:
        yield f'<p class="topics">{text(digest.subtitle)}</p>'
    yield "</header>"


def _figures(digest: Digest) -> Iterator[str]:
    yield '<section class="figures">\n<ul class="cards">'
    first = cards(digest)
    yield from (_card(figure) for figure in first)
    yield "</ul>"
    if any(day.messages for day in digest.daily):
        yield f"<figure>{daily_chart(digest.daily)}"
        caption = _("Messages per day, and how many people spoke")
        yield f"<figcaption>{text(caption)}</figcaption></figure>"
    if digest.private:
        yield from _all_figures(digest)
    yield from (f'<p class="note">{text(note)}</p>' for note in digest.notes)
    yield "</section>"


def _card(figure: Figure) -> str:
    star = "*" if figure.incomplete else ""
    moved = change(figure)
    label = text(figure.card or figure.label) + (
        f' <span class="change">{text(moved)}</span>' if moved else ""
    )
    value = text(shown(figure.value, figure.unit))
    return f"<li{_meaning(figure)}><b>{value}{star}</b><span>{label}</span></li>"


def _meaning(figure: Figure) -> str:
    """The definition, as a tooltip."""
    return f' title="{text(figure.meaning)}"' if figure.meaning else ""


def _all_figures(digest: Digest) -> Iterator[str]:
    yield '<div class="scroll"><table class="all">'
    heads = (_("Figure"), _("Now"), digest.before_label, _("Change"))
    yield "<tr>" + "".join(f"<th>{text(head)}</th>" for head in heads) + "</tr>"
    for figure in digest.figures:
        now = shown(figure.value, figure.unit) + ("*" if figure.incomplete else "")
        before = shown(figure.before, figure.unit) + ("*" if figure.before_incomplete else "")
        cells = "".join(f"<td>{text(cell)}</td>" for cell in (now, before, change(figure)))
        yield f'<tr><th scope="row"{_meaning(figure)}>{text(figure.label)}</th>{cells}</tr>'
    yield "</table></div>"


def _section(section: Section) -> Iterator[str]:
    yield f'<section class="{text(section.key)}">\n<h2>{text(section.title)}</h2>'
    people = [item for item in section.items if isinstance(item, Person)]
    if people:
        yield f"<p>{person(names(people))}</p>"
    rows = [item for item in section.items if isinstance(item, Row)]
    if rows:
        yield from _table(section, rows)
    honours = [item for item in section.items if isinstance(item, Honour)]
    if honours:
        yield '<ul class="plain">' + "".join(_honour(item) for item in honours) + "</ul>"
    for item in section.items:
        yield from _item(item)
    if section.note:
        yield f'<p class="note">{text(section.note)}</p>'
    yield "</section>"


def _table(section: Section, rows: list[Row]) -> Iterator[str]:
    numbers = numeric_columns([row.cells for row in rows])
    yield '<div class="scroll"><table>'
    if section.headings:
        yield "<tr>" + "".join(_cells("th", section.headings, numbers)) + "</tr>"
    for row in rows[:_ROWS]:
        yield "<tr>" + "".join(_cells("td", row.cells, numbers)) + "</tr>"
    yield "</table></div>"
    hidden = len(rows) - _ROWS
    if hidden > 0:
        more = ngettext("… and {n} more", "… and {n} more", hidden).format(n=hidden)
        yield f'<p class="note">{text(more)}</p>'


def _cells(tag: str, cells: Sequence[str | float | None], numbers: set[int]) -> Iterator[str]:
    for column, cell in enumerate(cells):
        kind = ' class="number"' if column in numbers else ""
        words = person(cell) if isinstance(cell, str) else text(shown(cell, "count"))
        yield f"<{tag}{kind}>{words}</{tag}>"


def _honour(honour: Honour) -> str:
    who = person(joined(honour.names))
    return f"<li>{text(honour.mark)} {says(f'<b>{who}</b>', text(honour.deed))}</li>"


def _item(item: Item) -> Iterator[str]:
    match item:
        case Quote():
            yield f"<article><h3>{person(item.question)}</h3>"
            yield f"<p>{person(says(item.author, item.answer))}</p>"
            yield f'<p class="note">{text(item.note)}</p></article>'
        case Entry():
            yield from _entry(item)
        case PlanLine():
            note = f' <span class="note">{text(item.note)}</span>' if item.note else ""
            yield (
                f'<p class="line"><span class="time">{text(item.when)}</span>'
                f"<span>{person(item.what)}{note}</span></p>"
            )


def _entry(entry: Entry) -> Iterator[str]:
    title = person(entry.title)
    if entry.url.lower().startswith(_SAFE):
        title = f'<a href="{text(entry.url)}" rel="noopener noreferrer nofollow">{title}</a>'
    author = f" — {person(entry.author)}" if entry.author else ""
    mark = f"{text(entry.mark)} " if entry.mark else ""
    yield f'<div class="entry"><p>{mark}{title}{author}</p>'
    if entry.text:
        yield f"<p>{person(entry.text)}</p>"
    if entry.note:
        yield f'<p class="note">{text(entry.note)}</p>'
    yield "</div>"


def _footer(digest: Digest) -> Iterator[str]:
    made = _("Made with QunMate, on the operator's own computer")
    private = f"{_('Private: for the operator only')} · " if digest.private else ""
    yield f"<footer>{text(private)}{text(made)}</footer>"
