"""Hypothesis strategies for answers on the wire: right ones, and ones with a single fault."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from layoutc.catalog.model import CodeList, Item, Record, Repeat
from layoutc.catalog.types import CodeFacets, FlagFacets, IntegerFacets, ItemType, StringFacets, facets
from layoutc.emit.definitions import Definition, always_sent

# A lone surrogate is no character of any UTF-8 body.
CHARACTERS = st.characters(exclude_categories=["Cs"])
WORDS = (
    *("", "0", "1", "2", "3", "00", "-0", "1.", ".5", "0.5", "01.5", "1.234", "999.99", "1000", "-1.5", "0.12", "-0.12", "1e3", "+1"),
    *("1" * 6, "1" * 7, "1" * 8, "1" * 9, "1" * 10, "1" * 11, "１２３", "2018-02-29", "2020-02-29", "2016-02-29\n", "2100-02-29"),
    *("0999-01-01", "1000-01-01", "2018", "2018\n", "2018-07", "2018-13", "2018-7", "2018-07-31", "2018-07-31 ", "２０１８"),
    *("2018-07-31T00:00:00+09:00", "2018-07-31T00:00:00+09:00\n", "2018-07-31T00:00:00Z", "2018-07-31T24:00:00+09:00"),
    *("2018-07-31T00:00:00.5+09:00", "2018-07-31 00:00:00", "2018-07-31T00:00:60+09:00", "2018-07-31T00:00:00"),
    *("ア", "ァ\n", "アイウエオ", "アイウエオカ", "\u3000", "ｱ", "あ", "漢字", "Ａ", "a", "é", "§", "¨\n"),
    *("𠮷" * 5, "𠮷" * 6, "𠮷" * 10, "𠮷" * 11, "\x00", "\x7f", "\x85", "\u2028", "\ufeff", "\uffff", "a\nb", "true", "null"),
)  # fmt: skip
ABSENCES: tuple[Any, ...] = (
    *(
        {"ReasonOfNull": reason}
        for reason in ("NotAcceptable", "NotCovered", "Other", "notcovered", "NOT_COVERED", "", None, 1)
    ),
    {"ReasonOfNull": "NotCovered", "more": 1},
    {"reason": "NotCovered"},
    {},
)
NUMBERS = (
    0,
    1,
    -1,
    999,
    1000,
    -999,
    -1000,
    10**12 - 1,
    10**12,
    -(10**12),
    1 - 10**12,
    2**53,
    10**30,
    9999,
    10000,
    0.5,
    1e300,
)
FIXED: tuple[Any, ...] = (None, True, False, [], [[]], [{}], ["1"], *WORDS, *ABSENCES, *NUMBERS)
ANY_VALUE: st.SearchStrategy[Any] = (
    st.sampled_from(FIXED).map(deepcopy) | st.integers(-(10**16), 10**16) | st.text(CHARACTERS, max_size=12)
)


def value(kind: ItemType, codes: Mapping[str, CodeList]) -> st.SearchStrategy[Any]:
    match facets(kind):
        case StringFacets(pattern, minimum, maximum):
            matching = st.from_regex(f"(?:{pattern})", fullmatch=True, alphabet=CHARACTERS)
            return matching.map(lambda text: text[:maximum] if pattern.endswith("+") else text).filter(
                lambda text: minimum <= len(text) <= maximum
            )
        case IntegerFacets(smallest, largest):
            return st.integers(smallest, largest)
        case FlagFacets():
            return st.booleans()
        case CodeFacets(name):
            return st.sampled_from([each.value for each in codes[name].values])


def member(thing: Item | Repeat, codes: Mapping[str, CodeList]) -> st.SearchStrategy[Any]:
    if isinstance(thing, Repeat):
        most = thing.minimum + 3 if thing.maximum is None else thing.maximum
        return st.lists(holder(thing, codes), min_size=thing.minimum, max_size=min(most, thing.minimum + 2))
    sent = value(thing.type, codes)
    if always_sent(thing) or not thing.absent:
        return sent
    return sent | st.sampled_from([{"ReasonOfNull": reason.value} for reason in thing.absent])


def holder(thing: Record | Repeat, codes: Mapping[str, CodeList]) -> st.SearchStrategy[dict[str, Any]]:
    inside = {each.code: member(each, codes) for each in thing.members}
    must = {each.code: inside[each.code] for each in thing.members if always_sent(each)}
    return st.fixed_dictionaries(must, optional={code: inside[code] for code in inside if code not in must})


def answer(definition: Definition, codes: Mapping[str, CodeList]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {record.name: st.lists(holder(record, codes), min_size=1, max_size=2) for record in definition.records}
    )


def places(tree: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) below the tree."""
    found = []
    for key, child in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        found += [(tree, key), *places(child)]
    return found


def broken(draw: st.DrawFn, tree: dict[str, Any]) -> None:
    """Put one thing out of order, in place; now and then the answer is still right."""
    found = places(tree)
    container, key = found[draw(st.integers(0, len(found) - 1))]
    match draw(st.sampled_from(["replace", "append", "remove", "add", "repeat"])):
        case "append" if isinstance(container[key], str):
            container[key] += draw(st.sampled_from(["\n", " ", "\u2028", "x", "\x00", "0"]))
        case "remove":
            del container[key]
        case "add" if isinstance(container, dict):
            container[draw(st.sampled_from(["TK99999999999999", "must_0", "may_0", "", "other"]))] = draw(ANY_VALUE)
        case "repeat" if isinstance(container[key], list):
            container[key] = container[key] * 4
        case _:
            container[key] = draw(ANY_VALUE)
