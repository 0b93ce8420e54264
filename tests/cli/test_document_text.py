"""JSON documents as they are printed."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from qunmate.cli.document_text import document_text

PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
DOCUMENTS = st.recursive(
    PLAIN,
    lambda of: st.lists(of, max_size=3) | st.dictionaries(st.text(max_size=3), of, max_size=3),
    max_leaves=12,
)


@given(DOCUMENTS)
def test_a_document_is_read_back_as_it_was(document: Any) -> None:
    assert json.loads(document_text(document)) == document


def test_each_field_and_each_thing_listed_has_a_line() -> None:
    document = {"rows": 2, "names": ["林小满", "周"], "mapping": {"姓名": "name"}, "errors": []}
    assert document_text(document).splitlines() == [
        "{",
        '  "rows": 2,',
        '  "names": [',
        '    "林小满",',
        '    "周"',
        "  ],",
        '  "mapping": {"姓名": "name"},',
        '  "errors": []',
        "}",
    ]


def test_a_list_has_a_line_for_each() -> None:
    assert document_text([{"id": 1}, {"id": 2}]) == '[\n  {"id": 1},\n  {"id": 2}\n]'
