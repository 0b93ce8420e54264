"""The lock files hold what pyproject.toml asks for, and say nothing of any registry."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
APP = PROJECT["project"]["dependencies"]
DEV = [*APP, *PROJECT["dependency-groups"]["dev"]]
LOCKS = {"requirements.lock": APP, "requirements-dev.lock": DEV}


def pins(name: str) -> dict[str, list[str]]:
    """Versions by name; several where they differ by system or Python."""
    found: dict[str, list[str]] = {}
    for pin in re.finditer(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE):
        found.setdefault(canonicalize_name(pin[1]), []).append(pin[2])
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_dependency_is_locked(name: str) -> None:
    locked = pins(name)
    asked = [Requirement(text) for text in LOCKS[name]]
    stale = [
        str(one)
        for one in asked
        if not any(one.specifier.contains(v) for v in locked.get(canonicalize_name(one.name), []))
    ]
    assert not stale, "run `python3 dev.py lock`"


@pytest.mark.parametrize("name", LOCKS)
def test_no_registry_is_named(name: str) -> None:
    assert "://" not in (ROOT / name).read_text()


def test_both_locks_agree() -> None:
    app, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: dev.get(name) for name in app} == app
