"""A text comes in pieces of whole lines, whatever it holds."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from qunmate.data.importers.source import Source
from qunmate.data.importers.text import Piece, by_records, pieces

LONGEST = 40  # bytes of a line or a record, here


def pieces_of(told: str) -> list[Piece]:
    return list(pieces(Source(Path("a.txt"), told), chunk=16, longest=LONGEST))


def test_a_line_without_end_is_cut_and_told() -> None:
    found = pieces_of("one\ntwo\n" + "x" * 200 + "\nfour\nfive")
    lines = "".join(piece.text for piece in found).split("\n")
    assert [line[:4] for line in lines] == ["one", "two", "xxxx", "four", "five"]
    assert 40 <= len(lines[2]) <= 40 + 16
    told = [wrong for piece in found for wrong in piece.problems]
    assert [(wrong.line, wrong.problem.code) for wrong in told] == [(3, "line_too_long")]


def test_a_last_line_without_end_is_cut_and_told() -> None:
    found = pieces_of("one\n" + "x" * 200)
    assert "".join(piece.text for piece in found).startswith("one\nxxxx")
    assert [wrong.line for piece in found for wrong in piece.problems] == [2]


def test_a_hole_in_a_file_takes_no_room() -> None:
    found = pieces_of("one\ntw" + "\0" * 400 + "o\nthree")
    assert "".join(piece.text for piece in found) == "one\ntwo\nthree"
    assert not any(piece.problems for piece in found)


@given(st.text(st.sampled_from("ab\n读😀"), max_size=120))
def test_pieces_make_the_whole_and_know_their_lines(told: str) -> None:
    found = list(pieces(Source(Path("a.txt"), told), chunk=8))
    assert "".join(piece.text for piece in found) == told
    line = 1
    for piece in found:
        assert piece.line == line
        line += piece.text.count("\n")
        assert piece.last or not piece.text or piece.text.endswith("\n")


def test_what_goes_on_for_several_pieces_is_one_with_its_end() -> None:
    told = "# one\n" + "a\n" * 12 + "# two\n" + "b\n" * 60 + "# three\n" + "c"
    found = list(by_records(pieces_of(told), lambda text: "#" in text, longest=LONGEST))
    assert all("#" in piece.text for piece in found[:-1])
    assert [piece.line for piece in found][:1] == [1]
    whole = "".join(piece.text for piece in found)
    assert whole.startswith("# one\n" + "a\n" * 12 + "# two\nb\n")
    assert whole.count("b\n") < 40
    assert whole.endswith("# three\nc")
    codes = [wrong.problem.code for piece in found for wrong in piece.problems]
    assert codes == ["line_too_long"]
