"""The look: one table of tokens for light and dark, made into a palette, a style sheet, a font."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from qunmate import i18n, resources


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as #RRGGBB. `on_accent` is the text on accent buttons; `faint` tints headings;
    `dimmed` is the text of what can't be used now."""

    ground: str
    surface: str
    line: str
    text: str
    second: str
    dimmed: str
    accent: str
    on_accent: str
    accent_hover: str
    selection: str
    hover: str
    faint: str
    good: str
    warn: str
    bad: str
    leader: str
    core: str
    active: str
    quiet: str
    dormant: str
    newcomer: str
    brown: str
    rose: str
    violet: str
    olive: str
    navy: str
    chart: tuple[str, ...]


READS = 4.5  # contrast from which on a text reads
SEEN = 3.0  # and a shape is seen
OKABE_ITO = ("#0072B2", "#E69F00", "#D55E00", "#009E73", "#CC79A7", "#56B4E9")
# the same hues, the first two lifted until they read on the dark surface
OKABE_ITO_DARK = ("#4AA3DF", "#F0B43C", "#F0813A", "#2FC298", "#DD9BC0", "#7CC6F0")

LIGHT = Tokens(
    ground="#F6F7F9",
    surface="#FFFFFF",
    line="#E3E6EA",
    text="#1F2329",
    second="#5F666F",
    dimmed="#868D97",
    accent="#0B6F6E",
    on_accent="#FFFFFF",
    accent_hover="#095C5B",
    selection="#E3F1F0",
    hover="#EFF2F4",
    faint="#FAFBFC",
    good="#1A7A43",
    warn="#8F5B00",
    bad="#B9322D",
    leader="#A34A18",
    core="#0B6F6E",
    active="#2A659F",
    quiet="#5F666F",
    dormant="#80567F",
    newcomer="#1A7A43",
    brown="#6A3D26",
    rose="#B8236F",
    violet="#5F46C9",
    olive="#5C6B00",
    navy="#28366F",
    chart=OKABE_ITO,
)
DARK = Tokens(
    ground="#1B1D20",
    surface="#24272B",
    line="#383C42",
    text="#E6E8EB",
    second="#A7AEB7",
    dimmed="#71777F",
    accent="#4CC1BF",
    on_accent="#10201F",
    accent_hover="#6BD0CE",
    selection="#173B3B",
    hover="#2C3035",
    faint="#2A2D32",
    good="#5CC98A",
    warn="#E8AE4A",
    bad="#F28B86",
    leader="#E59A6C",
    core="#4CC1BF",
    active="#85B5E8",
    quiet="#A7AEB7",
    dormant="#CDA3CC",
    newcomer="#5CC98A",
    brown="#D3BFA6",
    rose="#FF86C0",
    violet="#B08CFF",
    olive="#C3D04A",
    navy="#8C9BFF",
    chart=OKABE_ITO_DARK,
)

TEXT, NOTE, TITLE, FIGURE = 13, 12, 18, 24  # px
ROW = 32  # px

_FAMILIES = {
    "zh_CN": ("Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC"),
    "zh_TW": ("Microsoft JhengHei UI", "PingFang TC", "Noto Sans CJK TC", "Noto Sans TC"),
    "en": ("Segoe UI", "Noto Sans CJK SC", "Microsoft YaHei UI", "PingFang SC"),
}


class Theme(QObject):
    """The tokens in use; follows the system's colour scheme unless told otherwise."""

    changed = Signal()
    tokens: Tokens
    mode: str

    def __init__(self, app: QApplication, mode: str = "system") -> None:
        super().__init__(app)
        self._app = app
        app.setFont(font(i18n.language()))
        app.styleHints().colorSchemeChanged.connect(self._apply)
        self.set_mode(mode)

    @property
    def dark(self) -> bool:
        return self.tokens is DARK

    def set_mode(self, mode: str) -> None:
        """`system`, `light` or `dark`."""
        self.mode = mode
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        # the system's own frames and dialogs follow; Unknown gives the choice back to it
        self._app.styleHints().setColorScheme(schemes.get(mode, Qt.ColorScheme.Unknown))
        self._apply()

    def _apply(self) -> None:
        wanted = tokens_for(self.mode, self._app.styleHints().colorScheme())
        if wanted is getattr(self, "tokens", None):
            return
        self.tokens = wanted
        sheet = style_sheet(wanted)
        if self._app.styleSheet() != sheet:
            # taken off first: from one sheet to another each widget is told of its ancestors'
            # change over and over, which takes three times as long
            self._app.setStyleSheet("")
            self._app.setPalette(palette(wanted))
            self._app.setStyleSheet(sheet)
        self.changed.emit()


def tokens_for(mode: str, system: Qt.ColorScheme) -> Tokens:
    """What the operator chose; else what the system shows, light where it does not say."""
    dark = mode == "dark" or (mode == "system" and system == Qt.ColorScheme.Dark)
    return DARK if dark else LIGHT


def style_sheet(tokens: Tokens) -> str:
    template = Template(resources.path("styles", "window.qss").read_text(encoding="utf-8"))
    icons = resources.path("styles").as_posix()
    return template.substitute(asdict(tokens), icons=icons, shade=_shade(tokens))


def _shade(tokens: Tokens) -> str:
    return "dark" if tokens is DARK else "light"


def palette(tokens: Tokens) -> QPalette:
    """The same colours for what the style sheet does not reach: delegates, Qt's own dialogs."""
    made = QPalette()
    roles = QPalette.ColorRole
    pairs = {
        roles.Window: tokens.ground,
        roles.Base: tokens.surface,
        roles.AlternateBase: tokens.faint,
        roles.Button: tokens.surface,
        roles.ToolTipBase: tokens.surface,
        roles.WindowText: tokens.text,
        roles.Text: tokens.text,
        roles.ButtonText: tokens.text,
        roles.ToolTipText: tokens.text,
        roles.PlaceholderText: tokens.second,
        roles.BrightText: tokens.bad,
        roles.Link: tokens.accent,
        roles.LinkVisited: tokens.accent,
        roles.Highlight: tokens.selection,
        roles.HighlightedText: tokens.text,
        roles.Mid: tokens.line,
        roles.Accent: tokens.accent,
    }
    for role, colour in pairs.items():
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.second))
    return made


def font(language: str) -> QFont:
    """The system's text face with Chinese fallbacks; figures stand under one another."""
    base = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    known = set(QFontDatabase.families())
    chosen = [name for name in _FAMILIES[language] if name in known]
    base.setFamilies(chosen or [base.family()])
    base.setPixelSize(TEXT)
    base.setFeature(QFont.Tag("tnum"), 1)
    if language == "en":  # where a Chinese face draws “ and ”, each is a whole square wide
        base.setFeature(QFont.Tag("palt"), 1)
    return base


def mix(colour: str, ground: str, share: float) -> str:
    """`colour` laid over `ground` with an opacity of `share` (0 to 1), as #RRGGBB."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def legible(colour: str, ground: str, tokens: Tokens, least: float = READS) -> str:
    """`colour`, or as much of it in the colour of texts as reads on `ground`."""
    mixed = (mix(colour, tokens.text, share) for share in (1.0, 0.75, 0.5, 0.25))
    return next((one for one in mixed if contrast(one, ground) >= least), tokens.text)


def mark_ground(tokens: Tokens) -> str:
    """The colour behind words that were searched for."""
    return mix(tokens.chart[1], tokens.surface, 0.32)


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _parts(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
