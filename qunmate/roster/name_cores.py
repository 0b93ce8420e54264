"""What of a name tells who somebody is: without asides, signs, titles, places and trades."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from qunmate.roster import pinyin

_CJK = "\u3400-\u9fff\uf900-\ufaff"
_ASIDE = re.compile(r"[(（\[【<《].*?[)）\]】>》]")
_APART = re.compile(rf"[-_—–@|/·丨｜~+&、,，]+|\s+(?=[{_CJK}])|(?<=[{_CJK}])\s+")
_SIGNS = re.compile(r"[\W_]+")
_TWO_WORDS = re.compile(r"\W*([a-z]{2,})[\s.]+([a-z]{2,})\W*")
# what people put before a name to stand first in lists, and behind it to tell two accounts apart
_BEFORE = re.compile(rf"^[a-z0-9]+(?=[{_CJK}]{{2}})")
_BEHIND = re.compile(
    rf"(?<=[{_CJK}]{{2}})(?:老师|同学|先生|女士|小姐|本人|本尊|小号|大号|新号|备用号|工作号|[a-z0-9]+)$"
)
_NOBODY = re.compile(r"(?:微信|qq)?用户\d*|匿名.*|群友\d*|已注销.*|deletedaccount")


class Core(NamedTuple):
    """`share` says how much of the name the text is: all of it (signs and asides left out),
    most of it, or a part of several."""

    text: str
    share: int


PART, MOST, ALL = 0, 1, 2


@lru_cache(maxsize=200_000)
def cores_of(name: str) -> tuple[Core, ...]:
    """The whole of a name first, then its parts and what is left of it without what people hang
    on names; none for a name of signs alone, or one that a program gives."""
    folded = pinyin.fold(name)
    if folded.isalnum():
        whole, parts = folded, []
    else:
        bare = _ASIDE.sub("", folded)
        parts = [part for piece in _APART.split(bare) if (part := _SIGNS.sub("", piece))]
        whole = "".join(parts) or _SIGNS.sub("", folded)
    if _NOBODY.fullmatch(whole):
        return ()
    texts = dict.fromkeys([whole, *parts])
    if two := _TWO_WORDS.fullmatch(folded):
        texts[two[2] + two[1]] = None
    several = len(parts) > 1
    for text in parts if several else [whole]:
        texts[_BEHIND.sub("", _BEFORE.sub("", text))] = None
    shares = {whole: MOST if several else ALL}
    other = PART if several else MOST
    return tuple(Core(text, shares.get(text, other)) for text in texts if text)
