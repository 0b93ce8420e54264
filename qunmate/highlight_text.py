"""The text of a highlight: a question, its answer and what others added, or plain words.

The parts stand in one text under 问：, 答： and 补充： (or the like), so that the text can be
pasted into a chat as it is, and edited as one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qunmate.i18n import _

_LEAD = re.compile(
    r"^[ \t]*(?:(?P<question>问|問|提问|Q|Question)|(?P<answer>答|回答|A|Answer)"
    r"|(?P<more>补充|補充|Also|More))[ \t]*[：:][ \t]*",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """`plain` is what stands before (or without) any of the others."""

    plain: str = ""
    question: str = ""
    answer: str = ""
    more: str = ""


def parts(text: str) -> Parts:
    """The parts of a text; one without an answer is all plain."""
    leads = list(_LEAD.finditer(text))
    if not any(lead["answer"] for lead in leads):
        return Parts(plain=text.strip())
    found = {"plain": [text[: leads[0].start()]], "question": [], "answer": [], "more": []}
    ends = [*(lead.start() for lead in leads[1:]), len(text)]
    for lead, end in zip(leads, ends, strict=True):
        found[str(lead.lastgroup)].append(text[lead.end() : end])
    return Parts(**{name: "\n".join(one.strip() for one in said) for name, said in found.items()})


def joined(question: str, answer: str, more: str = "") -> str:
    """One text of these parts."""
    lines = [_("Q: {text}").format(text=question.strip())] if question.strip() else []
    lines.append(_("A: {text}").format(text=answer.strip()))
    if more.strip():
        lines += [_("Also:"), more.strip()]
    return "\n".join(lines)


def for_chat(title: str, text: str) -> str:
    """What is pasted into a group: the title as a line of its own, then the text."""
    heading = f"【{title.strip()}】" if title.strip() else ""
    return "\n".join(part for part in (heading, text.strip()) if part)
