"""Sample values: every edge of every type's rule, right and wrong, and nothing that could be a person's."""

import re
from collections.abc import Iterator
from random import Random
from typing import Any, get_args

import pytest

from layoutc.catalog.model import CodeList
from layoutc.catalog.types import (
    Characters,
    CharacterSet,
    CodeFacets,
    Date,
    Digits,
    FlagFacets,
    IntegerFacets,
    ItemType,
    StringFacets,
    facets,
    spell,
)
from layoutc.records.sample_faults import wrong
from layoutc.records.sample_values import drawn, edges
from tests.emit.sample import NONTAXABLE, TYPES, item

CODES: dict[str, CodeList] = {"nontaxable": NONTAXABLE}
EVERY_CHARACTER = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF)
SETS: tuple[ItemType, ...] = (*(Characters(name, 40) for name in get_args(CharacterSet)), Digits(1, 12))


def is_right(kind: ItemType, value: Any) -> bool:
    match facets(kind):
        case StringFacets(pattern, minimum, maximum):
            return isinstance(value, str) and minimum <= len(value) <= maximum and bool(re.fullmatch(pattern, value))
        case IntegerFacets(smallest, largest):
            return type(value) is int and smallest <= value <= largest
        case FlagFacets():
            return type(value) is bool
        case CodeFacets(name):
            return value in [each.value for each in CODES[name].values]


def ranges(kind: ItemType) -> Iterator[tuple[int, int]]:
    """The runs of characters that the type's rule takes, as places in `EVERY_CHARACTER`, both ends included."""
    rule = facets(kind)
    assert isinstance(rule, StringFacets)
    for run in re.finditer(rule.pattern, EVERY_CHARACTER):
        yield run.start(), run.end() - 1


@pytest.mark.parametrize("kind", TYPES, ids=spell)
def test_right_values_are_right_and_wrong_ones_wrong(kind: ItemType) -> None:
    draw = Random(1).random
    make = drawn(kind, CODES)
    right = [*edges(kind, CODES), *(make(draw) for _ in range(500))]
    assert [value for value in right if not is_right(kind, value)] == []
    assert [value for _, make in wrong(item("a", 1, kind), CODES, CODES) if is_right(kind, value := make(draw))] == []


@pytest.mark.parametrize("kind", SETS, ids=spell)
def test_the_edges_of_every_range_of_characters_are_there(kind: ItemType) -> None:
    """The first and the last character of each range among the right values, their neighbours among the wrong ones."""
    draw = Random(1).random
    right = "".join(map(str, edges(kind, CODES)))
    refused = {make(draw) for rule, make in wrong(item("a", 1, kind), CODES, CODES) if rule == "record.characters"}
    outside = "".join(map(str, refused))
    for first, last in ranges(kind):
        assert EVERY_CHARACTER[first] in right, hex(ord(EVERY_CHARACTER[first]))
        assert EVERY_CHARACTER[last] in right, hex(ord(EVERY_CHARACTER[last]))
        for neighbour in EVERY_CHARACTER[first - 1 : first] + EVERY_CHARACTER[last + 1 : last + 2]:
            assert neighbour in outside, hex(ord(neighbour))


@pytest.mark.parametrize("kind", [kind for kind in TYPES if isinstance(facets(kind), StringFacets)], ids=spell)
def test_the_shortest_and_the_longest_are_there_and_one_beyond_is_wrong(kind: ItemType) -> None:
    rule = facets(kind)
    assert isinstance(rule, StringFacets)
    lengths = {len(str(value)) for value in edges(kind, CODES)}
    assert {rule.minimum, rule.maximum} <= lengths
    if isinstance(kind, Characters | Digits):
        draw = Random(1).random
        found = {
            len(str(make(draw))) for name, make in wrong(item("a", 1, kind), CODES, CODES) if name == "record.length"
        }
        assert {rule.minimum - 1, rule.maximum + 1} <= found


@pytest.mark.parametrize("kind", [kind for kind in TYPES if isinstance(facets(kind), IntegerFacets)], ids=spell)
def test_the_smallest_and_the_largest_are_there_and_one_beyond_is_wrong(kind: ItemType) -> None:
    rule = facets(kind)
    assert isinstance(rule, IntegerFacets)
    assert {rule.minimum, rule.maximum} <= set(edges(kind, CODES))
    draw = Random(1).random
    found = {make(draw) for name, make in wrong(item("a", 1, kind), CODES, CODES) if name == "record.range"}
    assert {rule.minimum - 1, rule.maximum + 1} <= found


def test_days_reach_leap_years_of_every_kind_and_the_end_of_every_month() -> None:
    days = set(edges(Date(), CODES))
    assert {"2000-02-29", "2020-02-29", "2004-02-29", "2012-02-29", "1900-02-28", "2018-12-31"} <= days
    assert {f"2019-{month:02}" for month in range(1, 13)} <= {str(day)[:7] for day in days}
    assert {4, 7, 10} == {len(str(value)) for value in edges(Date(partial=True), CODES)}


def test_figures_are_no_numbers_of_persons() -> None:
    draw, make = Random(1).random, drawn(Digits(12, 12), CODES)
    found = {str(make(draw)) for _ in range(1000)}
    assert len(found) > 500
    assert set("".join(found)) == {"0", "9"}
