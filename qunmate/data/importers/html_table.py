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
        self.aside = False  # inside a comment on a cell

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = _plain(tag)
        said = {name.removeprefix("ss:"): value for name, value in attrs}
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self._end_cell()
            table = self.tables[-1]
            table.extend([[]] * min(_number(said.get("index")) - 1 - len(table), _MOST))
            table.append([])
        elif tag in {"td", "th"} and self.tables and self.tables[-1]:
            self._end_cell()
            row = self.tables[-1][-1]
            row.extend([""] * min(_number(said.get("index")) - 1 - len(row), _MOST))
            self.cell = []
            across = _number(said.get("mergeacross")) + 1
            self.span = min(max(_number(said.get("colspan")), across), _MOST)
        elif tag == "br" and self.cell is not None:
            self.cell.append("\n")
        elif tag == "comment":
            self.aside = True

    def handle_endtag(self, tag: str) -> None:
        tag = _plain(tag)
        if tag in {"td", "th", "tr", "table"}:
            self._end_cell()
        elif tag == "comment":
            self.aside = False

    def handle_data(self, data: str) -> None:
        if self.cell is not None and not self.aside:
            self.cell.append(data)

    def _end_cell(self) -> None:
        if self.cell is not None and self.tables and self.tables[-1]:
            self.tables[-1][-1].append("".join(self.cell).strip())
            self.tables[-1][-1].extend([""] * (self.span - 1))
        self.cell = None


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
