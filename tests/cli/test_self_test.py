"""self-test, as a user runs it: in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys


def test_every_step_passes() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qunmate", "self-test", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    document = json.loads(done.stdout)
    assert [step["step"] for step in document["steps"] if not step["ok"]] == []
    names = [step["step"] for step in document["steps"]]
    assert names == [
        "resources",
        "file",
        "sheet",
        "chat",
        "process",
        "calendar",
        "digest",
        "window",
    ]
    assert document["ok"]
    assert done.returncode == 0


def test_a_defect_is_told_with_its_step(monkeypatch) -> None:
    from qunmate import resources
    from qunmate.cli.app import main

    monkeypatch.setattr(resources, "root", lambda: resources.Path("/nowhere"))
    assert main(["self-test"]) == 3
