"""The window: the only Qt."""

from qunmate.ui import import_hook

import_hook.take_off()  # before anything else is imported

from qunmate.ui import overrides  # noqa: E402

overrides.install()  # before any class is derived from one of Qt's
