"""The sections of a digest that everyone may read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qunmate import clock
from qunmate.digest import tidy
from qunmate.digest.material import Material
from qunmate.digest.model import Entry, Item, Person, Quote, Section
from qunmate.digest.questions import best_questions
from qunmate.digest.words import month_day
from qunmate.highlight_text import parts
from qunmate.i18n import _, ngettext
from qunmate.links import first_address, without_addresses
from qunmate.model import Highlight, Kind, Message

ANSWERS = frozenset({"answer", "question", "qa"})
SHARINGS = frozenset({"sharing", "talk", "lecture"})
RESOURCES = frozenset({"resource", "link", "file"})
_BEST = 3
_SPARE = 9  # other answers to choose from
_EDGES = "[]【】 :：-—"  # each of them is stripped by itself
_RESOURCES = 8
_MOST = 12

_PLACEHOLDER = re.compile(r"^\s*\[[^\[\]]{1,8}\]\s*")  # such as [链接], before the title
_BEGGING = re.compile(
    r"砍一刀|砍价|砍價|助力|帮忙点|幫忙點|投票|红包|紅包|优惠|優惠|福利|领取|領取|扫码|掃碼|返利|下单|下單"
    r"|代理|兼职|兼職|加群|进群|進群|拼团|拼團|抽奖|抽獎"
)


def section(key: str, title: str, items: Iterable[Item], **more: object) -> list[Section]:
    """A section, or nothing if there is nothing in it."""
    found = tuple(items)
    return [Section(key, title, found, **more)] if found else []  # type: ignore[arg-type]


def of_kind(material: Material, kinds: frozenset[str]) -> list[Highlight]:
    """The highlights of these kinds that this edition may show, starred ones first."""
    hidden = material.hidden()
    return [
        highlight
        for highlight in sorted(
            material.highlights, key=lambda h: (not h.starred, h.occurred_on, h.id)
        )
        if highlight.kind in kinds
        and all(material.may_name(who) for who in highlight.authors)
        and not any(words in f"{highlight.title}\n{highlight.text}" for words in hidden)
    ]


def authors(material: Material, highlight: Highlight) -> str:
    return _(", ").join(material.name(who) for who in highlight.authors)


def answers(material: Material) -> list[Section]:
    """Kept question-and-answer highlights, filled up with what the rules find in the chat."""
    kept = of_kind(material, ANSWERS)
    quotes = [_kept_answer(material, highlight) for highlight in kept[:_MOST]]
    taken = {message for highlight in kept for message in highlight.messages}
    found = _found_answers(material, taken, _BEST + _SPARE)
    room = max(0, _BEST - len(quotes))
    title = _("Best answers of the week")
    return section("answers", title, [*quotes, *found[:room]], spare=tuple(found[room:]))


def _kept_answer(material: Material, highlight: Highlight) -> Quote:
    senders = {m.member_id for m in material.chat if m.id in set(highlight.messages)} - {None}
    note = [month_day(clock.parse_day(highlight.occurred_on))]
    if len(senders) > 1:
        note.append(_people(len(senders)))
    note.append(_("highlight #{id}").format(id=highlight.id))
    said = parts(highlight.text)  # the question is what its title asks
    return Quote(
        tidy.line(highlight.title, tidy.TITLE),
        tidy.line("\n".join(filter(None, (said.plain, said.answer, said.more)))),
        authors(material, highlight),
        " · ".join(note),
    )


def _found_answers(material: Material, taken: set[int], limit: int) -> list[Quote]:
    hidden = material.hidden()
    fit = [
        question
        for question in material.questions
        if question.best
        and not taken & {question.asked.id, question.best.id}
        and material.may_name(question.asked.member_id)
        and material.may_name(question.best.member_id)
        and not any(words in question.best.text for words in hidden)
    ]
    quotes = []
    for question in best_questions(fit, limit):
        if question.best is None:
            continue
        note = f"{month_day(_day(question.asked))} · {_people(question.people + 1)}"
        quotes.append(
            Quote(
                tidy.line(without_addresses(question.asked.text), tidy.TITLE),
                tidy.line(question.best.text),
                material.name(question.best.member_id),
                note,
            )
        )
    return quotes


def _people(n: int) -> str:
    return ngettext("{n} person took part", "{n} people took part", n).format(n=f"{n:,}")


def _day(message: Message) -> int:
    return (message.sent_at + message.utc_offset) // clock.DAY


def sharing(material: Material) -> list[Section]:
    entries = []
    for highlight in of_kind(material, SHARINGS):
        n = len(highlight.messages)
        note = ngettext(
            "{n} message kept in the highlights", "{n} messages kept in the highlights", n
        ).format(n=f"{n:,}")
        entries.append(
            Entry(
                tidy.line(highlight.title, tidy.TITLE),
                authors(material, highlight),
                tidy.line(highlight.text),
                note if n else "",
            )
        )
    return section("sharing", _("Talks to catch up on"), entries)


def resources(material: Material) -> list[Section]:
    """Kept resources, then links and files of the week that several words describe."""
    entries = [_kept_resource(material, highlight) for highlight in of_kind(material, RESOURCES)]
    seen = {entry.url or entry.title for entry in entries}
    for message in material.chat:
        if len(entries) >= _RESOURCES:
            break
        entry = _shared(material, message)
        if entry and not {entry.url, entry.title} & seen:
            seen |= {entry.url or entry.title, entry.title}
            entries.append(entry)
    return section("resources", _("Resources"), entries[:_MOST])


def _kept_resource(material: Material, highlight: Highlight) -> Entry:
    url = first_address(highlight.text) or first_address(highlight.title)
    return Entry(
        tidy.line(without_addresses(highlight.title), tidy.TITLE) or _("Link"),
        authors(material, highlight),
        url=tidy.line(url),
        mark="📎",
    )


def _shared(material: Material, message: Message) -> Entry | None:
    """A link or file somebody put into the chat, if it says what it is."""
    if message.kind not in {Kind.LINK, Kind.SHARE, Kind.FILE, Kind.TEXT}:
        return None
    url = first_address(message.text)
    if message.kind is Kind.TEXT and not url:
        return None
    if not material.may_name(message.member_id):
        return None
    words = _PLACEHOLDER.sub("", tidy.line(without_addresses(message.text)))
    title = tidy.line(words.strip(_EDGES), 60)
    if len(title) < 4 or (message.kind is Kind.TEXT and _BEGGING.search(words)):
        return None
    link = url if len(url) <= tidy.TEXT else ""
    return Entry(title, material.name(message.member_id), url=link, mark="📎")


def newcomers(material: Material) -> list[Section]:
    people = [
        Person(material.name(join.member_id), month_day(clock.parse_day(join.joined_on)))
        for join in material.joins
        if material.may_name(join.member_id)
    ]
    return section("newcomers", _("Welcome, new members"), people)


def other_highlights(material: Material) -> list[Section]:
    """Highlights that have no section of their own: discussions, quotes and the like."""
    shown = ANSWERS | SHARINGS | RESOURCES
    kinds = frozenset(highlight.kind for highlight in material.highlights) - shown
    entries = [
        Entry(
            tidy.line(highlight.title, tidy.TITLE),
            authors(material, highlight),
            tidy.line(highlight.text),
            month_day(clock.parse_day(highlight.occurred_on)),
        )
        for highlight in of_kind(material, kinds)
    ]
    return section("highlights", _("Highlights of the week"), entries[:_MOST])
