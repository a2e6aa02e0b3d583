"""The language: as told, or that of the locale."""

from pathlib import Path

import pytest

from layoutc.cli.language import language_of
from tests.cli.running import DAY, Call


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "ja_JP.UTF-8"}, "ja"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "ja_JP.UTF-8"}, "ja"),
        ([], {"LANG": "ja_JP.UTF-8", "LC_MESSAGES": "C"}, "en"),
        ([], {"LANG": "ja_JP.UTF-8", "LC_ALL": ""}, "ja"),
        ([], {"LANG": "ja_JP.UTF-8", "LAYOUTC_LANG": "en"}, "en"),
        (["--lang", "ja"], {"LAYOUTC_LANG": "en"}, "ja"),
        (["check", "--lang=en"], {"LANG": "ja_JP.UTF-8"}, "en"),
        (["check", "--lang"], {"LANG": "ja_JP.UTF-8"}, "ja"),
        (["check", "--lang", "fr"], {"LANG": "ja_JP.UTF-8"}, "ja"),
    ],
)
def test_the_language_is_told_or_that_of_the_locale(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert language_of(arguments, environment) == language


def test_what_is_said_is_said_in_the_language(call: Call, defect: Path) -> None:
    assert "照会できる項目として規定されていない" in call("check", *DAY, "--lang", "ja", root=defect).out
    assert "not exposed to it" in call("check", *DAY, "--lang", "en", root=defect).out
    assert "日付でない" in call("check", "--as-of", "x", "--lang", "ja").err
