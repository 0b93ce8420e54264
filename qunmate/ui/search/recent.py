"""What was searched for before, newest first; kept with the state of the window."""

from __future__ import annotations

import json

from qunmate.ui.settings_state import WindowState

KEY = "search/recent"
KEPT = 6


def recent(state: WindowState) -> list[str]:
    try:
        kept = json.loads(state.text(KEY, "[]"))
    except ValueError:
        return []
    return [text for text in kept if isinstance(text, str)] if isinstance(kept, list) else []


def remember(state: WindowState, text: str) -> None:
    texts = [text, *(one for one in recent(state) if one != text)]
    state.keep(KEY, json.dumps(texts[:KEPT], ensure_ascii=False))
