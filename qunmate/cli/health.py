"""health."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from unicodedata import east_asian_width

import click

from qunmate import clock
from qunmate.cli.app import App, Day, command, json_option, option
from qunmate.cli.printing import emit
from qunmate.data import groups
from qunmate.figures import words as figure_words
from qunmate.figures.health import Health, to_json
from qunmate.figures.words import FIGURES, NONE, show, show_count, show_share
from qunmate.i18n import N_, _

_DAY = Day()


@command(
    N_(
        "Show the health of a group over a period. "
        "Example: qunmate health --group Readers --from 2026-10-01 --to 2026-10-31"
    )
)
@option("--group", help=N_("The group's name; all groups together without it."))
@option("--from", "first", type=_DAY, help=N_("First day; 30 days before the last without it."))
@option("--to", "last", type=_DAY, help=N_("Last day; that of the last message without it."))
@json_option
@click.pass_obj
def health(
    app: App, group: str | None, first: datetime | None, last: datetime | None, *, as_json: bool
) -> None:
    from qunmate.tasks import figures

    with app.store() as store:
        chosen = groups.asked(store.db, group) or groups.all_groups(store.db)
        found = figures.health(store, chosen, _day(first), _day(last))
    emit(to_json(found), as_json=as_json, text=lambda: _text(found))


command = health


def _day(given: datetime | None) -> int | None:
    return None if given is None else clock.day_of(given.date())


def _text(health: Health) -> str:
    name = health.group["name"] if health.group else _("All groups")
    period = f"{health.from_ or NONE} … {health.to or NONE}"
    lines = [f"{name}  {period}", ""]
    for key, figure in FIGURES.items():
        value = getattr(health, key)
        if figure.unit != "table" and not (figure.later and value is None):
            lines.append(_line(figure.name, show(key, value)))
    for title, parts in (
        (_("Parts of the score"), _parts(health)),
        (FIGURES["layers"].name, _counts(health.layers, figure_words.layer_word)),
        (FIGURES["roles"].name, _counts(health.roles, figure_words.talk_role_word)),
        (FIGURES["kinds"].name, _counts(health.kinds, figure_words.kind_word)),
    ):
        lines += ["", title, *(_line("  " + word, value) for word, value in parts)]
    if health.group is None:
        lines += ["", _("Members and speakers count once, joins and leaves in each group.")]
    spans = [first if first == last else f"{first} … {last}" for first, last in health.data["gaps"]]
    if spans:
        lines += ["", _("No import covers: {days}").format(days=_(", ").join(spans))]
    return "\n".join(lines)


def _parts(health: Health) -> list[tuple[str, str]]:
    return [
        (figure_words.score_part_word(key), show_share(part))
        for key, part in health.score_parts.items()
    ]


def _counts(counts: Mapping[str, int], word: Callable[[str], str]) -> list[tuple[str, str]]:
    return [(word(key), show_count(count)) for key, count in counts.items()]


def _line(name: str, value: str) -> str:
    """Values stand below each other; Chinese characters take two columns."""
    width = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in name)
    return f"{name}{' ' * max(1, 44 - width)}{value}"
