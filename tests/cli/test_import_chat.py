"""import chat: what the command asks for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qunmate.cli.app import main


def test_copied_text_without_a_day_says_what_to_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copied = tmp_path / "群聊.txt"
    copied.write_text("林小满:\n早安\n\n周一川:\n到\n", encoding="utf-8")
    words = ["--db", str(tmp_path / "a.qunmate"), "--lang", "en", "import", "chat", str(copied)]
    assert main(words) == 1
    assert "--day" in capsys.readouterr().err
    assert main([*words, "--day", "2026-11-20", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["new"], told["group"], told["first"][:10]) == (2, "群聊", "2026-11-20")
