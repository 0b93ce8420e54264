"""What holds on Windows and macOS too, as far as the code itself can tell."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from qunmate import clock
from qunmate.file_names import safe
from qunmate.keys import native
from qunmate.paths import is_same
from qunmate.recurrence import instant_of, wall_of

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "qunmate").rglob("*.py"))


def calls(name: str) -> Iterator[tuple[str, str]]:
    """Each call of a method of this name: the file it is in, and its source."""
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        if name not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Attribute) and called.attr == name:
                yield path.name, ast.unparse(node)


def test_instants_are_not_converted_by_the_system() -> None:
    """Windows' own conversion knows no instant before 1970."""
    assert [call for call in calls("fromtimestamp") if ".st_mtime" not in call[1]] == []


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "Europe/Berlin"])
def test_a_day_long_ago_has_its_instant(zone: str) -> None:
    wall = wall_of(-2_000_000_000, zone)
    assert wall.year == 1906
    assert instant_of(wall, zone) == -2_000_000_000
    assert clock.moment(-1).isoformat() == "1969-12-31T23:59:59+00:00"


def test_pictures_are_named_in_quotes() -> None:
    """The app's folder may be called anything: Qt reads no style sheet with a bare path in it
    that has a comma, a $ or a quotation mark."""
    sheet = (ROOT / "resources" / "styles" / "window.qss").read_text(encoding="utf-8")
    assert re.findall(r"url\((?!\")", sheet) == []


@pytest.mark.parametrize("name", ["CON", "nul", "Com1", "LPT9.一周", "aux .x", "PRN"])
def test_a_device_of_windows_is_no_name_of_a_file(name: str) -> None:
    assert safe(name) == f"_{name}"


@pytest.mark.parametrize("name", ["CONversation", "com", "COM10", "群 CON", "nulls"])
def test_what_only_looks_like_a_device_stays(name: str) -> None:
    assert safe(name) == name


def test_one_file_may_have_two_names(tmp_path: Path) -> None:
    """As on a disk that tells no cases apart."""
    one, other = tmp_path / "a.qunmate", tmp_path / "A.qunmate"
    assert not is_same(one, other)
    assert is_same(one, tmp_path / "b" / ".." / "a.qunmate")
    one.touch()
    os.link(one, other)
    assert is_same(one, other)


@pytest.mark.parametrize(
    ("text", "mac"),
    [
        ("Write the weekly digest (Ctrl+E)", "Write the weekly digest (⌘E)"),
        ("打码 (Ctrl+Shift+B)", "打码 (⇧⌘B)"),
        ("click, Shift+click, Ctrl+click", "click, ⇧click, ⌘click"),
        ("Move up\tAlt+↑", "Move up\t⌥↑"),
        ("A+B+C, Shift, and no keys", "A+B+C, Shift, and no keys"),
    ],
)
def test_keys_are_told_as_a_mac_has_them(text: str, mac: str) -> None:
    assert native(text, mac=True) == mac
    assert native(text, mac=False) == text
