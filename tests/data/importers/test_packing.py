"""Batches as columns, and on their way to another process."""

from __future__ import annotations

import pickle
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.data.importers.packed import NOBODY, Packed
from qunmate.data.importers.packing import Packer
from qunmate.model import Kind
from qunmate.records import Batch, Record

SHANGHAI = ZoneInfo("Asia/Shanghai")


def batch(*records: tuple[str, str, str]) -> Batch:
    """Of records (sender's id, sender's name, text), a minute apart."""
    made = Batch()
    made.extend(
        Record(1_700_000_000 + 60 * number, sender_id, sender, Kind.TEXT, text)
        for number, (sender_id, sender, text) in enumerate(records)
    )
    return made


def packed(*records: tuple[str, str, str]) -> Packed:
    (one,) = Packer(SHANGHAI, zoned=True).pack(batch(*records))
    return one


def sent(told: Packed) -> Packed:
    """As it arrives in another process."""
    arrived = pickle.loads(pickle.dumps(told))  # noqa: S301 - our own
    assert isinstance(arrived, Packed)
    return arrived


@given(st.lists(st.tuples(*[st.text(st.characters(codec=None), max_size=4)] * 3), max_size=6))
def test_a_batch_crosses_to_another_process_unchanged(
    records: list[tuple[str, str, str]],
) -> None:
    told = packed(*records)
    assert sent(told) == told
    told.words = None
    assert sent(told) == told


def test_long_texts_come_in_smaller_parts() -> None:
    told = batch(*[("1", "甲", "早" * 10)] * 6)
    parts = list(Packer(SHANGHAI, zoned=True, characters=20).pack(told))
    assert [len(part.text) for part in parts] == [2, 2, 2]
    (whole,) = Packer(SHANGHAI, zoned=True).pack(told)
    assert whole.key.tolist() == [key for part in parts for key in part.key]


@pytest.mark.parametrize("texts", [[], [""], ["", "早 🦄", ""]])
def test_empty_texts_cross_too(texts: list[str]) -> None:
    told = packed(*[("1", "甲", text) for text in texts])
    assert sent(told).text == texts


def test_a_sender_without_id_and_name_is_nobody() -> None:
    told = packed(("", "", "早"), ("7", "甲", "早"), ("\0", "", "早"))
    assert told.sender.tolist() == [NOBODY, 0, NOBODY]
    assert told.new_senders == [("7", "甲")]


def test_names_that_differ_only_by_what_is_cleaned_off_are_one_sender() -> None:
    packer = Packer(SHANGHAI, zoned=True)
    (first,) = packer.pack(batch(("7", "甲\0", "早"), ("7", "甲", "早")))
    (second,) = packer.pack(batch(("7", "甲", "晚"), ("8", "乙", "晚")))
    assert first.sender.tolist() == [0, 0]
    assert second.sender.tolist() == [0, 1]
    assert (first.new_senders, second.new_senders) == ([("7", "甲")], [("8", "乙")])


@pytest.mark.parametrize("platform_id", [None, "m1"])
def test_trimmed_words_make_the_same_key_and_further_ones_their_own(
    platform_id: str | None,
) -> None:
    def keys(*texts: str) -> list[int]:
        made = Batch()
        made.extend(Record(1, "7", "甲", Kind.TEXT, text) for text in texts)
        made.extend([Record(1, "8", "乙", Kind.TEXT, "", platform_id=platform_id)])
        (one,) = Packer(SHANGHAI, zoned=True).pack(made)
        return one.key.tolist()[:-1]

    assert keys("早 \n") == keys("早")
    assert keys("早 ", "早") == keys("早", "早")
    assert len(set(keys("早 ", "早"))) == 2
