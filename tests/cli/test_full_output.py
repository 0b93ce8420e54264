"""What is printed goes to a disk that is full: one sentence, and what was done is done."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from qunmate.cli.app import main

FULL = Path("/dev/full")  # always takes no more


@pytest.mark.skipif(not FULL.exists(), reason="a device of Linux")
@pytest.mark.parametrize(
    "words", [["groups"], ["groups", "--json"], ["messages", "--group", "早起", "--json"]]
)
def test_it_is_one_sentence(
    words: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = ["--db", str(tmp_path / "a.qunmate"), "--lang", "en"]
    assert main([*file, "group", "add", "早起", "--platform", "qq"]) == 0
    capsys.readouterr()
    stream = FULL.open("wb", buffering=0)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", _Unbuffered(stream.fileno()))
        code = main([*file, *words])
    stream.close()
    told = capsys.readouterr().err.splitlines()
    assert code == 1
    assert told[0].startswith("The output could not be printed: No space left")
    assert len(told) == 2


class _Unbuffered:
    """A text stream that keeps nothing back, so that closing it has nothing to write."""

    encoding = "utf-8"

    def __init__(self, number: int) -> None:
        self._number = number

    def write(self, text: str) -> int:
        return os.write(self._number, text.encode())

    def flush(self) -> None: ...

    def isatty(self) -> bool:
        return False
