"""Things of the catalog as plain data: through JSON and back they are what they were."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from layoutc import project
from layoutc.catalog.model import AbsentReason, Area, CodeList, Edition, Institution, LegalLine, Need, Start
from layoutc.catalog.plain import plain, thing
from layoutc.catalog.registry_reader import Registry
from layoutc.catalog.types import Code, Decimal, Flag, ItemType, YearMonth
from layoutc.dates import ALWAYS, Period
from layoutc.source import Place, SourceFile, Span
from tests.catalog.texts import catalog

FILES = [SourceFile("layouts/a.layout", "a" * 9), SourceFile("layouts/b.layout", "b" * 9)]
CORPUS = project.load(Path(__file__).parents[2])


def through(kind: Any, value: Any, files: list[SourceFile]) -> Any:
    return thing(kind, json.loads(json.dumps(plain(kind, value, files))), files)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (str, "総所得金額\ud800\n"),
        (int | None, None),
        (ItemType, Flag()),
        (ItemType, Code("taxable")),
        (ItemType | None, Decimal(4, 2, signed=True)),
        (ItemType | None, None),
        (tuple[ItemType, ...], (YearMonth(), Flag())),
        (tuple[str, int, int], ("a", 1, 2)),
        (tuple[int, int], (12, 31)),
        (dict[str, tuple[str, ...]], {"b": ("x",), "a": ()}),
        (AbsentReason, AbsentReason.NOT_COVERED),
        (date | None, date.min),
        (Period, Period(date.max, None)),
        (Period, Period(None, date.min)),
        (Place, Place(FILES[1], Span(3, 4))),
        (tuple[Place, ...], (Place(FILES[0], Span(0, 9)), Place(FILES[1], Span(9, 9)))),
    ],
)
def test_each_kind_of_value_comes_back(kind: Any, value: Any) -> None:
    assert through(kind, value, FILES) == value


@pytest.mark.parametrize(
    ("kind", "things"),
    [
        (Area, CORPUS.catalog.areas.values()),
        (CodeList, CORPUS.catalog.codes.values()),
        (LegalLine, CORPUS.catalog.legal_lines),
        (Need, CORPUS.catalog.needs),
        (Institution, CORPUS.catalog.institutions),
        (Start, CORPUS.catalog.starts),
        (Edition, CORPUS.catalog.editions.values()),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_everything_in_the_corpus_comes_back(kind: Any, things: Any) -> None:
    assert things
    for each in things:
        assert through(kind, each, [each.place.file]) == each


def test_what_holds_always_is_one_period() -> None:
    assert through(Period, Period(), FILES) is ALWAYS


@pytest.mark.parametrize("data", [None, 1, "x", [], [1], {}, [[]] * 20, [None] * 30])
def test_data_of_another_form_becomes_nothing(data: Any) -> None:
    with pytest.raises((ValueError, TypeError, LookupError, AttributeError)):
        thing(Area, data, FILES)


def test_data_becomes_only_what_is_asked_for() -> None:
    area = catalog().areas["local_tax"]
    data = plain(Area, area, [area.place.file])
    with pytest.raises((ValueError, TypeError, LookupError, AttributeError)):
        thing(Registry, data, [area.place.file])
