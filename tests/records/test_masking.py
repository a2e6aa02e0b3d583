"""A finding shows of a value what is wrong with it and nothing else."""

import pytest

from layoutc.records.masking import class_of, shown
from layoutc.records.rows import NOTHING


@pytest.mark.parametrize(
    ("value", "masked", "plain"),
    [
        ("山田 ﾀﾛｳ03-1234", '"漢漢 ｱｱｱ99-9999"', '"山田 ﾀﾛｳ03-1234"'),
        ("やまだタロー　Ａ１xY", '"あああアアア　Ａ９aA"', '"やまだタロー　Ａ１xY"'),
        ("2018/7/31", '"9999/9/99"', '"2018/7/31"'),
        ("𠮷é\ue000", '"漢・外"', '"𠮷é\ue000"'),
        (-1200, "-9999", "-1200"),
        (1.5, "9.9", "1.5"),
        (True, "true/false", "true"),
        (None, "null", "null"),
        ({"山田": 1}, "{…}", '{"山田": 1}'),
        (["山田"], "[…]", '["山田"]'),
        ("", '""', '""'),
        ("あ" * 50, f'"{"あ" * 40}…"', f'"{"あ" * 40}…"'),
    ],
)
def test_a_value_and_its_shape(value: object, masked: str, plain: str) -> None:
    shape = shown(value, plain=False)
    assert shape is not None
    assert shape.replace("・" * 2, "・") in (masked, masked.replace("…", "・"))
    assert shown(value, plain=True) == plain


def test_there_may_be_no_value_to_show() -> None:
    assert shown(NOTHING, plain=True) is None


def test_a_number_with_more_digits_than_python_writes() -> None:
    assert shown(10**5000, plain=True) == "9…"


@pytest.mark.parametrize(("character", "name"), [("ｱ", "half_kana"), ("\n", "control"), ("ー", "katakana"), ("〆", "kanji"), ("é", "other")])  # fmt: skip
def test_kinds_of_characters(character: str, name: str) -> None:
    assert class_of(character) == name
