"""Hides the names of people in texts, while the screen is shared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from qunmate.alike import fold

LEAST = 2  # characters: a shorter name is a part of too many words
# of most Chinese people, simplified
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏"
    "薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武"
    "乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷"
    "祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴"
    "华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫嵇褚娄窦岑卓蔺茅练苟"
)
LONG_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "司徒", "慕容", "皇甫", "尉迟", "端木", "南宫")
FEW = 2  # bearers of a part of a name up to which it is a name itself, not a place or a trade


class Masks(NamedTuple):
    """How a name, and a text in which names may stand, can be shown."""

    name: Callable[[str], str]
    text: Callable[[str], str]


OPEN = Masks(str, str)  # hides nothing


@dataclass(frozen=True, slots=True)
class Veil:
    """`names` are folded; `lengths` are those of the names that begin with a character, the
    longest first."""

    names: frozenset[str]
    lengths: dict[str, tuple[int, ...]]

    def hide(self, text: str, mask: Callable[[str], str]) -> str:
        """The text with each known name through `mask`, as all phones, addresses and ids."""
        from qunmate.digest.privacy import MASK, Scrub

        return mask(MASK).join(self._named(part, mask) for part in Scrub()(text).split(MASK))

    def _named(self, text: str, mask: Callable[[str], str]) -> str:
        folded = fold(text)
        parts: list[str] = []
        at = kept = 0
        while at < len(folded):
            length = self._name_at(folded, at)
            if length:
                parts += (text[kept:at], mask(text[at : at + length]))
                kept = at + length
            at += length or 1
        return "".join([*parts, text[kept:]]) if parts else text

    def _name_at(self, folded: str, at: int) -> int:
        """The length of the longest name that stands there; 0 for none."""
        for length in self.lengths.get(folded[at], ()):
            end = at + length
            if folded[at:end] in self.names and not (_joined(folded, at) or _joined(folded, end)):
                return length
        return 0


def veil_of(names: Iterable[str]) -> Veil:
    """`names`: all that people are called by, in any group, also without what they hang on their
    names and without the surname. Of a name with several parts, such as place, trade and name,
    the parts are hidden that are hardly anyone else's."""
    from qunmate.roster.name_cores import PART, cores_of

    whole = {fold(name.strip()) for name in names}
    cores = [core for name in whole for core in cores_of(name)]
    borne = Counter(core.text for core in cores)
    own = {core.text for core in cores if core.share > PART or borne[core.text] <= FEW}
    known = frozenset(name for name in whole | own | {*map(_given, own)} if _tells(name))
    lengths = defaultdict[str, set[int]](set)
    for name in known:
        lengths[name[0]].add(len(name))
    return Veil(known, {first: tuple(sorted(of, reverse=True)) for first, of in lengths.items()})


def _given(name: str) -> str:
    """What friends say of a Chinese name with a surname: the two characters behind it."""
    known = name[:-2] in SURNAMES or name[:-2] in LONG_SURNAMES
    return name[-2:] if known and not name[-2:].isascii() else ""


def _tells(name: str) -> bool:
    return len(name) >= LEAST and any(character.isalpha() for character in name)


def _joined(text: str, at: int) -> bool:
    """Whether a Latin word goes on over this place."""
    return 0 < at < len(text) and _latin(text[at - 1]) and _latin(text[at])


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
