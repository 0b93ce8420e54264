"""Holds the arrows of the house: __main__ -> cli, ui -> tasks -> data -> pure.

Every import counts, those inside functions and under TYPE_CHECKING too.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "qunmate"
FILES = sorted(PACKAGE.rglob("*.py"))
ROOMS = ("cli", "ui", "tasks", "data")
TABS = {"today", "members", "calendar", "highlights", "health"}
QT = {"PySide6", "shiboken6", "pyqtgraph"}
SQL = {"sqlite3", "sqlite_utils"}
HEAVY = QT | {"openpyxl", "python_calamine", "pypinyin"}  # numpy comes with sqlite_utils
MAX_LINES = 400

# room -> the rooms it may import from
MAY = {
    "main": {"main", "cli", "ui", "tasks", "data", "pure"},
    "cli": {"cli", "ui", "tasks", "data", "pure"},
    "ui": {"ui", "tasks", "data", "pure"},
    "tasks": {"tasks", "data", "pure"},
    "data": {"data", "pure"},
    "pure": {"pure"},
}


def room(module: str) -> str:
    parts = module.split(".")
    if len(parts) > 1 and parts[1] in ROOMS:
        return parts[1]
    return "main" if module == "qunmate.__main__" else "pure"


def module_of(file: Path) -> str:
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """(line, full name) of everything the file imports, wherever it stands."""
    package = module_of(file).split(".")
    if file.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{origin}.{alias.name}") for alias in node.names)


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def calls(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


@pytest.fixture(params=FILES, ids=[str(file.relative_to(PACKAGE)) for file in FILES])
def file(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_imports_go_downward(file: Path) -> None:
    here = room(module_of(file))
    wrong = [
        f"line {line}: {here} imports {name}"
        for line, name in imports(file)
        if name.split(".")[0] == "qunmate" and room(name) not in MAY[here]
    ]
    assert not wrong


def test_qt_stays_in_ui_and_sql_in_data(file: Path) -> None:
    here = room(module_of(file))
    banned = (QT if here != "ui" else set()) | (SQL if here != "data" else set())
    wrong = [f"line {line}: {name}" for line, name in imports(file) if name.split(".")[0] in banned]
    assert not wrong


def test_only_the_store_connects(file: Path) -> None:
    if file == PACKAGE / "data" / "store.py":
        return
    wrong = [f"line {line}" for line, name in calls(file) if name == "sqlite3.connect"]
    assert not wrong


def test_only_data_speaks_sql(file: Path) -> None:
    if room(module_of(file)) == "data":
        return
    verbs = {"execute", "executemany", "executescript", "query"}
    wrong = [f"line {line}: {name}" for line, name in calls(file) if name.split(".")[-1] in verbs]
    assert not wrong


def test_tabs_do_not_know_each_other(file: Path) -> None:
    parts = module_of(file).split(".")
    if parts[:2] != ["qunmate", "ui"] or parts[2:3] == [] or parts[2] not in TABS:
        return
    others = {f"qunmate.ui.{tab}" for tab in TABS - {parts[2]}}
    wrong = [
        f"line {line}: {name}"
        for line, name in imports(file)
        if ".".join(name.split(".")[:3]) in others
    ]
    assert not wrong


def test_resources_are_found_in_one_place(file: Path) -> None:
    if file.name == "resources.py":
        return
    wrong = [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree(file))
        if (isinstance(node, ast.Name) and node.id in {"__file__", "_MEIPASS"})
        or (isinstance(node, ast.Constant) and node.value == "_MEIPASS")
    ]
    wrong += [name for _line, name in imports(file) if name.startswith("importlib.resources")]
    assert not wrong


def test_files_stay_short(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


def test_nothing_is_printed(file: Path) -> None:
    """Output goes through cli/app.emit and click.echo, or through ui/notify."""
    assert not [f"line {line}" for line, name in calls(file) if name == "print"]


def test_pure_files_touch_no_clock(file: Path) -> None:
    if room(module_of(file)) != "pure" or file.name in CLOCKS:
        return
    clocks = {"date.today", "datetime.now", "datetime.today", "time.time", "datetime.utcnow"}
    assert not [f"line {line}: {name}" for line, name in calls(file) if name in clocks]


def test_commands_load_nothing_heavy() -> None:
    """Listing the commands imports every module of cli, and none of these libraries."""
    modules = [module_of(file) for file in FILES if room(module_of(file)) == "cli"]
    code = f"import sys, {', '.join(modules)}; print(*{HEAVY!r} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert not done.stdout.strip()


CLOCKS = {"report.py"}  # a report of a defect bears its time
