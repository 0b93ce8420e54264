"""Whether what a callback would speak to is still there when its answer comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from types import FunctionType, MethodType
from typing import Any

import shiboken6
from PySide6.QtCore import QObject

DEEPEST = 4  # callbacks that hold callbacks


def alive(callback: Callable[..., Any] | None) -> bool:
    """Whether no widget (or other object of Qt's) that the callback holds has been destroyed:
    the one it is a method of, those it was given with `partial`, those a lambda speaks of."""
    return all(shiboken6.isValid(one) for one in _held(callback, DEEPEST))


def _held(thing: object, depth: int) -> Iterator[QObject]:
    if isinstance(thing, QObject):
        yield thing
    elif depth and isinstance(thing, MethodType | FunctionType | partial):
        for part in _parts(thing):
            yield from _held(part, depth - 1)


def _parts(thing: MethodType | FunctionType | partial[Any]) -> Iterator[object]:
    if isinstance(thing, MethodType):
        yield thing.__self__
    elif isinstance(thing, partial):
        yield from (thing.func, *thing.args, *thing.keywords.values())
    else:
        yield from thing.__defaults__ or ()
        for cell in thing.__closure__ or ():
            try:
                yield cell.cell_contents
            except ValueError:  # a name that has no value yet
                continue
