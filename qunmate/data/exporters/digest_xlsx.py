"""The digest as a workbook: a cover with figures and charts, and a sheet for each section."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from qunmate.clock import date_of
from qunmate.data.exporters import xlsx_charts as charts
from qunmate.data.exporters import xlsx_style as style
from qunmate.data.exporters import xlsx_tables
from qunmate.data.exporters.xlsx_style import Cell
from qunmate.digest.model import Digest, Figure, Row, Section, change, shown
from qunmate.digest.words import month_day, weekday
from qunmate.i18n import _

_COVER = (34, 14, 14, 14, 26)
_CHART_ROWS = 13


def render(digest: Digest) -> bytes:
    """A .xlsx file."""
    book = Workbook()
    book.properties.creator = "QunMate"
    book.properties.title = style.legal(f"{digest.title} {digest.label}")
    day = date_of(digest.last)
    book.properties.created = datetime.combine(day, datetime.min.time())
    cover = book.active
    names = style.SheetNames()
    cover.title = names.take(_("Overview"))
    data = book.create_sheet(names.take(_("Per day")))
    free = _cover(cover, digest)
    hours = _days(data, digest)
    _charts(cover, data, digest, free, hours)
    for section in digest.sections:
        _section(book.create_sheet(names.take(section.title)), section)
    _meanings(book.create_sheet(names.take(_("What the figures mean"))), digest)
    book.move_sheet(data, len(book.worksheets))
    for sheet in book.worksheets:
        style.print_setup(sheet, _foot(digest))
    cover.page_setup.fitToHeight = 1
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _foot(digest: Digest) -> str:
    private = f"{_('Private')} · " if digest.private else ""
    return f"{private}{digest.title} {digest.label}"


def _cover(sheet: Worksheet, digest: Digest) -> int:
    """Title and figures; gives the first free row."""
    columns = len(_COVER)
    style.widths(sheet, _COVER)
    heading = digest.heading + (
        f"    {_('Private: for the operator only')}" if digest.private else ""
    )
    lines = [(heading, 11, False, 24.0), (digest.title, 20, True, 36.0)]
    if digest.subtitle:
        lines.append((digest.subtitle, 12, False, 24.0))
    for row, (text, size, bold, height) in enumerate(lines, 1):
        style.put(sheet, row, 1, text, look=style.font(size, bold=bold, colour="FFFFFF"), indent=1)
        style.band(sheet, row, columns, style.ACCENT, height)
    row = len(lines) + 2
    noted = any(_note(figure) for figure in digest.figures)
    names = (_("Figure"), _("Now"), digest.before_label, _("Change"), _("Note") if noted else "")
    style.headings(sheet, row, names, numbers=(1, 2, 3))
    for figure in digest.figures:
        row += 1
        _figure(sheet, row, figure)
    for note in digest.notes:
        row += 1
        style.put(sheet, row, 1, note, look=style.font(10, colour=style.WARN))
    for text in digest.closing.splitlines():
        row += 1
        style.put(sheet, row, 1, text)
    return row + 2


def _figure(sheet: Worksheet, row: int, figure: Figure) -> None:
    put = style.put
    put(sheet, row, 1, figure.label, indent=1)
    for column, value in ((2, figure.value), (3, figure.before)):
        look = style.font(bold=column == 2, colour=style.TEXT if column == 2 else style.SECOND)
        form = style.figure_form(figure.unit, value) if isinstance(value, (int, float)) else ""
        if form:
            _number(sheet, row, column, value, look=look, form=form)
        else:
            _number(sheet, row, column, shown(value, figure.unit), look=look)
    _number(sheet, row, 4, change(figure), look=style.font(colour=style.SECOND))
    put(sheet, row, 5, _note(figure), look=style.font(10, colour=style.WARN), indent=1)
    style.rule(sheet, row, len(_COVER))
    sheet.row_dimensions[row].height = 20


def _number(
    sheet: Worksheet,
    row: int,
    column: int,
    value: Cell,
    *,
    look: Font | None = None,
    form: str = style.WHOLE,
) -> None:
    """In line with its heading."""
    style.put(sheet, row, column, value, look=look, form=form, align="right", indent=1)


def _note(figure: Figure) -> str:
    if figure.incomplete:
        return _("* incomplete data")
    return _("* incomplete data before") if figure.before_incomplete else ""


def _meanings(sheet: Worksheet, digest: Digest) -> None:
    """How each figure is defined."""
    rows = tuple(Row((figure.label, figure.meaning)) for figure in digest.figures)
    heads = (_("Figure"), _("What it means"))
    _section(sheet, Section("meanings", _("What the figures mean"), rows, heads))


def _days(sheet: Worksheet, digest: Digest) -> int:
    """The numbers behind the charts; gives the row of the headings of the hours."""
    style.widths(sheet, (22, 16, 20, 6, 22, 16))
    style.headings(sheet, 1, (_("Day"), _("Messages"), _("Speakers")), numbers=(1, 2))
    row = 1
    for day in digest.daily:
        row += 1
        style.put(sheet, row, 1, f"{weekday(day.day)} {month_day(day.day)}", indent=1)
        for column, value in ((2, day.messages), (3, day.speakers)):
            _number(sheet, row, column, value)
    style.headings(sheet, row + 2, (_("Hour"), _("Messages")), numbers=(1,))
    for hour, messages in enumerate(digest.hours):
        style.put(sheet, row + 3 + hour, 1, str(hour), indent=1)
        _number(sheet, row + 3 + hour, 2, messages)
    style.headings(sheet, 1, (_("Kind"), _("Messages")), numbers=(1,), start=5)
    for at, (kind, messages) in enumerate(digest.kinds, 2):
        style.put(sheet, at, 5, kind, indent=1)
        _number(sheet, at, 6, messages)
    sheet.freeze_panes = "A2"
    return row + 2


def _charts(cover: Worksheet, data: Worksheet, digest: Digest, row: int, hours: int) -> None:
    """Native charts below the figures, none where there is nothing to draw."""
    if not any(day.messages for day in digest.daily):
        return
    days = len(digest.daily)
    for chart in (
        charts.messages_chart(data, 1, days),
        charts.speakers_chart(data, 1, days),
        charts.hours_chart(data, hours),
    ):
        charts.place(cover, chart, row, _CHART_ROWS - 1, len(_COVER))
        row += _CHART_ROWS


def _section(sheet: Worksheet, section: Section) -> None:
    shape = xlsx_tables.table(section)
    style.widths(sheet, shape.widths)
    style.put(sheet, 1, 1, section.title, look=style.font(16, bold=True, colour=style.ACCENT))
    sheet.row_dimensions[1].height = 28
    row = 2
    if section.private:
        look = style.font(10, colour=style.WARN)
        style.put(sheet, row, 1, _("Private: for the operator only"), look=look)
        row += 1
    style.headings(sheet, row, shape.headings, shape.numbers)
    sheet.freeze_panes = f"A{row + 1}"
    sheet.print_title_rows = f"{row}:{row}"
    for cells in shape.rows:
        row += 1
        _row(sheet, row, cells, shape)
    if section.note:
        style.put(sheet, row + 2, 1, section.note, look=style.font(10, colour=style.SECOND))


def _row(sheet: Worksheet, row: int, cells: Sequence[Cell], shape: xlsx_tables.Table) -> None:
    lines = 1
    for column, cell in enumerate(cells):
        align = "right" if column in shape.numbers else None
        style.put(sheet, row, column + 1, cell, form=style.WHOLE, wrap=True, align=align, indent=1)
        if isinstance(cell, str):
            lines = max(lines, style.lines_needed(cell, shape.widths[column]))
    sheet.row_dimensions[row].height = min(409.0, 4 + 17.0 * lines)
    style.rule(sheet, row, len(shape.widths))
