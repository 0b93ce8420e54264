"""Makes a digest of a group and writes it to a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from qunmate import clock
from qunmate.data import digest_reading as reading
from qunmate.data import highlights, segments, settings
from qunmate.data.exporters import digest_html, digest_md, digest_xlsx
from qunmate.data.exporters.whole_file import write_all
from qunmate.data.store import Store
from qunmate.digest.compose import compose_day, compose_week, purified, texts
from qunmate.digest.material import Material
from qunmate.digest.model import Digest
from qunmate.digest.privacy import Scrub, candidates
from qunmate.digest.questions import find_questions
from qunmate.errors import UserError
from qunmate.figures.coverage import gaps
from qunmate.model import Group, Message
from qunmate.tasks.figures import Record, read_record
from qunmate.tasks.plan import planned

WRITERS = {
    "xlsx": digest_xlsx.render,
    "md": digest_md.render,
    "html": digest_html.render,
}
PAINTED = ("png", "pdf")  # by Qt: whoever writes them hands a painter down
FORMATS = (*WRITERS, *PAINTED)
Paint = Callable[[Digest, str], list[bytes]]  # (digest, png or pdf) -> the files' contents
_HISTORY = 90  # days before the end for which gaps matter: the longest look back of a figure


def make_digest(
    store: Store,
    group: Group,
    *,
    first: int,
    last: int,
    edition: str,
    today: date,
    segment: str = "",
) -> Digest:
    """The digest of the days `first` to `last` (since 1970-01-01) against those before. In an
    operator edition the members of a saved `segment` have a section. UserError if there is no
    such segment."""
    length = last - first + 1
    history = min(last - _HISTORY, first - length) + 1
    private = edition != "member"
    chat = reading.chat(store.db, group.id, first, last)
    kept = highlights.listing(store.db, group.id, clock.iso_day(first), clock.iso_day(last))
    before = highlights.listing(
        store.db, group.id, clock.iso_day(first - length), clock.iso_day(first - 1)
    )
    record = read_record(store, group)
    active = reading.activity(store.db, group.id, first, last)
    days = _Days(first, last, first - length, history)
    material = replace(
        _material(store, group, record, chat, days, edition, today),
        chat=chat,
        activity=active,
        joined_on=reading.joined_before(
            store.db, group.id, [activity.member_id for activity in active]
        ),
        highlights=kept,
        highlights_before=len(before),
        plan=planned(store, group.id, last + 1, last + length),
        standings=record.standings(last) if private else {},
        standings_before=record.standings(first - 1),
        conversation_gap=60 * settings.get(store.db, "conversation_gap_minutes", 30.0),
        segment=segment,
        segment_ids=_segment(store, segment, group, today) if private and segment else (),
    )
    return fit(store, compose_week(material))


def _segment(store: Store, name: str, group: Group, today: date) -> list[int]:
    from qunmate.tasks.segments import members_of

    return members_of(store, segments.by_name(store.db, name), group, today)


def make_morning(store: Store, group: Group, *, day: int, edition: str, today: date) -> Digest:
    """The report of the morning of `day`: yesterday against its weekday, and today's plan."""
    yesterday = day - 1
    history = yesterday - 8 * 7
    days = _Days(yesterday, yesterday, history, history)
    record = read_record(store, group)
    chat = reading.chat(store.db, group.id, yesterday, yesterday)
    material = _material(store, group, record, chat, days, edition, today)
    return fit(store, compose_day(replace(material, plan=planned(store, group.id, day, day))))


class _Days(NamedTuple):
    """A report tells of the days `first` to `last`, against those from `compared` on. Gaps matter
    from `history` on."""

    first: int
    last: int
    compared: int
    history: int


def _material(
    store: Store,
    group: Group,
    record: Record,
    chat: list[Message],
    days: _Days,
    edition: str,
    today: date,
) -> Material:
    """What every report is made from."""
    first, last, compared, history = days
    covered = record.frame.covered
    return Material(
        group=group,
        edition=edition,
        first=first,
        last=last,
        today=clock.day_of(today),
        history=history,
        health=record.health(first, last),
        before=record.health(compared, first - 1),
        gaps=gaps(covered, history, last),
        begun=covered[0][0] if covered else None,
        people=reading.people(store.db, group.id, last),
        questions=find_questions(chat),
        joins=reading.joins(store.db, group.id, first, last),
    )


def fit(store: Store, digest: Digest) -> Digest:
    """Take everything private out of a member edition, whatever people wrote into the chat or
    the operator by hand."""
    if digest.private:
        return digest
    secrets = reading.known_secrets(store.db, candidates(texts(digest)))
    clean = purified(digest, Scrub(secrets, reading.names_opted_out(store.db)))
    return replace(clean, group=Scrub()(clean.group), title=Scrub()(clean.title))


def format_of(path: Path, format_: str | None = None) -> str:
    """The format to write: the one asked for, else the one of the file's suffix."""
    chosen = (format_ or path.suffix.lstrip(".")).lower()
    chosen = {"markdown": "md", "htm": "html"}.get(chosen, chosen)
    if chosen not in FORMATS:
        raise UserError("digest_format_unknown", format=chosen, formats=FORMATS)
    return chosen


def write_digest(
    digest: Digest, path: Path, format_: str | None = None, *, paint: Paint, over: bool = True
) -> list[Path]:
    """Write the digest whole or not at all; a picture that phones would not show becomes several
    (name-1.png, name-2.png), which are written over what has these names only if told so.
    UserError if the format is none of FORMATS or the file can't be written."""
    chosen = format_of(path, format_)
    parts = paint(digest, chosen) if chosen in PAINTED else [WRITERS[chosen](digest)]
    targets = _pieces(path, len(parts))
    number = 2
    while not over and len(parts) > 1 and any(target.exists() for target in targets):
        targets = _pieces(path.with_stem(f"{path.stem} ({number})"), len(parts))
        number += 1
    write_all(dict(zip(targets, parts, strict=True)))
    return targets


def _pieces(path: Path, count: int) -> list[Path]:
    if count == 1:
        return [path]
    return [path.with_stem(f"{path.stem}-{number}") for number in range(1, count + 1)]
