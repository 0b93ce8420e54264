"""What was searched for before, newest first; kept with the state of the window."""

from __future__ import annotations

import json

from qunmate.roster.forgetting import Known
from qunmate.ui.settings_state import WindowState

KEY = "search/recent"
KEPT = 6


def recent(state: WindowState) -> list[str]:
    try:
        kept = json.loads(state.text(KEY, "[]"))
    except ValueError:
        return []
    return [text for text in kept if isinstance(text, str)] if isinstance(kept, list) else []


def forget(state: WindowState, known: Known) -> None:
    """Leave out what finds somebody who is erased, by a part of a name too."""
    texts = [text for text in recent(state) if not known.is_found_by(text)]
    state.keep(KEY, json.dumps(texts, ensure_ascii=False))


def remember(state: WindowState, text: str) -> None:
    texts = [text, *(one for one in recent(state) if one != text)]
    state.keep(KEY, json.dumps(texts[:KEPT], ensure_ascii=False))
