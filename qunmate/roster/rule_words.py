"""A rule as a sentence, and a member's own figures for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

from qunmate.digest import tidy
from qunmate.figures.words import layer_word, talk_role_word
from qunmate.i18n import N_, _, ngettext
from qunmate.roster.rule_ground import Own
from qunmate.roster.tag_rules import Part, Rule
from qunmate.terms import role_word

_LONGEST = 24  # characters of a name
KIND_WORDS = {
    "silent": N_("Silent for"),
    "never_spoke": N_("Never spoke"),
    "messages_least": N_("Messages, at least"),
    "messages_most": N_("Messages, at most"),
    "said": N_("Said the word"),
    "joined_before": N_("Joined more than … ago"),
    "joined_within": N_("Joined within"),
    "joined_before_day": N_("Joined before a day"),
    "joined_since_day": N_("Joined since a day"),
    "expires_within": N_("Expires within"),
    "layer": N_("Layer is"),
    "talk_role": N_("Role in talk is"),
    "role": N_("Role is"),
    "in_group": N_("In group"),
    "not_in_group": N_("Not in group"),
    "tag": N_("Has the tag"),
    "city": N_("City contains"),
    "trade": N_("Trade contains"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """What groups and tags are called, by id; a name that would fill the sentence is cut."""

    groups: Mapping[int, str] = field(default_factory=dict)
    tags: Mapping[int, str] = field(default_factory=dict)

    def group(self, id_: int) -> str:
        return tidy.line(self.groups.get(id_, "?"), _LONGEST)

    def tag(self, id_: int) -> str:
        return tidy.line(self.tags.get(id_, "?"), _LONGEST)


def choice_word(kind: str, key: str) -> str:
    """What one choice of a layer, a role in talk or a role is called."""
    words = {"layer": layer_word, "talk_role": talk_role_word, "role": role_word}
    return words[kind](key)


def rule_words(rule: Rule, names: Names) -> str:
    """“silent for 30 days and joined more than 90 days ago”."""
    join = _("{one} or {next}") if rule.any_of else _("{one} and {next}")
    said = [part_words(part, names) for part in rule.parts]
    whole = reduce(lambda one, next_: join.format(one=one, next=next_), said)
    if rule.group_id is None:
        return whole
    return _("in “{group}”: {rule}").format(group=names.group(rule.group_id), rule=whole)


def sentence(rule: str) -> str:
    """A rule in words, to stand alone; nothing for none."""
    return _("{words}.").format(words=rule[0].upper() + rule[1:]) if rule else ""


def part_words(part: Part, names: Names) -> str:
    """One condition, such as “silent for 30 days”."""
    chosen = part.kind in {"layer", "talk_role", "role"}
    return _template(part).format(
        n=part.days,
        count=part.count,
        text=part.text,
        day=part.text,
        choice=choice_word(part.kind, part.text) if chosen else "",
        group=names.group(part.ref),
        tag=names.tag(part.ref),
    )


def _template(part: Part) -> str:
    days = part.days
    words: dict[str, Callable[[], str]] = {
        "silent": lambda: ngettext("silent for {n} day", "silent for {n} days", days),
        "never_spoke": lambda: _("never spoke"),
        "messages_least": lambda: ngettext(
            "{count} or more messages in the last day",
            "{count} or more messages in the last {n} days",
            days,
        ),
        "messages_most": lambda: ngettext(
            "{count} or fewer messages in the last day",
            "{count} or fewer messages in the last {n} days",
            days,
        ),
        "said": lambda: _said(part),
        "joined_before": lambda: ngettext(
            "joined more than {n} day ago", "joined more than {n} days ago", days
        ),
        "joined_within": lambda: ngettext(
            "joined in the last day", "joined in the last {n} days", days
        ),
        "joined_before_day": lambda: _("joined before {day}"),
        "joined_since_day": lambda: _("joined on {day} or later"),
        "expires_within": lambda: ngettext(
            "expires within {n} day", "expires within {n} days", days
        ),
        "layer": lambda: _("layer is {choice}"),
        "talk_role": lambda: _("role in talk is {choice}"),
        "role": lambda: _("role is {choice}"),
        "in_group": lambda: _("in “{group}”"),
        "not_in_group": lambda: _("not in “{group}”"),
        "tag": lambda: _("has the tag “{tag}”"),
        "city": lambda: _("city contains “{text}”"),
        "trade": lambda: _("trade contains “{text}”"),
    }
    return words[part.kind]()


def _said(part: Part) -> str:
    if part.ref:
        return ngettext(
            "said “{text}” in “{group}” in the last day",
            "said “{text}” in “{group}” in the last {n} days",
            part.days,
        )
    return ngettext(
        "said “{text}” in the last day", "said “{text}” in the last {n} days", part.days
    )


def own_words(own: Own, names: Names) -> str:
    """The member's figure for one condition; where it has none, the condition if it holds."""
    kind, value = own.part.kind, own.value
    if kind == "never_spoke":
        return _("last spoke on {day}").format(day=value) if value else _("never spoke")
    if kind == "silent" and isinstance(value, int):
        return ngettext("silent for {n} day", "silent for {n} days", value).format(n=value)
    if kind.startswith("messages") and isinstance(value, int):
        if own.part.days == 1:
            words = ngettext(
                "{count} message in the last day", "{count} messages in the last day", value
            )
        else:
            words = ngettext("{count} message in {n} days", "{count} messages in {n} days", value)
        return words.format(count=value, n=own.part.days)
    if kind.startswith("joined"):
        return _("joined on {day}").format(day=value or "—")
    if kind in {"layer", "talk_role"}:
        shown = choice_word(kind, value) if isinstance(value, str) else "—"
        return _template(own.part).format(choice=shown)
    condition = part_words(own.part, names)
    return condition if own.met else _("not: {condition}").format(condition=condition)


def own_sentence(rule: Rule, found: Sequence[Own], names: Names) -> str:
    """A member's figures for a rule in a row; where any condition is enough, for those that
    hold."""
    told = [one for one in found if one.met] if rule.any_of else found
    return " · ".join(own_words(one, names) for one in told)
