"""Two kinds of trouble: the user's world (here) and our own defects (any other exception).

A problem carries a code and parameters; words.py turns it into a sentence and the next
step at the edge, in the user's language.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """`about` are the ids of the members whom a doubt is about."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)
    about: tuple[int, ...] = field(default=(), compare=False)


class UserError(Exception):
    """Something in the user's world is wrong: a bad file, an unknown group, no space."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code, params)
        self.problem = Problem(code, params)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self.problem.code, self.problem.params)


def _rebuild(code: str, params: dict[str, Any]) -> UserError:
    """A UserError that comes from another process."""
    return UserError(code, **params)
