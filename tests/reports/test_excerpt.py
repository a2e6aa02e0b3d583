import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutc.columns import display_width
from layoutc.reports import excerpt
from layoutc.source import Place, SourceFile, Span

from .samples import LAYOUT, place
from .strategies import HOSTILE, characters, places, tried

# Characters whose width is beyond dispute, so that the oracle need not be the library that is tested.
NARROW, WIDE, COMBINING = "abcXYZ019 .,()ｱｲﾜ", "漢字仮名かなカナ（），：　１Ａ", "\u3099\u309a\u0301\u0308"


def screen(line: str) -> list[str]:
    """What stands in each cell of a terminal; a wide character fills two, a combining one joins the cell before."""
    row: list[str] = []
    for character in line:
        if unicodedata.combining(character):
            if row:
                row[-1] += character
        elif unicodedata.east_asian_width(character) in "WF":
            row += [character, character]
        else:
            row.append(character)
    return row


def carets(text: str) -> range:
    line = text.split("\n")[2]
    return range(line.index("^"), line.rindex("^") + 1)


def test_the_shape_is_that_of_the_language_reference() -> None:
    file = SourceFile("a.layout", "\n" * 26 + "    income.medical_deductoin since 2018-07\n")
    shown = excerpt.render(
        place(file, "income.medical_deductoin"), "地方税関係情報 has no item `income.medical_deductoin`"
    )
    assert shown == (
        "   |\n"
        "27 |     income.medical_deductoin since 2018-07\n"
        "   |     ^^^^^^^^^^^^^^^^^^^^^^^^ 地方税関係情報 has no item `income.medical_deductoin`"
    )


@tried
@given(
    st.text(st.sampled_from(NARROW + WIDE + COMBINING), max_size=20),
    st.text(st.sampled_from(NARROW + WIDE), min_size=1, max_size=15),
    st.text(st.sampled_from(NARROW + WIDE + COMBINING), max_size=20),
)
def test_carets_stand_under_the_marked_cells(before: str, marked: str, after: str) -> None:
    place = Place(SourceFile("a", before + marked + after), Span(len(before), len(before) + len(marked)))
    shown = excerpt.render(place)
    gutter = len("1 | ")
    row = screen(shown.split("\n")[1][gutter:])
    under = [row[i - gutter] if i - gutter < len(row) else " " for i in carets(shown)]
    assert [cell[0] for cell in under] == screen(marked)
    assert carets(shown).start - gutter == len(screen(before.lstrip(COMBINING)))


@tried
@given(st.text(characters, max_size=400), st.data())
def test_any_text_gives_three_lines_with_carets_inside_the_width(text: str, data: st.DataObject) -> None:
    where = data.draw(places(st.just(SourceFile("a", text))))
    line = excerpt.source_line(where)
    assert line.number == where.location().line
    assert display_width(line.text) <= excerpt.WIDTH
    assert line.marked >= 1
    assert line.before <= display_width(line.text)
    assert line.before + line.marked <= max(display_width(line.text), line.before + 1)
    shown = excerpt.render(where, "x")
    assert shown.count("\n") == 2
    assert not set(shown) & set(HOSTILE) - {"\n"}


@tried
@given(st.integers(0, 400), st.integers(0, 300), st.integers(0, 400))
def test_a_cut_line_still_shows_what_is_marked(before: int, marked: int, after: int) -> None:
    file = SourceFile("a", "漢" * before + "x" * marked + "あ" * after + "\n")
    line = excerpt.source_line(Place(file, Span(before, before + marked)))
    row = screen(line.text)
    if marked:
        assert set(row[line.before : line.before + line.marked]) == {"x"}
        assert line.marked == min(marked, row.count("x"))
        assert line.marked == marked or line.text.endswith("…")
    else:
        assert row[line.before - 1 : line.before] in ([], ["漢"])
    whole = 2 * before + marked + 2 * after <= excerpt.WIDTH
    assert ("…" in line.text) is not whole


def test_a_place_far_into_a_long_line_keeps_what_stands_around_it() -> None:
    file = SourceFile("a", "a" * 1000 + "HERE" + "b" * 1000)
    line = excerpt.source_line(place(file, "HERE"))
    assert line.text == "…" + "a" * 40 + "HERE" + "b" * 74 + "…"
    assert (line.before, line.marked) == (41, 4)


def test_tabs_reach_the_next_stop() -> None:
    line = excerpt.source_line(place(LAYOUT, "code(nontaxable)"))
    assert line.text.startswith("    nontaxable  TK00000200000040    code(nontaxable)    ")
    assert (line.before, line.marked) == (36, 16)


def test_a_place_over_several_lines_shows_the_first() -> None:
    file = SourceFile("a", "one two\r\nthree\r\n")
    line = excerpt.source_line(Place(file, Span(4, 13)))
    assert (line.number, line.text, line.before, line.marked) == (1, "one two", 4, 3)


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [
        ("", 0, (1, "", 0, 1)),
        ("abc", 3, (1, "abc", 3, 1)),
        ("abc\n", 3, (1, "abc", 3, 1)),
        ("abc\r\n", 4, (1, "abc", 3, 1)),
        ("abc\n", 4, (2, "", 0, 1)),
        ("abc", 99, (1, "abc", 3, 1)),
    ],
)
def test_a_place_of_no_length_gets_one_caret(text: str, offset: int, expected: tuple[int, str, int, int]) -> None:
    line = excerpt.source_line(Place(SourceFile("a", text), Span(offset, offset)))
    assert (line.number, line.text, line.before, line.marked) == expected


def test_unseen_characters_are_shown_and_marked_as_long_as_their_escape() -> None:
    file = SourceFile("a", "x\u202e\x1b[31m\ud800\U000e0001y")
    line = excerpt.source_line(place(file, "\u202e\x1b"))
    assert line.text == "x\\u202e\\u001b[31m\\ud800\\U000e0001y"
    assert (line.before, line.marked) == (1, 12)


def test_a_message_of_several_lines_keeps_its_column() -> None:
    shown = excerpt.render(place(SourceFile("a", "ab 漢字"), "漢字"), "one\ntwo")
    assert shown.split("\n")[2:] == ["  |    ^^^^ one", "  |         two"]
