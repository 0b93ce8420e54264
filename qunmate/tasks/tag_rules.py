"""Gives and takes rule tags, counts who meets a rule, and tells why somebody has a tag."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from qunmate import clock
from qunmate.data import groups, settings, tags
from qunmate.data.store import Store
from qunmate.roster.tag_rules import Part, Rule, in_order

if TYPE_CHECKING:
    from qunmate.figures.history import Ints
    from qunmate.roster.rule_ground import Ground
    from qunmate.roster.rule_words import Names

APPLIED_ON = "tag_rules_applied_on"  # ISO day


class Turn(NamedTuple):
    """What a rule gives and takes: ids of members."""

    tag_id: int
    given: list[int]
    taken: list[int]


class Why(NamedTuple):
    """Why a member has a tag: its rule in words, and the member's own figures, of one group or
    (None) of all taken together, up to an ISO day."""

    tag: str
    rule: str
    own: str
    group_id: int | None
    until: str


class Judge:
    """Who meets rules as things stand; what is read for one rule serves the next."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = clock.day_of(today)
        self._grounds: dict[int | None, Ground] = {}
        self.given: dict[int, Ints] = {}  # by tag, what its rule was found to give

    def ground(self, group_id: int | None) -> Ground:
        # numpy: only where there is a rule
        from qunmate.data import tag_ground
        from qunmate.roster.rule_ground import ground
        from qunmate.tasks.figures import read_record

        if group_id not in self._grounds:
            listed = groups.all_groups(self._store.db)
            wanted = [
                one for one in listed if (one.id == group_id if group_id else not one.archived)
            ]
            record = read_record(self._store, wanted, plan=False)
            end = self._today if record.last_day is None else record.last_day

            def lookup(part: Part) -> Ints:
                if part.kind == "tag" and part.ref in self.given:
                    return self.given[part.ref]
                return tag_ground.listed(self._store.db, part, group_id, end, self._today)

            self._grounds[group_id] = ground(
                record.pool,
                end,
                self._today,
                record.frame.dormant_days,
                lookup,
                tag_ground.aside(self._store.db),
            )
        return self._grounds[group_id]

    def who(self, rule: Rule) -> Ints:
        """Ids of the members who meet the rule, in order."""
        from qunmate.roster.rule_ground import meeting

        over = self.ground(rule.group_id)
        return over.ids[meeting(rule, over)]


def turns(store: Store, judge: Judge) -> list[Turn]:
    """What the rules would give and take now; those that change nothing are left out."""
    import numpy as np

    found = []
    rules = tags.rules(store.db)
    for tag_id in in_order(rules):
        who = judge.who(rules[tag_id])
        wanted = set(who.tolist())
        by_hand, by_rule = tags.held(store.db, tag_id)
        wanted -= by_hand | tags.refused(store.db, tag_id)
        given, taken = sorted(wanted - by_rule), sorted(by_rule - wanted)
        judge.given[tag_id] = np.array(sorted(by_hand | wanted), np.int64)
        if given or taken:
            found.append(Turn(tag_id, given, taken))
    return found


def apply(store: Store, today: date) -> list[Turn]:
    """Judge every rule and write what changes. Costs nothing where there is no rule."""
    rules = tags.rules(store.db)
    if not rules:
        return []
    judge, version = Judge(store, today), store.data_version()
    for group_id in {rule.group_id for rule in rules.values()}:
        judge.ground(group_id)  # what is derived on the way is kept outside of a transaction
    with store.atomic() as db:
        found = settle(store, today, judge if store.data_version() == version else None)
        settings.put(db, APPLIED_ON, today.isoformat())
    return found


def settle(store: Store, today: date, judge: Judge | None = None) -> list[Turn]:
    """Judge every rule as part of an edit, so that what it gives is undone with the edit.
    Called inside `atomic()`."""
    found = turns(store, judge or Judge(store, today))
    for turn in found:
        tags.take(store.db, turn.tag_id, turn.taken)
        tags.give(store.db, turn.tag_id, turn.given, today.isoformat())
    return found


def apply_again(store: Store) -> list[Turn]:
    """As `apply`, on the day of the last time: after what was taken in has been taken back."""
    said = settings.get(store.db, APPLIED_ON, "")
    return apply(store, date.fromisoformat(said)) if said else []


def due(store: Store, today: date) -> bool:
    """Whether `apply` would change anything, or has not been asked on that day."""
    if not tags.rules(store.db):
        return False
    asked = settings.get(store.db, APPLIED_ON, "")
    return asked != today.isoformat() or bool(turns(store, Judge(store, today)))


def who_meets(store: Store, rule: Rule, today: date) -> list[int]:
    """Ids of the members who meet a rule now, in order."""
    found: list[int] = Judge(store, today).who(rule).tolist()
    return found


def names(store: Store) -> Names:
    """What groups and tags are called, for the words of rules."""
    from qunmate.roster.rule_words import Names

    return Names(
        {one.id: one.name for one in groups.all_groups(store.db)},
        {one.id: one.name for one in tags.all_tags(store.db)},
    )


def rules_in_words(store: Store) -> dict[int, str]:
    """The rules as sentences, by the tags that they give."""
    rules = tags.rules(store.db)
    if not rules:
        return {}
    from qunmate.roster.rule_words import rule_words

    known = names(store)
    return {tag_id: rule_words(rule, known) for tag_id, rule in rules.items()}


def why(store: Store, member_id: int, today: date) -> list[Why]:
    """For each tag that a member has by a rule: the rule, and the member's figures for it."""
    held = tags.rule_tags_of(store.db, member_id)
    return _told(store, member_id, {one.name: one.id for one in held}, today) if held else []


def _told(store: Store, member_id: int, held: Mapping[str, int], today: date) -> list[Why]:
    from qunmate.roster.rule_ground import own_figures
    from qunmate.roster.rule_words import own_sentence, rule_words

    rules, judge, known, found = tags.rules(store.db), Judge(store, today), names(store), []
    for name, tag_id in held.items():
        rule = rules.get(tag_id)
        if rule is None:
            continue
        over = judge.ground(rule.group_id)
        own = own_sentence(rule, own_figures(rule, over, member_id) or (), known)
        until = clock.iso_day(over.end)
        found.append(Why(name, rule_words(rule, known), own, rule.group_id, until))
    return found
