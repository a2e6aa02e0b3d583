"""What a judge of a JSON Schema says yes to; a no only means that the validator is asked."""

from typing import Any

import pytest

from layoutc.syntax.nodes import Scalar, Sequence
from layoutc.syntax.shape import judge_of

NAME = {"type": "string", "pattern": "^[a-z]+$"}


def judged(schema: dict[str, Any], *values: str | int | bool | None) -> list[bool]:
    judge = judge_of(schema)
    return [judge(Scalar(0, 0, value)) for value in values]


def test_a_text_fits_its_pattern_to_its_very_end() -> None:
    assert judged(NAME, "a", "a1", "", "a\n", 1) == [True, False, False, False, False]


def test_a_text_that_was_right_once_is_right_again() -> None:
    assert judged(NAME, "a", "a", "A", "A") == [True, True, False, False]


def test_a_flag_is_no_number() -> None:
    assert judged({"type": "integer", "minimum": 1, "maximum": 3}, 1, 3, True, 0, 4, "1") == [True, True, *[False] * 4]


def test_entries_that_may_not_be_equal_are_told_apart_with_care() -> None:
    judge = judge_of({"type": "array", "uniqueItems": True})

    def listed(*values: str | int | bool) -> Sequence:
        return Sequence(0, 0, tuple(Scalar(0, 0, value) for value in values))

    assert judge(listed("a", "b"))
    assert not judge(listed("a", "a"))
    assert not judge(listed(1, True))  # are equal to Python only: left to the validator
    assert not judge(Sequence(0, 0, (listed("a"), listed("b"))))  # as well


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "format": "date"},
        {"type": "string", "pattern": "[a-z]"},
        {"type": "string", "pattern": "^a\\$"},
        {"type": "string", "pattern": "^\\w$"},
        {"type": "number"},
        {"anyOf": [{"type": "string"}]},
        {"$ref": "#/$defs/self", "$defs": {"self": {"$ref": "#/$defs/self"}}},
        {"$ref": "#/$defs/none", "$defs": {}},
        {"$ref": "#/properties/a", "properties": {"a": NAME}},
        {"enum": [1]},
        {},
    ],
    ids=str,
)
def test_what_is_not_known_is_left_to_the_validator(schema: dict[str, Any]) -> None:
    assert judged(schema, "a", 1, None) == [False, False, False]
