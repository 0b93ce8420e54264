"""What fails in a method that Qt calls is told, and the program goes on. PySide alone does not
see to that:

- Before 3.12 Python keeps what C code raised (int("x"), a closed database, a widget that is gone)
  as a class and a text until somebody handles it. PySide puts the name of the method before the
  text of an exception that leaves a method it called, takes the text for the object, and crashes.
- While an exception waits for the call from Python to return, PySide may forget it, and lets go of
  each method that Qt calls of an object for the first time, though it holds none (6.11 and 6.12,
  Sbk_GetPyOverride). A method is held once, by its class: the next call of it would be a crash.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any

from shiboken6 import Shiboken

_SPARE = 100  # more than PySide will let go of before somebody reads the report


def install() -> None:
    """From now on, let each class of ours that is derived from Qt be ready for it."""
    hook: Any = classmethod(_prepare)
    Shiboken.Object.__init_subclass__ = hook  # type: ignore[method-assign]


def _prepare(cls: type) -> None:
    super(Shiboken.Object, cls).__init_subclass__()  # type: ignore[misc]  # such as Generic's
    if not cls.__module__.startswith("qunmate."):
        return
    for name, method in list(vars(cls).items()):
        if isinstance(method, FunctionType) and not name.startswith("_") and _of_qt(cls, name):
            override = _told(method) if name.endswith("Event") else _handled(method)
            _hold(override)
            setattr(cls, name, override)


def _hold(method: Callable[..., Any]) -> None:
    """Never let it go, whoever lets go of it once too often."""
    held, hold = ctypes.py_object(method), ctypes.pythonapi.Py_IncRef
    for _ in range(_SPARE):
        hold(held)


def _of_qt(cls: type, name: str) -> bool:
    """Whether it takes the place of a method in C++."""
    return any(
        name in vars(base) and not isinstance(vars(base)[name], FunctionType)
        for base in cls.__mro__[1:]
        if issubclass(base, Shiboken.Object)
    )


def _told(method: Callable[..., Any]) -> Callable[..., Any]:
    """An event has nobody who would wait for what went wrong: say it at once."""

    @wraps(method)
    def override(*values: Any, **named: Any) -> Any:
        try:
            return method(*values, **named)
        except Exception as error:  # whatever it is, it must not stay in Qt
            sys.excepthook(type(error), error, error.__traceback__)
            return False

    return override


def _handled(method: Callable[..., Any]) -> Callable[..., Any]:
    if sys.version_info >= (3, 12):
        return method

    @wraps(method)
    def override(*values: Any, **named: Any) -> Any:
        try:
            return method(*values, **named)
        except BaseException:  # noqa: TRY203 - not in vain: this makes the object
            raise

    return override
