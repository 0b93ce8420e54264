"""The operator's words for a digest, kept and brought back."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qunmate.digest.editing import Choice, Edits, edited
from qunmate.digest.keeping import kept, restored
from qunmate.digest.model import Digest, Entry, Quote, Section

QUOTE, SPARE = Quote("Q?", "A.", "Ann", "11/20"), Quote("Other?", "B.", "Ben")
SECTIONS = (
    Section("answers", "Answers", (QUOTE,), spare=(SPARE,)),
    Section("plan", "Plan", (Entry("B"),)),
)
DIGEST = Digest(
    "Readers", "member", "week", 0, 6, "1970-W01", "Week 1", "Readers · Digest", "Talk of books",
    "Week before", (), (), (), (), SECTIONS,
)  # fmt: skip
WORDED = replace(SPARE, question="Really?")
EDITS = Edits("Hello", "", "Bye", {"answers": (Choice(SPARE, WORDED), Choice(QUOTE, QUOTE))})


def test_what_was_edited_comes_back() -> None:
    again = restored(DIGEST, json.loads(json.dumps(kept(EDITS))))
    assert again == EDITS
    assert edited(DIGEST, again) == edited(DIGEST, EDITS)
    assert kept(again) == kept(EDITS)


def test_nothing_of_others_is_kept_but_the_operators_words() -> None:
    written = json.dumps(kept(EDITS))
    assert "Really?" in written
    assert not [word for word in (QUOTE.question, QUOTE.author, SPARE.answer) if word in written]


def test_what_is_no_longer_computed_does_not_come_back() -> None:
    answers = replace(DIGEST.sections[0], spare=())
    later = replace(DIGEST, sections=(answers, *DIGEST.sections[1:]))
    assert restored(later, kept(EDITS)).items == {"answers": (Choice(QUOTE, QUOTE),)}
    gone = replace(DIGEST, sections=DIGEST.sections[1:])
    assert restored(gone, kept(EDITS)).items == {}


def test_nothing_edited_is_nothing_kept() -> None:
    assert kept(Edits()) == {}
    assert restored(DIGEST, {}) == Edits()


JSON = st.recursive(
    st.none() | st.text(max_size=5) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["title", "items", "answers", "closing"]), inner, max_size=3
        )
    ),
)


@given(JSON)
def test_a_file_edited_by_hand_does_no_harm(written: object) -> None:
    edited(DIGEST, restored(DIGEST, written))
