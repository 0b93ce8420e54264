"""The table of an HTML page: many web programs call such a page .xls."""

from __future__ import annotations

from html.parser import HTMLParser

from qunmate.data.importers.csv_text import find_encoding


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.cell: list[str] | None = None
        self.span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self._end_cell()
            self.tables[-1].append([])
        elif tag in {"td", "th"} and self.tables and self.tables[-1]:
            self._end_cell()
            self.cell = []
            span = dict(attrs).get("colspan") or "1"
            self.span = min(int(span), 100) if span.isdigit() else 1
        elif tag == "br" and self.cell is not None:
            self.cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)

    def _end_cell(self) -> None:
        if self.cell is not None and self.tables and self.tables[-1]:
            self.tables[-1][-1].append("".join(self.cell).strip())
            self.tables[-1][-1].extend([""] * (self.span - 1))
        self.cell = None


def read_html_table(data: bytes) -> list[list[str]]:
    """The rows of the longest table of the page; none if it has no table."""
    parser = _Tables()
    parser.feed(data.decode(find_encoding(data), errors="replace"))
    parser.close()
    return max(parser.tables, key=len, default=[])
