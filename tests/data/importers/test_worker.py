from __future__ import annotations

import contextlib
import multiprocessing
from pathlib import Path

import pytest

from qunmate.data.importers.source import Source
from qunmate.data.importers.worker import LARGE, Parsing
from qunmate.errors import Problem, UserError


def test_a_parser_that_dies_before_it_is_asked_is_told(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_bytes(b"\n" * LARGE)
    with contextlib.closing(Parsing(Source(path))) as parsing:
        (process,) = multiprocessing.active_children()
        process.kill()
        process.join()
        parsing.begin("whatsapp", {"": "UTC"})
        with pytest.raises(UserError) as error:
            list(parsing)
    assert error.value.problem == Problem("parser_ended", {"path": "chat.txt"})
