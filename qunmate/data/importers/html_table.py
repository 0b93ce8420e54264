"""The table of an HTML page, or of a workbook of XML (SpreadsheetML 2003): many web programs
call either .xls."""

from __future__ import annotations

from html.parser import HTMLParser

from qunmate.data.importers.csv_text import find_encoding

_TAGS = {"row": "tr", "cell": "td"}  # of a workbook of XML, as those of a page
_MOST = 100  # columns that one cell spans, rows or columns that are skipped


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.cell: list[str] | None = None
        self.span = 1
        self.down = 1  # rows that the cell reaches over
        self.hanging: dict[int, tuple[int, str]] = {}  # column: rows still below, what they show
        self.aside = False  # inside a comment on a cell

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = _plain(tag)
        said = {name.removeprefix("ss:"): value for name, value in attrs}
        if tag == "table":
            self.tables.append([])
            self.hanging = {}
        elif tag == "tr" and self.tables:
            self._end_row()
            self.hanging = {at: (n - 1, text) for at, (n, text) in self.hanging.items() if n > 1}
            table = self.tables[-1]
            table.extend([[]] * min(_number(said.get("index")) - 1 - len(table), _MOST))
            table.append([])
        elif tag in {"td", "th"} and self.tables and self.tables[-1]:
            self._end_cell()
            row = self.tables[-1][-1]
            self._hang(row)
            row.extend([""] * min(_number(said.get("index")) - 1 - len(row), _MOST))
            self.cell = []
            across = _number(said.get("mergeacross")) + 1
            self.span = min(max(_number(said.get("colspan")), across), _MOST)
            below = _number(said.get("mergedown")) + 1
            self.down = max(_number(said.get("rowspan")), below)
        elif tag == "br" and self.cell is not None:
            self.cell.append("\n")
        elif tag == "comment":
            self.aside = True

    def handle_endtag(self, tag: str) -> None:
        tag = _plain(tag)
        if tag in {"td", "th"}:
            self._end_cell()
        elif tag in {"tr", "table"}:
            self._end_row()
        elif tag == "comment":
            self.aside = False

    def handle_data(self, data: str) -> None:
        if self.cell is not None and not self.aside:
            self.cell.append(data)

    def _end_cell(self) -> None:
        if self.cell is not None and self.tables and self.tables[-1]:
            row, text = self.tables[-1][-1], "".join(self.cell).strip()
            if self.down > 1:
                shown = text if self.span == 1 else ""
                for at in range(len(row), len(row) + self.span):
                    self.hanging[at] = (self.down, shown)
            row.append(text)
            row.extend([""] * (self.span - 1))
        self.cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self.tables and self.tables[-1]:
            self._hang(self.tables[-1][-1])

    def _hang(self, row: list[str]) -> None:
        """Where a cell of a row above reaches down, it stands in this one too."""
        while len(row) in self.hanging:
            row.append(self.hanging[len(row)][1])


def _plain(tag: str) -> str:
    bare = tag.removeprefix("ss:")
    return _TAGS.get(bare, bare)


def _number(said: str | None) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 9 else 0


def read_html_table(data: bytes) -> list[list[str]]:
    """The rows of the longest table of the page; none if it has no table."""
    parser = _Tables()
    parser.feed(data.decode(find_encoding(data), errors="replace"))
    parser.close()
    return max(parser.tables, key=len, default=[])
