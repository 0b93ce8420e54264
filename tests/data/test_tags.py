"""Tags themselves: names, groups, merging."""

from __future__ import annotations

import pytest

from qunmate.data import segments, tags
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.roster.tag_rules import Part, Rule
from tests.roster_store import add_member, tag


def names(store: Store) -> list[tuple[str, str, int, int]]:
    return [(one.group, one.name, one.members, one.by_rule) for one in tags.all_tags(store.db)]


def test_names_are_unique_and_not_empty(store: Store) -> None:
    with store.atomic() as db:
        first = tags.add(db, " VIP ", "Money")
        second = tags.add(db, "paid")
        tags.rename(db, first, "VIP")
        for name in ("paid", " ", "\0"):
            with pytest.raises(UserError):
                tags.rename(db, first, name)
        with pytest.raises(UserError, match="tag_exists"):
            tags.add(db, "VIP")
        tags.set_group(db, [second], "Money")
    assert names(store) == [("Money", "VIP", 0, 0), ("Money", "paid", 0, 0)]
    assert tags.groups_of_tags(store.db) == {"VIP": "Money", "paid": "Money"}
    with store.atomic() as db:
        tags.set_group(db, [first, second], " ")
    assert tags.groups_of_tags(store.db) == {}
    with pytest.raises(UserError, match="tag_unknown"):
        tags.by_name(store.db, "Money")


def test_a_hand_edit_makes_an_imported_tag_the_operators(store: Store) -> None:
    tag(store, add_member(store, None, "A"), ["x"])
    with store.atomic() as db:
        db.execute(
            "INSERT INTO imports (kind, file, sha256, format, at) VALUES ('', '', '', '', 0)"
        )
        db.execute("UPDATE tags SET import_id = 1")
        tags.set_colour(db, [1], "#aabbcc")
    assert db.execute("SELECT colour, import_id FROM tags").fetchone() == ("#aabbcc", None)


def test_merging_keeps_every_member_once_and_what_a_hand_gave(store: Store) -> None:
    a, b, c = (add_member(store, None, name) for name in "ABC")
    tag(store, a, ["old", "new"])
    tag(store, b, ["old"])
    with store.atomic() as db:
        old, new = (tags.by_name(db, name).id for name in ("old", "new"))
        tags.set_rule(db, new, Rule((Part("never_spoke"),)))
        watcher = tags.add(db, "watcher", rule=Rule((Part("tag", ref=old),)))
        tags.give(db, new, [c])
        db.execute(
            "UPDATE member_tags SET by_rule = 1 WHERE member_id = ? AND tag_id = ?", [a, new]
        )
        tags.merge(db, new, [old, new])
    assert tags.held(store.db, new) == ({a, b}, {c})
    assert tags.rules(store.db)[watcher] == Rule((Part("tag", ref=new),))
    assert [one.name for one in tags.all_tags(store.db)] == ["new", "watcher"]


def test_segments_follow_a_tag(store: Store) -> None:
    with store.atomic() as db:
        first, second = (tags.add(db, name) for name in ("a", "b"))
        segments.save(db, "x", {"tags": ["b", "a"], "silent": ["7"]})
        segments.save(db, "y", {"never": True})
        tags.rename(db, first, "c")
        assert segments.by_name(db, "x") == {"tags": ["b", "c"], "silent": ["7"]}
        tags.merge(db, second, [first])
    assert segments.by_name(store.db, "x") == {"tags": ["b"], "silent": ["7"]}
    assert segments.by_name(store.db, "y") == {"never": True}


def test_a_rule_of_another_version_gives_nothing(store: Store) -> None:
    with store.atomic() as db:
        tags.add(db, "x")
        db.execute("""UPDATE tags SET rule = '{"parts": [{"kind": "telepathy"}]}'""")
    assert tags.rules(store.db) == {}
    assert tags.all_tags(store.db)[0].rule is not None
