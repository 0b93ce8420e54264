"""Holds the arrows of the house: __main__ -> cli, ui -> tasks -> data -> pure.

Every import counts, those inside functions and under TYPE_CHECKING too.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "qunmate"
FILES = sorted(PACKAGE.rglob("*.py"))
ROOMS = ("cli", "ui", "tasks", "data")
TABS = {"today", "members", "calendar", "highlights", "health"}
QT = {"PySide6", "shiboken6", "pyqtgraph"}
SQL = {"sqlite3", "sqlite_utils"}
HEAVY = {"numpy", "openpyxl", "pandas", "pyqtgraph", "pypinyin", "python_calamine"}
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


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def calls(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


def wrong(rule: Callable[[Path], Iterable[str]], files: Iterable[Path] = FILES) -> list[str]:
    """What breaks a rule, as "file:line what"."""
    return [f"{file.relative_to(PACKAGE)}:{found}" for file in files for found in rule(file)]


def test_imports_go_downward() -> None:
    def rule(file: Path) -> Iterator[str]:
        here = room(module_of(file))
        for line, name in imports(file):
            if name.split(".")[0] == "qunmate" and room(name) not in MAY[here]:
                yield f"{line} {here} imports {name}"

    assert not wrong(rule)


def test_qt_stays_in_ui_and_sql_in_data() -> None:
    def rule(file: Path) -> Iterator[str]:
        here = room(module_of(file))
        banned = (QT if here != "ui" else set()) | (SQL if here != "data" else set())
        for line, name in imports(file):
            if name.split(".")[0] in banned:
                yield f"{line} imports {name}"

    assert not wrong(rule)


def test_only_the_store_connects() -> None:
    assert not wrong(calling("sqlite3.connect"), set(FILES) - {PACKAGE / "data" / "store.py"})


def test_only_data_speaks_sql() -> None:
    verbs = {"execute", "executemany", "executescript", "query"}

    def rule(file: Path) -> Iterator[str]:
        for line, name in calls(file):
            if name.split(".")[-1] in verbs:
                yield f"{line} {name}"

    assert not wrong(rule, [file for file in FILES if room(module_of(file)) != "data"])


def test_tabs_do_not_know_each_other() -> None:
    def rule(file: Path) -> Iterator[str]:
        here = module_of(file).split(".")[2]
        others = {f"qunmate.ui.{tab}" for tab in TABS - {here}}
        for line, name in imports(file):
            if ".".join(name.split(".")[:3]) in others:
                yield f"{line} imports {name}"

    assert not wrong(rule, [file for tab in TABS for file in (PACKAGE / "ui" / tab).rglob("*.py")])


def test_resources_are_found_in_one_place() -> None:
    def rule(file: Path) -> Iterator[str]:
        for node in ast.walk(tree(file)):
            if (isinstance(node, ast.Name) and node.id == "__file__") or (
                isinstance(node, ast.Constant) and node.value == "_MEIPASS"
            ):
                yield f"{node.lineno} {ast.unparse(node)}"
        for line, name in imports(file):
            if name.startswith("importlib.resources"):
                yield f"{line} imports {name}"

    assert not wrong(rule, set(FILES) - {PACKAGE / "resources.py"})


def test_files_stay_short() -> None:
    others = (file for room in ("tests", "bench", "tools") for file in (ROOT / room).rglob("*.py"))
    lengths = {
        str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines())
        for file in (*FILES, *others, ROOT / "dev.py")
    }
    assert not {name: length for name, length in lengths.items() if length > MAX_LINES}


def test_where_to_write_is_asked_in_one_place() -> None:
    """Which proposes a whole name in the last folder, and overwrites nothing unasked."""
    asking = [file.name for file in FILES if "getSaveFileName" in file.read_text("utf-8")]
    assert asking == ["saving.py"]


def test_what_is_done_later_is_asked_for_in_one_place() -> None:
    """PySide's own way keeps whole windows that have been closed."""
    assert not wrong(calling("QTimer.singleShot"))


def test_nothing_is_printed() -> None:
    """Output goes through cli/printing.py and click.echo, or through ui/notify."""
    assert not wrong(calling("print"))


def test_pure_files_touch_no_clock() -> None:
    clocks = ("date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time")
    pure = {file for file in FILES if room(module_of(file)) == "pure"}
    # a report of a defect bears its time
    assert not wrong(calling(*clocks), pure - {PACKAGE / "report.py"})


def test_no_layout_is_asked_for_its_items() -> None:
    """PySide keeps what it gives, and does not hear when Qt deletes the item itself: it takes
    the next one in the same place of memory for it, also that of another layout."""

    def rule(file: Path) -> Iterator[str]:
        for line, name in calls(file):
            if name.endswith((".itemAt", ".itemAtPosition")):
                yield f"{line} {name}"

    assert not wrong(rule)


def calling(*names: str) -> Callable[[Path], Iterable[str]]:
    return lambda file: (f"{line} {name}" for line, name in calls(file) if name in names)


def loaded_by(modules: Iterable[str]) -> set[str]:
    """Everything that importing these modules imports."""
    code = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return set(done.stdout.split())


def test_listing_the_commands_loads_nothing_heavy() -> None:
    assert not loaded_by(["qunmate.cli.app"]) & (HEAVY | QT)


def test_no_command_loads_qt_or_a_reader_of_sheets_before_it_runs() -> None:
    modules = [module_of(file) for file in FILES if room(module_of(file)) == "cli"]
    assert not loaded_by(modules) & (HEAVY - {"numpy"} | QT)


def test_the_window_loads_nothing_heavy_before_it_is_shown() -> None:
    assert not loaded_by(["qunmate.ui.app"]) & HEAVY


def test_parser_processes_start_without_the_database_library() -> None:
    assert not loaded_by(["qunmate.data.importers.worker"]) & {"sqlite_utils", "numpy"}


def test_taking_in_a_chat_loads_numpy_only_where_there_are_rules() -> None:
    assert "numpy" not in loaded_by(["qunmate.tasks.import_chat"])
