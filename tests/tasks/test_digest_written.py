"""Digests as they leave QunMate: nothing private, edited, written whole or not at all."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from pathlib import Path

import pytest

from qunmate.clock import DAY, iso_day
from qunmate.data import highlights, plan
from qunmate.data.store import Store
from qunmate.digest.model import Digest, Quote
from qunmate.errors import UserError
from qunmate.tasks.digest import WRITERS, make_morning, write_digest
from qunmate.ui.paint.files import paint_digest
from tests.digest_book import MONDAY, OFFSET, SUNDAY, TODAY, Book, figure, lively, week


def write(digest: Digest, path: Path, format_: str | None = None) -> list[Path]:
    return write_digest(digest, path, format_, paint=paint_digest)


def everything(content: bytes) -> str:
    """All text of a file; of a workbook every part, comments and properties included."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


@pytest.mark.parametrize("format_", tuple(WRITERS))
def test_a_member_edition_holds_nothing_private(store: Store, format_: str) -> None:
    book = lively(store, 40)
    secrets = _plant_secrets(book)
    digest = week(book)
    morning = make_morning(store, book.group, day=SUNDAY + 1, edition="member", today=TODAY)
    for made in (digest, morning):
        content = everything(WRITERS[format_](made))
        assert not [secret for secret in secrets if secret in content]
    operator = everything(WRITERS[format_](week(book, "operator")))
    assert "沉默的人" in operator


def _plant_secrets(book: Book) -> list[str]:
    """Private things in every place from which they could leak; gives what must not be found."""
    store = book.store
    with store.atomic():
        batch = book.covers(MONDAY, SUNDAY)
        leaver = book.member(
            "隐身客",
            nickname="群里的隐身客",
            joined=MONDAY,
            opt_out=1,
            phone="13700001111",
        )
        book.member("沉默的人", joined=MONDAY - 200, notes="欠费 三个月", phone="13600002222")
        nameless = book.member("wxid_nameless99", wxid="wxid_nameless99", joined=MONDAY + 1)
        digits = book.member("1122334455", wxid="1122334455", joined=MONDAY + 2)
        talker = book.member(
            "小王", wxid="wang_handle", phone="+86 138-0000-3333", joined=MONDAY - 90
        )
        book.member("机器人甲", bot=1, joined=MONDAY + 1)
        lines = [
            (SUNDAY, 600, nameless, "请问群里谁会做海报设计?"),
            (SUNDAY, 601, leaver, "我会做,作品都放在主页里,欢迎来看看我的主页"),
            (SUNDAY, 602, talker, "加我 wang_handle 或 138 0000 3333,群里的隐身客也会,很厉害的"),
            (SUNDAY, 700, leaver, "隐身客想问一下怎么报名?"),
            (SUNDAY, 800, digits, "有没有人能介绍设计师,电话 13955556666 联系?"),
            (SUNDAY, 801, leaver, "一份很长的资料合集 https://example.org/from-leaver"),
            (SUNDAY, 900, digits, "这张海报是怎么做出来的呢?"),
            (
                SUNDAY,
                901,
                talker,
                "「隐身客:我会做,作品都放在主页里,欢迎来看看我的主页」- - - - 就是这样做的",
            ),
            (SUNDAY, 802, talker, "我的主页在这里 https://example.org/u/wang_handle"),
        ]
        ids = book.says(batch, lines)
        for kind, authors, text in (
            ("answer", [leaver], "隐身客的秘密回答"),
            ("sharing", [talker], "群里的隐身客 请来的,微信 wang_handle"),
            ("quote", [talker], "打 13600002222 找他"),
            ("discussion", [], "有人说:我会做,作品都放在主页里,欢迎来看看我的主页"),
        ):
            highlights.add(
                store.db,
                group_id=book.group.id,
                kind=kind,
                title=f"{kind} 隐身客",
                text=text,
                occurred_on=iso_day(SUNDAY),
                authors=authors,
                topics=["隐身客"],
                messages=ids,
                starred=True,
            )
        for day in (7, 8):
            plan.add(
                store.db,
                group_ids=[book.group.id],
                kind="sharing",
                title="隐身客 分享,报名 13600002222",
                starts_at=(MONDAY + day) * DAY - OFFSET + 3600,
                status="ready",
                text="内部备注",
            )
    return [
        *("隐身客", "沉默的人", "机器人甲", "wxid_", "1122334455", "wang_handle"),
        *("13700001111", "13600002222", "13800003333", "138 0000 3333", "138-0000-3333"),
        *("13955556666", "欠费", "from-leaver", "秘密回答", "内部备注", "作品都放在主页里"),
    ]


@pytest.mark.parametrize("edition", ["member", "operator"])
@pytest.mark.parametrize("format_", tuple(WRITERS))
def test_a_group_without_anything_has_a_digest_all_the_same(
    store: Store, tmp_path: Path, edition: str, format_: str
) -> None:
    book = Book(store)
    for digest in (
        week(book, edition),
        make_morning(store, book.group, day=SUNDAY, edition=edition, today=TODAY),
    ):
        assert "No chat record covers these days." in digest.notes
        assert figure(digest, "messages").value is None
        write(digest, tmp_path / f"empty.{format_}")


def test_what_is_edited_is_what_is_written(store: Store, tmp_path: Path) -> None:
    digest = week(lively(store, 30))
    edited = dataclasses.replace(
        digest,
        sections=(
            dataclasses.replace(digest.sections[0], items=(Quote("Why?", "Because.", "Me"),)),
        ),
    )
    for format_ in WRITERS:
        target = tmp_path / f"edited.{format_}"
        write(edited, target)
        assert "Because." in everything(target.read_bytes())
        assert "叶小满" not in everything(target.read_bytes())


def test_a_digest_is_written_whole_or_not_at_all(store: Store, tmp_path: Path) -> None:
    digest = week(Book(store))
    target = tmp_path / "digest.md"
    target.write_text("old")
    write(digest, target)
    assert target.read_text(encoding="utf-8").startswith("# 运营研究社")
    assert [path.name for path in tmp_path.glob("*.md")] == ["digest.md"]
    assert not list(tmp_path.glob("*.part"))
    write(digest, tmp_path / "named.txt", "html")
    assert (tmp_path / "named.txt").read_bytes().startswith(b"<!DOCTYPE html>")


def test_pictures_are_written_all_or_none_and_over_nothing_unasked(
    store: Store, tmp_path: Path
) -> None:
    digest, target = week(Book(store)), tmp_path / "a.png"

    def paint(_digest: Digest, _format: str) -> list[bytes]:
        return [b"one", b"two"]

    (tmp_path / "a-2.png").mkdir()
    with pytest.raises(UserError):
        write_digest(digest, target, paint=paint)
    assert not (tmp_path / "a-1.png").exists()
    unasked = write_digest(digest, target, paint=paint, over=False)
    assert [path.name for path in unasked] == ["a (2)-1.png", "a (2)-2.png"]
    assert unasked[1].read_bytes() == b"two"


@pytest.mark.parametrize(
    ("name", "code"),
    [("no/such/folder/a.md", "file_cannot_write"), ("folder.md", "target_no_file")],
)
def test_a_target_that_cannot_be_written_is_the_users_world(
    store: Store, tmp_path: Path, name: str, code: str
) -> None:
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(UserError) as error:
        write(week(Book(store)), tmp_path / name)
    assert error.value.problem.code == code
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("name", ["a.docx", "a", "a.gif"])
def test_an_unknown_format_names_the_known_ones(store: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError) as error:
        write(week(Book(store)), tmp_path / name)
    assert error.value.problem.code == "digest_format_unknown"
    assert not (tmp_path / name).exists()
