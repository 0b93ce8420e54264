"""The guide tells of what there is: every figure, command and key, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from qunmate import i18n
from qunmate.cli.app import COMMANDS
from qunmate.figures.catalogue import CATALOGUE
from qunmate.ui.actions import ACTIONS
from tools import catalogues

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "guide"
LANGUAGES = ("zh_CN", "en")
_LINK = re.compile(r"\]\(([^)]+\.md)\)")
_OPENS = re.compile("[“「*]([^“”「」*\n]+…)[”」*]")


@pytest.fixture(params=LANGUAGES)
def folder(request: pytest.FixtureRequest) -> Iterator[Path]:
    i18n.install(request.param)
    yield GUIDE / request.param
    i18n.install("en")


def test_both_languages_have_the_same_pages() -> None:
    pages = [{page.name for page in (GUIDE / one).glob("*.md")} for one in LANGUAGES]
    assert pages[0] == pages[1]


def test_links_lead_to_pages(folder: Path) -> None:
    for page in folder.glob("*.md"):
        for link in _LINK.findall(page.read_text(encoding="utf-8")):
            assert (folder / link).is_file(), f"{page.name}: {link}"


def test_the_contents_name_every_page(folder: Path) -> None:
    contents = (folder / "README.md").read_text(encoding="utf-8")
    for page in folder.glob("*.md"):
        assert page.name == "README.md" or f"({page.name})" in contents


def test_what_opens_something_is_called_as_in_the_window(folder: Path) -> None:
    """Its name ends in … as it does on its button or in its menu."""
    with catalogues.po_path("zh_CN").open("rb") as file:
        catalog = read_po(file)
    texts = (one.string if folder.name == "zh_CN" else one.id for one in catalog)
    known = {text for text in texts if isinstance(text, str)}
    for page in folder.glob("*.md"):
        for quoted in _OPENS.findall(page.read_text(encoding="utf-8")):
            for name in re.split(" [→▸] ", quoted):
                assert not name.endswith("…") or name in known, f"{page.name}: {name}"


def test_every_figure_is_defined_in_the_words_of_the_window(folder: Path) -> None:
    text = (folder / "health.md").read_text(encoding="utf-8")
    for figure in CATALOGUE:
        line = f"| **{figure.name}** | {figure.meaning} |"
        assert line in text, f"health.md lacks: {line}"


def test_every_key_of_the_window_is_told(folder: Path) -> None:
    text = (folder / "keyboard.md").read_text(encoding="utf-8")
    for action in ACTIONS:
        for key in filter(None, action.keys.split("; ")):
            named = "Ctrl+1 … Ctrl+5" if re.fullmatch(r"Ctrl\+\d", key) else key
            assert named in text, action.name


def test_every_command_is_told(folder: Path) -> None:
    text = (folder / "command-line.md").read_text(encoding="utf-8")
    for name, entry in COMMANDS.items():
        assert f"`qunmate {name}" in text
        for part in entry if isinstance(entry, dict) else ():
            assert re.search(rf"qunmate {name} [\w/]*\b{part}\b", text), f"{name} {part}"


def test_what_the_guide_calls_a_command_is_one(folder: Path) -> None:
    text = (folder / "command-line.md").read_text(encoding="utf-8")
    for name, parts in re.findall(r"`qunmate ([a-z][a-z-]*)(?: ([a-z/]+))?", text):
        entry = COMMANDS[name]
        if isinstance(entry, dict):
            assert set(parts.split("/")) <= entry.keys()
