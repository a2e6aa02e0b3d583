"""Sample answers: right ones reach every branch, wrong ones break the rule that they name, where they say."""

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from random import Random
from typing import Any

import jsonschema
import pytest

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import Item, Repeat
from layoutc.catalog.types import Characters, Code, Integer
from layoutc.emit.definitions import Definition, pairs
from layoutc.emit.json_schema import emit
from layoutc.records import checking
from layoutc.records.rows import Row
from layoutc.records.samples import MANY, Faulty, Path, invalid, valid
from tests.emit.sample import NONTAXABLE, SMALL, WIDE, catalog, codes, everything, item, record, repeat

(DEFINITION,) = pairs(WIDE)[0].definitions
(MAIN, OTHER) = DEFINITION.records
SMALLEST = catalog(
    everything("lone", (record("only", item("a", 1, Integer("int", 3), absent=()), item("b", 2, Code("nontaxable"))),)),
    lists=(NONTAXABLE,),
)


def only(sample: Catalog) -> Definition:
    (definition,) = pairs(sample)[0].definitions
    return definition


def validator(sample: Catalog, definition: Definition) -> jsonschema.Draft202012Validator:
    (artifact,) = emit(sample)
    schema = json.loads(artifact.text)
    del schema["anyOf"]
    return jsonschema.Draft202012Validator({**schema, "$ref": f"#/$defs/{definition.name}"})


def first(count: int, sample: Catalog = WIDE, seed: int = 1) -> list[dict[str, Any]]:
    return list(islice(valid(only(sample), sample.codes, Random(seed)), count))


def faults(count: int, sample: Catalog = WIDE, seed: int = 1) -> list[Faulty]:
    return list(islice(invalid(only(sample), sample.codes, Random(seed)), count))


def test_the_first_answers_give_every_member_each_of_its_values() -> None:
    sent = [entry for answer in first(60) for entry in answer["main"]]
    for member in MAIN.members:
        values = [entry[member.code] for entry in sent if member.code in entry]
        if isinstance(member, Repeat):
            assert {0, member.maximum} & {len(value) for value in values}
            continue
        absences = [value["ReasonOfNull"] for value in values if isinstance(value, dict)]
        assert set(absences) == {reason.value for reason in member.absent}
        must = member.key or member.required
        assert must == (len(values) == len(sent))
        if isinstance(member.type, Characters):
            lengths = {len(value) for value in values if isinstance(value, str)}
            assert {1, member.type.length} <= lengths
        if isinstance(member.type, Code):
            assert {value for value in values if isinstance(value, str)} == {"0", "1", "2"}


def test_the_first_answers_hold_no_record_and_several() -> None:
    counts = [len(answer["main"]) for answer in first(60)]
    assert counts[0] == 0
    assert counts[1] == 1
    assert MANY in counts


def test_repeats_come_at_their_bounds_and_nested() -> None:
    sent = [entry for answer in first(60) for entry in answer["main"]]
    some = [entry["TK00000000000500"] for entry in sent]
    assert {len(each) for each in some} == {1, 2, 3}
    inner = [inside for each in some for inside in each]
    assert {None, 0, 1} <= {
        len(inside["TK00000000000502"]) if "TK00000000000502" in inside else None for inside in inner
    }


def test_a_repeat_without_a_limit_comes_some_dozen_times() -> None:
    many = catalog(everything("lone", (record("only", repeat("rows", 1, 0, None, item("a", 2, Integer("int", 1)))),)))
    sizes = {len(entry.get("TK00000000000001", ())) for answer in first(30, many) for entry in answer["only"]}
    assert {0, 1, MANY} <= sizes
    assert max(sizes) == MANY


def test_every_right_answer_is_right_and_differs_from_the_others() -> None:
    judge = validator(WIDE, DEFINITION)
    answers = first(300)
    assert [str(error) for answer in answers for error in judge.iter_errors(answer)] == []
    assert len({json.dumps(answer) for answer in answers}) > 290


@pytest.mark.slow
def test_every_wrong_answer_is_wrong_at_its_place_and_nowhere_else() -> None:
    judge = validator(WIDE, DEFINITION)
    for fault in islice(invalid(DEFINITION, WIDE.codes, Random(2)), 2500):
        places = {tuple(error.absolute_path) for error in judge.iter_errors(fault.answer)}
        if not places:
            assert _is_whole_float(fault), fault
            continue
        names_what_is_not_there = fault.rule in ("record.required", "record.unknown-item")
        where = fault.path[:-1] if names_what_is_not_there or fault.path[-1:] == ("ReasonOfNull",) else fault.path
        assert places == {where}, fault


def test_layoutc_finds_the_rule_at_the_place_and_nothing_else() -> None:
    judge = checking.judge(DEFINITION, WIDE.codes)
    for fault in islice(invalid(DEFINITION, WIDE.codes, Random(2)), 2500):
        found = judge.faults(Row(1, 1, 0, json.dumps(fault.answer).encode()))
        assert [(each.rule.id, each.path) for each in found] == [(fault.rule, fault.path)], fault


def _is_whole_float(fault: Faulty) -> bool:
    """To JSON Schema 1.0 is the integer 1."""
    if fault.rule != "record.type":
        return False
    found = fault.answer
    for step in fault.path:
        found = found[step]
    return isinstance(found, float) and found.is_integer()


def test_every_rule_is_broken_for_every_member_that_it_applies_to() -> None:
    broken: dict[str, set[str]] = {}
    for fault in faults(2500):
        code = next((str(step) for step in reversed(fault.path) if str(step).startswith("TK")), "")
        broken.setdefault(code, set()).add(fault.rule)
    for member in MAIN.members:
        expected = {"record.type"}
        if isinstance(member, Item):
            expected |= {"record.absent-reason"}
        if isinstance(member, Repeat):
            expected |= {"record.repetition"}
        elif isinstance(member.type, Characters):
            expected |= {"record.characters", "record.length"}
        elif isinstance(member.type, Integer):
            expected |= {"record.range"}
        elif isinstance(member.type, Code):
            expected |= {"record.codelist"}
        if (member.key or member.required) if isinstance(member, Item) else member.minimum:
            expected |= {"record.required"}
        assert broken[member.code] >= expected, member.name
    assert {"record.form", "record.unknown-item"} <= set().union(*broken.values())


def paths(found: Iterator[Faulty] | list[Faulty], rule: str) -> set[Path]:
    return {fault.path for fault in found if fault.rule == rule}


def test_unknown_properties_stand_at_every_level() -> None:
    unknown = paths(faults(2500), "record.unknown-item")
    for name in ("__proto__", "model_dump", "TK99999999999999"):
        shapes = {tuple(step for step in path if isinstance(step, str)) for path in unknown if path[-1] == name}
        levels = (
            (),
            ("main",),
            ("other",),
            ("main", "TK00000000000500"),
            ("main", "TK00000000000500", "TK00000000000502"),
        )
        assert {(*level, name) for level in levels} <= shapes


def test_a_code_value_that_ended_is_wrong() -> None:
    ended = replace(NONTAXABLE, values=(*NONTAXABLE.values, *codes("more", V7="旧区分").values))
    found = invalid(only(SMALLEST), SMALLEST.codes, Random(1), {"nontaxable": ended})
    wrong = [fault.answer["only"] for fault in islice(found, 200) if fault.rule == "record.codelist"]
    assert any(entry.get("TK00000000000002") == "7" for entries in wrong for entry in entries)


def test_a_code_list_without_values_leaves_no_right_value() -> None:
    empty = catalog(
        everything(
            "lone",
            (
                record("never", item("a", 1, Code("nontaxable"), required=True)),
                record("mostly", item("b", 2, Code("nontaxable")), item("c", 3, Integer("int", 1), required=True)),
            ),
        ),
        lists=(replace(NONTAXABLE, values=()),),
    )
    judge = validator(empty, only(empty))
    answers = first(50, empty)
    assert all(judge.is_valid(answer) and answer["never"] == [] for answer in answers)
    assert not any(judge.is_valid(fault.answer) for fault in faults(200, empty) if not _is_whole_float(fault))


@pytest.mark.parametrize(
    ("made", "digest"),
    [
        (lambda: first(500), "2e14db28f2e6360abcd95dd2e40038ec336ca1a69a7871b3224b5e67aabaefec"),
        (
            lambda: [[fault.answer, fault.rule, fault.path] for fault in faults(3000)],
            "358674ffddbaf046f0ef91d057fb349841923aad0adb52a1e8ef4d2e9f3ffc20",
        ),
    ],
    ids=["valid", "invalid"],
)
def test_the_same_seed_gives_the_same_bytes_in_every_version_of_python(made: Any, digest: str) -> None:
    assert sha256(json.dumps(made()).encode()).hexdigest() == digest


def test_another_seed_draws_other_answers_after_the_same_first_ones() -> None:
    one, other = first(200, seed=1), first(200, seed=2)
    assert one[:40] == other[:40]
    assert one[-40:] != other[-40:]


def test_an_answer_may_be_changed_without_changing_the_next() -> None:
    first_time = first(80, SMALL_ONE)
    changed = valid(only(SMALL_ONE), SMALL_ONE.codes, Random(1))
    for expected in first_time:
        answer = next(changed)
        assert answer == expected
        for entries in answer.values():
            for entry in entries:
                entry.clear()


SMALL_ONE = replace(
    SMALL, areas={"local_tax": replace(SMALL.areas["local_tax"], exposures=SMALL.areas["local_tax"].exposures[:1])}
)
