"""The window: the only Qt."""

from qunmate.ui import overrides

overrides.install()  # before any class is derived from one of Qt's
