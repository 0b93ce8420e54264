"""Where each thread was when a worker crashed, told at the end, where it is not overlooked."""

from __future__ import annotations

import faulthandler
import tempfile
from pathlib import Path
from typing import Any

import pytest

_PASSED_ON = ("/_pytest/", "/pluggy/", "/xdist/", "/execnet/", "<string>")
_FOLDER = pytest.StashKey["tempfile.TemporaryDirectory[str]"]()


@pytest.hookimpl(trylast=True)  # after pytest's own, which writes where nobody looks
def pytest_configure(config: pytest.Config) -> None:
    given: dict[str, Any] | None = getattr(config, "workerinput", None)
    if given is None:
        config.stash[_FOLDER] = tempfile.TemporaryDirectory()
    elif "crashes" in given:
        note = Path(given["crashes"], f"{given['workerid']}.txt").open("w")  # noqa: SIM115 - stays
        faulthandler.enable(note)


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist, in the process that starts the workers
def pytest_configure_node(node: Any) -> None:
    node.workerinput["crashes"] = node.config.stash[_FOLDER].name


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    with config.stash[_FOLDER] as folder:
        for note in sorted(Path(folder).iterdir()):
            lines = note.read_text(errors="replace").splitlines()
            if lines:
                terminalreporter.section(f"crash of {note.stem}")
            for line in lines:
                if not any(one in line for one in _PASSED_ON):
                    terminalreporter.write_line(line)
