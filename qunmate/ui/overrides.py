"""What a method that Qt calls raises must reach Python as an exception object.

Before 3.12 Python keeps what C code raised (int("x"), a closed database, a widget that is gone)
as a class and a text until somebody handles it. PySide puts the name of the method before the
text of an exception that leaves a method it called, takes the text for the object, and crashes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any

from shiboken6 import Shiboken


def install() -> None:
    """From now on, let each class of ours that is derived from Qt handle it in time."""
    if sys.version_info < (3, 12):
        hook: Any = classmethod(_handle)
        Shiboken.Object.__init_subclass__ = hook  # type: ignore[method-assign]


def _handle(cls: type) -> None:
    super(Shiboken.Object, cls).__init_subclass__()  # type: ignore[misc]  # such as Generic's
    if not cls.__module__.startswith("qunmate."):
        return
    for name, method in list(vars(cls).items()):
        if isinstance(method, FunctionType) and not name.startswith("_") and _of_qt(cls, name):
            setattr(cls, name, _handled(method))


def _of_qt(cls: type, name: str) -> bool:
    """Whether it takes the place of a method in C++."""
    return any(
        name in vars(base) and not isinstance(vars(base)[name], FunctionType)
        for base in cls.__mro__[1:]
        if issubclass(base, Shiboken.Object)
    )


def _handled(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def override(*values: Any, **named: Any) -> Any:
        try:
            return method(*values, **named)
        except BaseException:  # noqa: TRY203 - not in vain: this makes the object
            raise

    return override
