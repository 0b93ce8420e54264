"""What text is searched for, as SQL has it: in any way to write it, unless the operator wants
only what is written just so."""

from __future__ import annotations

from typing import Any

from qunmate import alike
from qunmate.data import settings
from qunmate.data.database import Database
from qunmate.searching import match_query

ALIKE = "search_alike"  # the setting
_LONGEST = 1_000  # characters of a pattern that SQLite takes; what is longer counts as it is


def finds_alike(db: Database) -> bool:
    """Whether simplified and traditional, full and half width are to be found alike."""
    return settings.get(db, ALIKE, True)


def holds(column: str) -> str:
    """A condition on a column (or an expression) by the `values` of a text."""
    return f"(instr(lower({column}), lower(:text)) OR {column} GLOB :glob)"


def values(db: Database, text: str) -> dict[str, Any]:
    """`text` and `glob` for `holds`, `query` for the index (None without a word in it)."""
    text = text.strip()
    widely = len(text) <= _LONGEST and finds_alike(db)
    return {
        "text": text,
        "glob": alike.glob(text) if widely else None,
        "query": match_query(text, widely=widely),
    }
