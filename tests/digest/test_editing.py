"""A digest in its operator's words and order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qunmate.digest.editing import Choice, Edits, arranged, edited, ordered
from qunmate.digest.model import Digest, Entry, Quote, Section

QUOTE, SPARE = Quote("Q?", "A.", "Ann", "11/20"), Quote("Other?", "B.", "Ben")
SECTIONS = (
    Section("answers", "Answers", (QUOTE,), spare=(SPARE,)),
    Section("resources", "Resources", (Entry("A"),)),
    Section("plan", "Plan", (Entry("B"),)),
)
DIGEST = Digest(
    "Readers", "member", "week", 0, 6, "1970-W01", "Week 1", "Readers · Digest", "Talk of books",
    "Week before", (), (), (), (), SECTIONS,
)  # fmt: skip


def test_without_edits_nothing_changes() -> None:
    assert edited(DIGEST, Edits()) == DIGEST


def test_title_opening_and_closing_are_the_operators() -> None:
    found = edited(DIGEST, Edits(title="Hello", subtitle="", closing="Bye"))
    assert (found.title, found.subtitle, found.closing) == ("Hello", "", "Bye")
    assert found.sections == SECTIONS


def test_other_items_are_chosen_and_worded() -> None:
    worded = Quote("Really?", "B.", "Ben")
    edits = Edits(items={"answers": (Choice(SPARE, worded),)})
    assert edited(DIGEST, edits).sections[0].items == (worded,)
    assert edits.choices(SECTIONS[0]) == (Choice(SPARE, worded),)
    assert edits.choices(SECTIONS[1]) == (Choice(Entry("A"), Entry("A")),)


def test_a_section_without_items_is_left_out() -> None:
    found = edited(DIGEST, Edits(items={"answers": ()}))
    assert [section.key for section in found.sections] == ["resources", "plan"]


def test_a_section_that_has_no_place_yet_stays_behind_its_neighbour() -> None:
    keys = [section.key for section in ordered(SECTIONS, ["plan", "answers"])]
    assert keys == ["plan", "answers", "resources"]


@given(st.permutations(["answers", "resources", "plan", "gone"]), st.sets(st.sampled_from("abc")))
def test_the_order_is_kept_and_what_is_off_is_gone(keys: list[str], off: set[str]) -> None:
    found = arranged(DIGEST, keys, ["plan"])
    assert [one.key for one in found.sections] == [k for k in keys if k in {"answers", "resources"}]
    assert arranged(DIGEST, [], sorted(off)) == DIGEST
