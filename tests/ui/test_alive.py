"""Callbacks of widgets that are gone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QLabel

from qunmate.ui.alive import alive


class Receiver(QLabel):
    def take(self, *_values: object) -> None:
        self.setText("late")


def in_lambda(one: Receiver) -> Callable[[], object]:
    return lambda: one.take(1)


def in_default(one: Receiver) -> Callable[[], object]:
    def call(of: Receiver = one) -> None:
        of.take()

    return call


def deep(one: Receiver) -> Callable[[], object]:
    told = partial(one.take, 1)
    return lambda: told(2)


def endless(one: Receiver) -> Callable[[], object]:
    def again(times: int = 3) -> None:
        one.take()
        if times:
            again(times - 1)

    return again


WAYS: list[Callable[[Receiver], Callable[[], object]]] = [
    lambda one: one.take,
    lambda one: partial(one.take, 1),
    lambda one: partial(print, one),
    lambda one: partial(print, file=one),
    in_lambda,
    in_default,
    deep,
    endless,
]


@pytest.mark.parametrize("way", WAYS)
def test_whatever_way_a_widget_is_held(
    qapp: QApplication, way: Callable[[Receiver], Callable[[], object]]
) -> None:
    receiver = Receiver()
    callback = way(receiver)
    assert alive(callback)
    shiboken6.delete(receiver)
    assert not alive(callback)


def test_what_holds_no_widget_is_alive() -> None:
    assert alive(None)
    assert alive([].append)
    assert alive(lambda: 1)
