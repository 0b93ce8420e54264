"""What a running job tells about itself."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Progress(NamedTuple):
    """`done` of `total` bytes or items (total 0: unknown), and how many records so far."""

    done: int
    total: int
    records: int = 0


Job = Generator[Progress, None, T]


def finish(job: Job[T], report: Callable[[Progress], None] | None = None) -> T:
    """Run a job to its end and give its result."""
    while True:
        try:
            step = next(job)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
        if report:
            report(step)
