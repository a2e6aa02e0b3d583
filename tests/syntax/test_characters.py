"""Full-width signs outside quotes and characters that nobody can see."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layoutc.source import SourceFile
from layoutc.syntax.characters import half_width, invisible, meant
from tests.projects import ids
from tests.syntax.reading import cut, read

CODES = 'codes c "丙" {{\n  0 {} # 注記（全角）\n}}\n'


def replaced(text: str) -> tuple[str, list[str]]:
    """The text with half-width signs, and the signs that were reported."""
    after, findings = half_width(SourceFile("x", text))
    return after, [found.place.text() for found in findings]


@pytest.mark.parametrize(
    ("wide", "half"),
    [
        ("（", "("),
        ("）", ")"),
        ("，", ","),
        ("、", ","),
        ("｛", "{"),
        ("｝", "}"),
        ("［", "["),
        ("］", "]"),
        ("＝", "="),
        ("　", " "),
    ],
)
def test_a_wide_sign_stands_for_its_half_width_one(wide: str, half: str) -> None:
    assert replaced(f"a{wide}b") == (f"a{half}b", [wide])


@pytest.mark.parametrize(
    ("wide", "half"), [("１２", "12"), ("ＴＭ", "TM"), ("＿", "_"), ("．", "."), ("＊", "*"), ("＃", "#")]
)
def test_letters_and_digits_too(wide: str, half: str) -> None:
    assert replaced(f"a {wide}") == (f"a {half}", [wide])


@pytest.mark.parametrize("dash", "ー―‐−–—－")
def test_every_dash_of_a_date_is_one(dash: str) -> None:
    assert replaced(f"since 2018{dash}07") == ("since 2018-07", [dash])


@pytest.mark.parametrize("text", ["“甲”", "「甲」", "『甲』", "＂甲＂", "„甲‟", '"甲”', '“甲"', "〝甲〟"])
def test_quotes_of_every_fashion_are_told_once(text: str) -> None:
    after, found = replaced(f"a {text}")
    assert after == 'a "甲"'
    assert len(found) == 1


@pytest.mark.parametrize(
    "text", ['"（１，２）"', "# （１，２）", '"「甲」"', r'"\"（"', "所得・課税", "センター", "々ー"]
)
def test_inside_quotes_comments_and_words_they_are_right(text: str) -> None:
    assert replaced(text) == (text, [])


@settings(deadline=None)
@given(st.text(st.sampled_from('ab1 "#\\\n（，１　ー・「」“”所センター{}')))
def test_places_stay_where_they_are(text: str) -> None:
    after, _ = replaced(text)
    assert len(after) == len(text)
    assert [at for at, sign in enumerate(after) if sign == "\n"] == [at for at, sign in enumerate(text) if sign == "\n"]


@settings(deadline=None)
@given(st.text(st.characters(min_codepoint=0xFF01, max_codepoint=0xFF5E), min_size=1))
def test_what_is_meant_is_ascii_one_for_one(text: str) -> None:
    assert meant(text).isascii()
    assert len(meant(text)) == len(text)


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\u00ad", "U+00AD SOFT HYPHEN"),
        ("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\x00", "U+0000 CONTROL CHARACTER"),
        ("\x1b", "U+001B CONTROL CHARACTER"),
        ("\x0c", "U+000C CONTROL CHARACTER"),
        ("\u2028", "U+2028 LINE SEPARATOR"),
        ("\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
    ],
)
@pytest.mark.parametrize("where", ['"甲{}乙"', '"甲" # {}'])
def test_what_nobody_can_see_is_named_wherever_it_stands(sign: str, name: str, where: str) -> None:
    text = CODES.format(where.format(sign))
    (found,) = read(text).findings
    assert (found.rule.id, cut(text, found.place.span)) == ("text.invisible", sign)
    assert name in found.message.en


@pytest.mark.parametrize("sign", ["\t", " ", "か\u3099", "葛\U000e0100", "👪", "①", "～"])
def test_what_japanese_texts_hold_is_seen(sign: str) -> None:
    allowed = [found.place.text() for found in invisible(SourceFile("x", f"甲{sign}乙"))]
    assert allowed == []


def test_an_invisible_sign_between_words_is_the_only_thing_told() -> None:
    assert ids(read(CODES.format('\u200b "甲"')).findings) == ["text.invisible"]


def test_a_lone_carriage_return_is_not_passed_over() -> None:
    assert read('codes c "丙" {\r  0 "無"\r}\r').findings != ()
