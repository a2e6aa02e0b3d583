from collections.abc import Callable
from dataclasses import replace

import pytest

from layoutc.findings import Example, Text
from layoutc.reports import explain

from .samples import NOT_EXPOSED, RULES


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_explanation_is_as_kept(language: str, golden: Callable[[str, str], None]) -> None:
    golden(f"explain.{language}.txt", explain.render(NOT_EXPOSED, language))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_list_is_as_kept(language: str, golden: Callable[[str, str], None]) -> None:
    golden(f"rules.{language}.txt", explain.render_list(RULES, language))


def test_an_example_is_shown_but_never_acts() -> None:
    hostile = replace(NOT_EXPOSED, bad=Example("areas/a.layout", "x\u202e\x1b[0m\n"), title=Text("題", "title"))
    shown = explain.render(hostile, "en")
    assert "    x\\u202e\\u001b[0m\n" in shown
    assert "\x1b" not in shown


def test_colour_marks_the_severity() -> None:
    assert "\x1b[1;31merror\x1b[0m" in explain.render(NOT_EXPOSED, "en", colour=True)
