"""Makes what the digest dialog shows; runs in the reader thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from qunmate.data.store import Store
from qunmate.digest.editing import Edits, arranged, edited, ordered
from qunmate.digest.masking import masked
from qunmate.digest.model import Digest, Section
from qunmate.model import Group
from qunmate.ui.paint.pages import Page, picture, sheets
from qunmate.veil import Masks


class Wanted(NamedTuple):
    """What the digest shall be of; days since 1970-01-01. A morning report is of `last`."""

    group: Group
    first: int
    last: int
    edition: str
    morning: bool = False
    segment: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """The sections' keys in the order wanted, and those that are left out."""

    keys: Sequence[str] = ()
    off: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """`base` is the digest before any edit; with `edits` it is `digest`, which is saved. `text`
    is what is posted, `shown_text` (Markdown) and `pages` are what may be seen; `sections` are all
    in their order, those that are off too."""

    base: Digest
    edits: Edits
    digest: Digest
    sections: Sequence[Section]
    text: str
    shown_text: str
    pages: Sequence[Page] = field(repr=False)


def make_base(store: Store, wanted: Wanted, today: date) -> Digest:
    from qunmate.tasks.digest import make_digest, make_morning

    if wanted.morning:
        return make_morning(
            store, wanted.group, day=wanted.last, edition=wanted.edition, today=today
        )
    return make_digest(
        store,
        wanted.group,
        first=wanted.first,
        last=wanted.last,
        edition=wanted.edition,
        today=today,
        segment=wanted.segment,
    )


def finish_digest(
    store: Store,
    base: Digest,
    edits: Edits,
    order: Order,
    format_: str,
    masks: Masks | None = None,
) -> Made:
    """The digest as edited; a member edition stays fit to post whatever was typed. `masks` hide
    names from sight; what is copied and saved has them."""
    from qunmate.data.exporters import digest_md
    from qunmate.tasks.digest import fit

    digest = fit(store, arranged(edited(base, edits), order.keys, order.off))
    seen = masked(digest, masks) if masks else digest
    pages = sheets(seen) if format_ == "pdf" else picture(seen)
    sections = ordered(base.sections, order.keys)
    text = digest_md.plain(digest)
    return Made(base, edits, digest, sections, text, digest_md.markdown(seen), pages)
