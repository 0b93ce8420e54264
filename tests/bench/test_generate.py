"""What the measurements are made of."""

from __future__ import annotations

from pathlib import Path

from bench import bare
from bench.generate import qq_messages, qq_pair, roster_sheet


def test_the_pair_overlaps_as_asked(tmp_path: Path) -> None:
    first, later = qq_pair(tmp_path, 300, cut=10, added=50)
    one, two = list(bare.messages(first)), list(bare.messages(later))
    assert len(one) == 300
    assert len(two) == 340
    assert one[10:] == two[:290]


def test_the_same_seed_gives_the_same_messages() -> None:
    one, two = qq_messages(20), qq_messages(20)
    assert [next(one) for _ in range(20)] == [next(two) for _ in range(20)]


def test_the_sheet_has_its_size(tmp_path: Path) -> None:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(roster_sheet(tmp_path, 30))
    rows = book.get_sheet_by_index(0).to_python()
    assert [len(row) for row in rows] == [12] * 31
