"""Excel's own charts for the digest, reading the sheet that holds the days, hours and kinds."""

from __future__ import annotations

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from qunmate.i18n import _

MESSAGES = "0072B2"
SPEAKERS = "E69F00"
_LINE = "E3E6EA"
_GREY = "5F666F"


def messages_chart(data: Worksheet, heading: int, days: int) -> BarChart:
    """Messages and speakers per day; a day without data stays empty."""
    return _bars(data, heading, days, _("Messages per day"))


def speakers_chart(data: Worksheet, heading: int, days: int) -> LineChart:
    chart = LineChart()
    cells = Reference(data, min_col=3, min_row=heading, max_row=heading + days)
    chart.add_data(cells, titles_from_data=True)
    chart.set_categories(Reference(data, min_col=1, min_row=heading + 1, max_row=heading + days))
    series = chart.series[0]
    series.graphicalProperties = GraphicalProperties(
        ln=LineProperties(solidFill=SPEAKERS, w=28_575)
    )
    series.marker.symbol = "circle"
    series.marker.size = 7
    series.marker.graphicalProperties = GraphicalProperties(
        solidFill=SPEAKERS, ln=LineProperties(solidFill=SPEAKERS)
    )
    series.smooth = False
    _dress(chart, _("People who spoke per day"))
    _numbers(chart)
    chart.dLbls.position = "t"
    return chart


def hours_chart(data: Worksheet, heading: int) -> BarChart:
    return _bars(data, heading, 24, _("Messages by hour of the day"), labels=False)


def place(sheet: Worksheet, chart: BarChart | LineChart, row: int, rows: int, columns: int) -> None:
    """Put a chart over whole cells, so that it is as wide as the table whatever the font."""
    start = AnchorMarker(col=0, row=row - 1)
    end = AnchorMarker(col=columns, row=row - 1 + rows)
    chart.anchor = TwoCellAnchor(editAs="oneCell", _from=start, to=end)
    sheet.add_chart(chart)


def _bars(data: Worksheet, heading: int, rows: int, title: str, *, labels: bool = True) -> BarChart:
    chart = BarChart()
    chart.type = "col"
    chart.gapWidth = 60
    cells = Reference(data, min_col=2, min_row=heading, max_row=heading + rows)
    chart.add_data(cells, titles_from_data=True)
    chart.set_categories(Reference(data, min_col=1, min_row=heading + 1, max_row=heading + rows))
    chart.series[0].graphicalProperties = GraphicalProperties(solidFill=MESSAGES)
    chart.series[0].graphicalProperties.line.noFill = True
    _dress(chart, title)
    if labels:
        _numbers(chart)
        chart.dLbls.position = "outEnd"
    return chart


def _numbers(chart: BarChart | LineChart) -> None:
    chart.dLbls = DataLabelList()
    chart.dLbls.showVal = True
    for other in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(chart.dLbls, other, False)
    chart.dLbls.txPr = _type(900, _GREY)


def _dress(chart: BarChart | LineChart, title: str) -> None:
    chart.title = title
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(
        defRPr=CharacterProperties(sz=1200, b=True, solidFill="0B6F6E")
    )
    for run in chart.title.tx.rich.p[0].r or ():
        run.rPr = CharacterProperties(sz=1200, b=True, solidFill="0B6F6E")
    chart.title.overlay = False
    chart.legend = None
    chart.display_blanks = "gap"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_LINE))
    chart.y_axis.number_format = "#,##0"
    chart.y_axis.scaling.min = 0
    chart.y_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    chart.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=_LINE))
    for axis in (chart.x_axis, chart.y_axis):
        axis.txPr = _type(900, _GREY)
        axis.majorTickMark = "none"
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    chart.layout = Layout(manualLayout=ManualLayout(x=0.06, y=0.16, w=0.92, h=0.68))


def _type(size: int, colour: str) -> RichText:
    properties = ParagraphProperties(defRPr=CharacterProperties(sz=size, solidFill=colour))
    return RichText(p=[Paragraph(pPr=properties, endParaRPr=CharacterProperties())])
