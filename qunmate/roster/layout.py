"""Where the table is inside a sheet: its heading row, its columns, the rows of people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from qunmate.roster import cells
from qunmate.roster.mapping import (
    CARD_HEADING,
    KNOWN_HEADINGS,
    PERSON,
    Column,
    field_of_heading,
    letter,
    plain_heading,
)

Row = Sequence[Any]
_SEARCHED = 40  # rows from the top in which a heading is looked for
_SAMPLES = 50
_BLANK = ("", None)
NO_HEADING = -1
_YEARS = range(1900, 2100)
_NOBODY = re.compile(
    r"(?:合计|总计|小计|共计|总人数|人数合计|合計|總計|小計|共計|總人數|填表人|制表人|制表|审核人?|填表日期"
    r"|填表人员|統計|统计|備註|备注|说明|說明|注|附注|total|subtotal|sum|grand total|notes?)"
    r"(?:\s*[:：].*|\s*[(（].*)?|共\s*\d+\s*(?:人|名|位|条).*|第\s*\d+\s*页.*|page\s+\d+.*",
    re.IGNORECASE | re.DOTALL,
)
_RULE = re.compile(r":?-{2,}:?")  # under the headings of a table of text


@dataclass(frozen=True, slots=True)
class Layout:
    """`heading` is the index of the heading row, None if the sheet has none;
    `people` the indexes of the rows that can hold a person; `below` the heading of another table
    beneath, which is left out."""

    heading: int | None
    columns: tuple[Column, ...]
    people: tuple[int, ...]
    below: int | None = None


def lay_out(
    rows: Sequence[Row],
    *,
    merged_wide: Collection[int] = (),
    named: Collection[str] = (),
    heading: int | None = None,
) -> Layout:
    """The table in a sheet.

    `merged_wide`: indexes of rows whose only content spans columns (titles and notes);
    `named`: headings the user spoke of; `heading`: the row, where the user chose it, NO_HEADING
    where they said that there is none.
    """
    found = find_heading(rows, named) if heading is None else heading
    if found == NO_HEADING:
        found = None
    first = 0 if found is None else found + 1
    people = _people(rows, first, found, set(merged_wide))
    below = _other_heading(rows, found, people)
    if below is not None:
        end = below - 1 if _is_title(rows, below - 1) else below
        people = [index for index in people if index < end]
    return Layout(found, tuple(_columns(rows, found, people)), tuple(people), below)


def find_heading(rows: Sequence[Row], named: Collection[str] = ()) -> int | None:
    """The index of the row that says what the columns are, None if there is none."""
    asked = {plain_heading(name) for name in named}
    width = max((_filled(row) for row in rows[:_SEARCHED]), default=0)
    best, best_known = None, 0
    said: set[str | None] = set()
    for index, row in enumerate(rows[:_SEARCHED]):
        known = {_known(cell, asked) for cell in row} - {None}
        if best is not None and index == best + 1 and (known == said or _is_lower(rows[best], row)):
            best = index  # of a heading of two rows the lower one tells more
            continue
        filled = _filled(row)
        enough = len(known) >= 2 or (
            len(known) == 1
            and 2 * filled >= width
            and (width == 1 or not _tells_role(row))
            and (filled <= 3 or _all_words(row, width))
        )
        if enough and len(known) > best_known and not _has_numbers(row):
            best, best_known, said = index, len(known), known
    return best if best is not None else _unknown_heading(rows, width)


def _all_words(row: Row, width: int) -> bool:
    """Whether a full row of different words (or years) tells people, and what else is asked of
    them."""
    said = [cell.strip() for cell in row if isinstance(cell, str) and cell.strip()]
    years = [cell for cell in row if isinstance(cell, int | float) and cell in _YEARS]
    number = len({*said, *years})
    return (
        any(map(_tells_people, row))
        and 5 * number >= 4 * width
        and number == len(said) + len(years) == _filled(row)
        and not any(_is_value(text) or cells.yes_or_no(text) is not None for text in said)
    )


def _tells_role(row: Row) -> bool:
    """Whether it is said what somebody is in the group: 成员 is a heading, but a role as well."""
    return any(isinstance(cell, str) and isinstance(cells.role(cell), str) for cell in row)


def _is_lower(above: Row, row: Row) -> bool:
    """Whether a row only parts headings above it: it is blank where these tell of people, and
    says something where they are silent."""
    below = list(row[: len(above)]) + [None] * (len(above) - len(row))
    filled = [cell for cell in row if cells.text(cell) is not None]
    short = all(isinstance(one, str) and len(one) <= 20 and not _is_value(one) for one in filled)
    leads = [under for cell, under in zip(above, below, strict=True) if _tells_people(cell)]
    apart = any(
        cells.text(under) and not cells.text(cell) for cell, under in zip(above, below, strict=True)
    )
    return bool(leads) and apart and short and not any(map(cells.text, leads))


def _tells_people(cell: Any) -> bool:
    return field_of_heading(cell) in {*PERSON, "account"}


def _headings(rows: Sequence[Row], heading: int | None) -> list[Any]:
    """The heading row; where it is blank, a heading above that reaches down over two rows."""
    if heading is None:
        return []
    heads = list(rows[heading])
    above = rows[heading - 1] if heading else ()
    if any(map(field_of_heading, above)) and any(map(cells.text, heads)):
        heads += [None] * (len(above) - len(heads))
        for at, cell in enumerate(above):
            if cells.text(heads[at]) is None:
                heads[at] = cell
    return heads


def _known(cell: Any, asked: Collection[str]) -> str | None:
    if not isinstance(cell, str) or not cell or len(cell) > 60:
        return None
    if asked and plain_heading(cell) in asked:
        return plain_heading(cell)
    return field_of_heading(cell)


def _filled(row: Row) -> int:
    return sum(1 for cell in row if cells.text(cell) is not None)


def _has_numbers(row: Row) -> bool:
    filled = [cell for cell in row if cells.text(cell) is not None]
    return 2 * sum(1 for cell in filled if _is_value(cell)) > len(filled)


def _is_value(cell: Any) -> bool:
    """A number, a day or digits: nothing that names a column."""
    if isinstance(cell, str):
        return bool(re.fullmatch(r"[\d\s./:+*年月日号\-]+", cells.narrow(cell)))
    return cell is not None


def _unknown_heading(rows: Sequence[Row], width: int) -> int | None:
    """A full row of different short texts above columns of numbers or days."""
    for index, row in enumerate(rows[:_SEARCHED]):
        texts = [cell.strip() for cell in row if isinstance(cell, str) and cell.strip()]
        if width < 2 or 5 * _filled(row) < 4 * width:
            continue
        if _filled(row) != len(texts) or len(set(texts)) != len(texts):
            return None
        if any(_is_value(text) or len(text) > 20 for text in texts):
            return None
        below = rows[index + 1 : index + 1 + _SAMPLES]
        return index if any(_mostly_values(below, at) for at in range(len(row))) else None
    return None


def _mostly_values(rows: Sequence[Row], at: int) -> bool:
    filled = [row[at] for row in rows if at < len(row) and cells.text(row[at]) is not None]
    return len(filled) > 0 and 10 * sum(map(_is_value, filled)) >= 8 * len(filled)


def _people(rows: Sequence[Row], first: int, heading: int | None, wide: set[int]) -> list[int]:
    head = () if heading is None else tuple(rows[heading])
    ours = CARD_HEADING in head  # written by us: every row is somebody
    people = []
    for index in range(first, len(rows)):
        row = rows[index]
        lead = row[0] if row else None
        if lead in _BLANK:
            lead = next((cell for cell in row if cell not in _BLANK and str(cell).strip()), None)
            if lead is None:
                continue
        if not ours and (index in wide or (type(lead) is str and _is_nobody(lead, row, head))):
            continue
        people.append(index)
    return people


def _is_nobody(lead: str, row: Row, head: Row) -> bool:
    """合计, 备注：…, a heading row printed again, a line, a sentence standing alone."""
    if _NOBODY.fullmatch(lead.strip()):
        return True
    if _RULE.fullmatch(lead.strip()):
        return all(_RULE.fullmatch(str(cell).strip()) for cell in row if cells.text(cell))
    if len(lead) > 24 and len(head) > 2 and _filled(row) == 1:
        return True
    return lead in head and tuple(row) == head


def _other_heading(rows: Sequence[Row], heading: int | None, people: Sequence[int]) -> int | None:
    """The row among the people that says what other columns are: of somebody who left, say."""
    if heading is None or CARD_HEADING in rows[heading]:
        return None
    own = [field_of_heading(cell) for cell in rows[heading]]
    for index in people:
        row = rows[index]
        lead = row[0]
        if lead in _BLANK:
            lead = next((cell for cell in row if cell not in _BLANK), None)
        if type(lead) is not str or lead.strip().lower() not in KNOWN_HEADINGS:
            continue
        known = [field_of_heading(cell) for cell in row]
        if len(set(known) - {None}) >= 2 and not _has_numbers(row) and known != own:
            return index
    return None


def _is_title(rows: Sequence[Row], index: int) -> bool:
    """Whether a row is what a table is called: one cell alone, below a blank row."""
    return _filled(rows[index]) == 1 and (index == 0 or not _filled(rows[index - 1]))


def _columns(rows: Sequence[Row], heading: int | None, people: Sequence[int]) -> list[Column]:
    width = max((len(row) for row in rows), default=0)
    heads = _headings(rows, heading)
    seen: Counter[str] = Counter()
    columns = []
    for at in range(width):
        text = cells.text(heads[at]) if at < len(heads) else None
        samples = _samples(rows, people, at)
        if text is None and not samples:
            continue
        label = " ".join(text.split()) if text else letter(at)
        seen[label] += 1
        if seen[label] > 1:
            label = f"{label} ({seen[label]})"
        columns.append(Column(at, label, text, samples))
    return columns


def _samples(rows: Sequence[Row], people: Sequence[int], at: int) -> tuple[Any, ...]:
    found: list[Any] = []
    for index in people:
        row = rows[index]
        if at < len(row) and row[at] not in ("", None):
            found.append(row[at])
            if len(found) == _SAMPLES:
                break
    return tuple(found)
