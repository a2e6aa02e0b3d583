"""Hypothesis strategies for answers on the wire: right ones, and ones with a single fault."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from layoutc.catalog.model import CodeList, Item, Record, Repeat
from layoutc.catalog.types import CodeFacets, FlagFacets, IntegerFacets, ItemType, StringFacets, facets
from layoutc.emit.definitions import Definition, always_sent

# A lone surrogate is no character of any UTF-8 body.
CHARACTERS = st.characters(exclude_categories=["Cs"])
ANY_VALUE = (
    st.none()
    | st.booleans()
    | st.integers(-(10**16), 10**16)
    | st.sampled_from([0.5, -1.25, 1e300])
    | st.text(CHARACTERS, max_size=12)
    | st.sampled_from(
        ["", "0", "1", "00", "-0", "1.", ".5", "01.5", "1e3", "+1", "１２３", "2018-02-29", "2020-02-29", "2016-02-29\n"]
        + ["0999-01-01", "2018-13", "2018-07-31T00:00:00+09:00", "2018-07-31T00:00:00Z", "2018-07-31T24:00:00+09:00"]
        + ["2018-07-31T00:00:00.5+09:00", "2018-07-31 00:00:00", "ア", "ァ\n", "\u3000", "ｱ", "12345678901", "𠮷" * 5, "𠮷" * 6]
    )
    | st.just({})
    | st.just([])
    | st.builds(lambda reason: {"ReasonOfNull": reason}, st.sampled_from(["NotAcceptable", "NotCovered", "Other", None, 1]))
    | st.just({"ReasonOfNull": "NotCovered", "more": 1})
    | st.just([{"ReasonOfNull": "NotCovered"}])
)  # fmt: skip


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
    container, key = draw(st.sampled_from(places(tree)))
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
