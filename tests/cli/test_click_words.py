"""click's own words in the languages of the catalogues."""

from __future__ import annotations

import os

import pytest

from qunmate.cli.app import main


@pytest.mark.parametrize(
    ("language", "word"), [("zh_CN", "选项"), ("zh_TW", "選項"), ("en", "Options")]
)
def test_help_is_in_one_language(
    capsys: pytest.CaptureFixture[str], language: str, word: str
) -> None:
    assert main(["--lang", language, "groups", "--help"]) == 0
    assert f"\n{word}:" in capsys.readouterr().out


def test_wrong_usage_is_told_in_chinese_and_leaves_no_trace(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    assert main(["--lang", "zh_CN", "search"]) == 2
    told = capsys.readouterr().err
    assert "用法：" in told
    assert "错误：缺少参数" in told
    assert os.environ["LANGUAGE"] == "en"


def test_example_stands_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "zh_CN", "group", "show", "--help"]) == 0
    assert "\n\n  例：qunmate group show 读书会\n" in capsys.readouterr().out
