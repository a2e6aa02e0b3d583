"""Golden pairs `golden/fmt/in` → `golden/fmt/out`, and the decisions of the style, one by one.

Set LAYOUTC_UPDATE_GOLDEN=1 to write `out` anew, then read the difference.
"""

import os
from pathlib import Path

import pytest

from layoutc.source import SourceFile
from layoutc.syntax.formatter import format_text
from layoutc.syntax.parser import MAX_CHARACTERS

GOLDEN = Path(__file__).parent.parent / "golden" / "fmt"


def _format(text: str) -> str | None:
    return format_text(SourceFile("areas/sample.layout", text))


def _in_area(text: str) -> str:
    return f'area a "分野" {{\n{text}}}\n'


@pytest.mark.parametrize("name", ["every_construct", "code_lists", "long_lists"])
def test_golden(name: str) -> None:
    result = _format((GOLDEN / "in" / f"{name}.layout").read_text(encoding="utf-8"))
    path = GOLDEN / "out" / f"{name}.layout"
    if os.environ.get("LAYOUTC_UPDATE_GOLDEN"):
        path.write_text(result or "", encoding="utf-8", newline="\n")
    assert result == path.read_bytes().decode("utf-8")
    assert _format(result) == result


@pytest.mark.parametrize("path", sorted((GOLDEN / "out").iterdir()), ids=lambda path: path.stem)
def test_every_golden_output_has_its_input(path: Path) -> None:
    assert (GOLDEN / "in" / path.name).exists()


@pytest.mark.parametrize(
    "text",
    [
        'area a "分野" {\n',
        'area a "分野" {\n}\n}\n',
        'area a "分野" {\n  record r "名" {\n    x TK1 date "短いコード"\n  }\n}\n',
        'codes c "表" {\n  0 "課税" reading "かぜい"\n}\n',
        'codes c "表" {\n  0 "課\u200b税"\n}\n',
        'codes c "表" {\n  0　"課税"\n}\n',
        'codes c "表" { # 閉じない',
        "\ufeff",
        "#" * (MAX_CHARACTERS + 1),
    ],
    ids=[
        "open",
        "closed-twice",
        "code-form",
        "misplaced",
        "invisible",
        "full-width",
        "comment-only-block",
        "bom",
        "too-long",
    ],
)
def test_a_broken_file_is_not_rewritten(text: str) -> None:
    assert _format(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("\n \n\t\r\n", ""),
        ("\n\n#  注記  \n\n\n\n# 次\t\n\n", "#  注記\n\n# 次\n"),
        ('codes c "表" {}', 'codes c "表" {\n}\n'),
        ('codes c "表" {} # 空\r\n# 終わり', 'codes c "表" {\n}  # 空\n# 終わり\n'),
        ('codes c "表" {0"零"\n}', 'codes c "表" {\n  0 "零"\n}\n'),
        ('codes c "表" {0"零"# 注\n}', 'codes c "表" {\n  0 "零"  # 注\n}\n'),
        ('codes c "表" {# 注\n0"零"\n}', 'codes c "表" {  # 注\n  0 "零"\n}\n'),
        ('codes c "表" {\n# 注\n}', 'codes c "表" {\n  # 注\n}\n'),
    ],
)
def test_small_files(text: str, expected: str) -> None:
    assert _format(text) == expected


def test_top_level_declarations_stand_one_blank_line_apart() -> None:
    assert _format('codes a "一" {\n}\n# 二\ncodes b "二" {\n}\n\n\n\ncodes c "三" {\n}\n') == (
        'codes a "一" {\n}\n\n# 二\ncodes b "二" {\n}\n\ncodes c "三" {\n}\n'
    )


def test_full_width_labels_count_two_columns() -> None:
    values = '  0 "課税" since 2016\n  1 "ab" since 2016\n  2 "葛か\u3099" since 2016\n'
    assert _format(f'codes c "表" {{\n{values}}}\n') == (
        'codes c "表" {\n  0 "課税"  since 2016\n  1 "ab"    since 2016\n  2 "葛か\u3099"  since 2016\n}\n'
    )


def test_a_comment_keeps_a_run_together_and_a_blank_line_ends_it() -> None:
    lines = '  law "法"\n  # 注\n  provider b\n\n  basis "根拠"\n'
    assert _format(_in_area(lines)) == _in_area('  law       "法"\n  # 注\n  provider  b\n\n  basis "根拠"\n')


def test_a_blank_line_above_a_comment_ends_a_run() -> None:
    lines = '  law "法"\n\n  # 注\n  provider b\n'
    assert _format(_in_area(lines)) == _in_area('  law "法"\n\n  # 注\n  provider b\n')


def test_a_cell_that_is_too_wide_moves_only_its_own_line() -> None:
    values = f'  0 "{"長" * 29}" since 2016\n  1 "{"長" * 30}" since 2016\n  2 "短" since 2016\n'
    lines = (_format(f'codes c "表" {{\n{values}}}\n') or "").split("\n")
    assert lines[1] == f'  0 "{"長" * 29}"  since 2016'
    assert lines[2] == f'  1 "{"長" * 30}"  since 2016'
    assert lines[3] == '  2 "短"' + " " * 58 + "since 2016"


def test_comments_of_lines_very_different_in_length_stay_with_their_lines() -> None:
    lines = f'  law "{"法" * 30}" # 甲\n  provider b # 乙\n'
    assert _format(_in_area(lines)) == _in_area(f'  law       "{"法" * 30}"  # 甲\n  provider  b  # 乙\n')


def test_a_set_is_wrapped_at_100_columns() -> None:
    first, fits, too_long = "p" * 50, "q" * 44, "q" * 45
    assert _format(_in_area(f'  set s "組" = {first}, {fits}\n')) == _in_area(f'  set s "組" =\n    {first}, {fits}\n')
    assert _format(_in_area(f'  set s "組" = {first}, {too_long}\n')) == _in_area(
        f'  set s "組" =\n    {first},\n    {too_long}\n'
    )
    assert len(f"    {first}, {fits}") == 100


def test_a_header_is_wrapped_over_120_columns() -> None:
    fits = f"  expose to {'q' * 40}, {'r' * 40} for {'p' * 20} {{"
    fits = fits.replace("p {", "p" * (121 - len(fits)) + " {")
    assert len(fits) == 120
    text = _in_area(f"{fits}\n  }}\n")
    assert _format(text) == text
    longer = fits.replace(" {", "p {")
    broken = longer.replace(", ", ",\n      ")
    assert _format(_in_area(f"{longer}\n  }}\n")) == _in_area(f"{broken}\n  }}\n")


def test_an_item_is_never_wrapped() -> None:
    item = f'    x  TK00000000000001  date  "日"  absent not_applicable, not_covered note "{"長い注記" * 60}"\n'
    text = _in_area(f'  record r "名" {{\n{item}  }}\n')
    assert _format(text) == text


def test_clauses_take_one_order_whatever_is_written() -> None:
    item = 'x TK00000000000001 date "日" note "注" basis "根" until 2020 since 2018 reading "ひ" unit "円" absent a required'
    repeat = 'repeat y TK00000000000002 [1..2] "群" note "注" basis "根" reading "ぐん" until 2020 since 2018 {\n}'
    result = _format(_in_area(f'record r "名" {{\n{item}\n{repeat}\n}}\n')) or ""
    assert 'required absent a unit "円" reading "ひ" since 2018 until 2020 basis "根" note "注"\n' in result
    assert 'since 2018 until 2020 reading "ぐん" basis "根" note "注" {\n' in result


def test_escapes_stay_as_written() -> None:
    text = 'codes c "表" {\n  0 "a\\"b\\\\"\n}\n'
    assert _format(text) == text


def test_a_long_file_keeps_every_comment() -> None:
    values = "".join(f'  {number} "値" # 注{number}\n\n' for number in range(3000))
    result = _format(f'codes c "表" {{\n{values}}}\n')
    assert result is not None
    assert result.count("  # 注") == 3000


def test_the_rest_of_a_wrapped_line_is_filled_from_its_own_indentation() -> None:
    rest = f"{'q' * 60}, {'r' * 52}"
    assert len(f"      {rest}") == 120
    assert _format(_in_area(f"  provider {'p' * 60}, {rest}\n")) == _in_area(f"  provider {'p' * 60},\n      {rest}\n")
    assert _format(_in_area(f"  provider {'p' * 60}, {rest}r\n")) == _in_area(
        f"  provider {'p' * 60},\n      {rest[:61]}\n      {rest[62:].strip()}r\n"
    )
