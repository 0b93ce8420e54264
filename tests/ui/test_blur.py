"""Masks of names: nothing can be read, and two people still look different."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from qunmate.ui.blur import Blur, mask
from qunmate.ui.settings_state import WindowState


@given(st.text(max_size=40))
def test_a_mask_tells_nothing_but_about_how_long_it_is(text: str) -> None:
    masked = mask(text)
    assert masked == mask(text)
    assert set(masked) <= set("░▒▓")
    assert bool(masked) == bool(text.strip())
    assert len(masked) <= 8


def test_two_names_differ() -> None:
    assert mask("林小满") != mask("周一川")


def test_the_choice_is_remembered(tmp_path: Path) -> None:
    state = WindowState(tmp_path)
    blur = Blur(None, state)
    changes: list[bool] = []
    blur.changed.connect(lambda: changes.append(blur.on))
    assert blur.name("林小满") == "林小满"
    blur.toggle()
    blur.turn(on=True)
    assert changes == [True]
    assert Blur(None, state).on
    blur.toggle()
    assert not Blur(None, state).on


def test_of_a_files_name_only_its_kind_is_shown() -> None:
    blur = Blur()
    assert blur.file("与林小满的聊天.txt") == "与林小满的聊天.txt"
    assert blur.mask is None
    blur.turn(on=True)
    assert blur.file("与林小满的聊天.txt") == mask("与林小满的聊天") + ".txt"
    assert blur.file("林小满") == mask("林小满")
    assert blur.mask is mask
